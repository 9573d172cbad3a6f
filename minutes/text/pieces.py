"""Sentences as pieces for `rewriting`: morphemes, with quotations kept whole so that no rule changes them."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.text.reading import Morpheme, morphemes
from minutes.text.rewriting import Piece

QUOTATION_MARKS = {"「": "」", "『": "』"}


def pieces(sentence: str) -> list[Piece]:
    """The morphemes of a sentence; what stands in 「」 is one noun."""
    return pieces_of(morphemes(sentence))


def pieces_of(words: Iterable[Morpheme]) -> list[Piece]:
    """The same of words that are known already."""
    found: list[Piece] = []
    closing, quoted, start = "", "", 0
    for morpheme in words:
        if closing:
            quoted += morpheme.surface
            if morpheme.surface == closing:
                found.append(_quotation(quoted, start))
                closing, quoted = "", ""
        elif morpheme.surface in QUOTATION_MARKS:
            closing, quoted, start = QUOTATION_MARKS[morpheme.surface], morpheme.surface, morpheme.start
        else:
            found.append(_piece(morpheme))
    if quoted:
        found.append(_quotation(quoted, start))
    return found


def _quotation(text: str, start: int) -> Piece:
    return Piece(text, text, ("名詞", "普通名詞", "一般"), span=(start, start + len(text)))


def _piece(morpheme: Morpheme) -> Piece:
    span = (morpheme.start, morpheme.start + len(morpheme.surface))
    return Piece(morpheme.surface, morpheme.lemma, morpheme.pos[:4], morpheme.pos[4], morpheme.pos[5], span=span)
