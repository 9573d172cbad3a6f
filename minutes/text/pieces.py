"""Sentences as pieces for `rewriting`: morphemes, with quotations kept whole so that no rule changes them."""

from __future__ import annotations

from minutes.text.reading import Morpheme, morphemes
from minutes.text.rewriting import Piece

QUOTATION_MARKS = {"「": "」", "『": "』"}


def pieces(sentence: str) -> list[Piece]:
    """The morphemes of a sentence; what stands in 「」 is one noun."""
    found: list[Piece] = []
    closing, quoted = "", ""
    for morpheme in morphemes(sentence):
        if closing:
            quoted += morpheme.surface
            if morpheme.surface == closing:
                found.append(Piece(quoted, quoted, ("名詞", "普通名詞", "一般")))
                closing, quoted = "", ""
        elif morpheme.surface in QUOTATION_MARKS:
            closing, quoted = QUOTATION_MARKS[morpheme.surface], morpheme.surface
        else:
            found.append(_piece(morpheme))
    if quoted:
        found.append(Piece(quoted, quoted, ("名詞", "普通名詞", "一般")))
    return found


def _piece(morpheme: Morpheme) -> Piece:
    return Piece(morpheme.surface, morpheme.lemma, morpheme.pos[:4], morpheme.pos[4], morpheme.pos[5])
