"""L2 (整文): a clean text as minutes are written. Form changes, wording does not; です・ます stays, so does every number.

Sentence by sentence: what is certain of spoken forms, then the spelling of official documents, then what the office has
chosen. Terms, names and quotations keep their own spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from minutes.domain import Style
from minutes.text.pieces import pieces_of
from minutes.text.reading import Morpheme, morphemes
from minutes.text.rewriting import Piece, Rule, compile_rules, rewrite, surfaces
from minutes.text.tidying import numbers, punctuation
from minutes.text.tidying.draft import Draft, Edit
from minutes.text.tidying.honorific import honorific
from minutes.text.tidying.official import GROUPS
from minutes.text.tidying.okurigana import okurigana
from minutes.text.tidying.protected import Protected
from minutes.text.tidying.spoken import SPOKEN_PAIRS
from minutes.text.tidying.switches import switches

_SENTENCE = re.compile(r"(?:「[^」]*」|『[^』]*』|[^。？！])+[。？！]*|[。？！]+")

OfWords = Callable[[str, Sequence[Morpheme]], list[Edit]]
OfText = Callable[[str], list[Edit]]


class House(NamedTuple):
    """How this office writes, and what keeps its own spelling."""

    style: Style = Style()
    protected: Protected = Protected()


def edit(clean: str, house: House) -> Draft:
    """The text edited. Editing twice changes nothing more."""
    draft = Draft(clean)
    official = house.style.official == "on"
    if official:
        _by_text(draft, house, punctuation.letters, numbers.counters)
        if house.style.digits != "keep":
            _by_text(draft, house, _half_width)
        for pattern, mark in punctuation.COMPILED:
            _by_text(draft, house, partial(punctuation.marks, pattern, mark))
    for start, end in reversed([match.span() for match in _SENTENCE.finditer(draft.text)]):
        _sentence(draft, start, end, house)
    if official:
        _by_text(draft, house, numbers.grouped)
    _by_text(draft, house, lambda text: numbers.things(text, house.style))
    _by_text(draft, house, lambda text: typography(text, house.style))
    return draft


def typography(text: str, style: Style) -> list[Edit]:
    """Width of figures and the comma: what is settled last, when nothing looks at the words any more."""
    return [*numbers.widths(text, style), *punctuation.commas(text, style)]


def _half_width(text: str) -> list[Edit]:
    """The rules below read figures in one width."""
    return numbers.widths(text, Style(digits="half"))


def _by_text(draft: Draft, house: House, *finders: OfText) -> None:
    for find in finders:
        draft.apply(house.protected.spared(draft.text, find(draft.text)))


# ---- a sentence --------------------------------------------------------------------------------------------------


def _sentence(draft: Draft, start: int, end: int, house: House) -> None:
    """The rules that need to know the words. They are asked for again only after a change."""
    length = len(draft.text)
    words: Sequence[Morpheme] | None = None
    for find in _finders(house.style):
        here = end + len(draft.text) - length
        if words is None:
            words = morphemes(draft.text[start:here])
        found = [
            Edit(start + one.start, start + one.end, one.after, one.rule) for one in find(draft.text[start:here], words)
        ]
        if found and draft.apply(house.protected.spared(draft.text, found)):
            words = None


@cache
def _finders(style: Style) -> tuple[OfWords, ...]:
    spoken = _by_rules("spoken", SPOKEN_PAIRS)
    if style.official == "off":
        return (spoken, lambda text, words: switches(text, words, style))
    return (
        spoken,
        *(_by_rules(name, pairs) for name, pairs in GROUPS),
        lambda _, words: okurigana(words),
        numbers.figures,
        lambda text, words: honorific(text, words, style),
        lambda text, words: switches(text, words, style),
    )


def _by_rules(name: str, pairs: tuple[tuple[str, str], ...]) -> OfWords:
    """Most sentences have none of the words that any of the rules is about: those cost next to nothing."""
    rules = compile_rules(pairs)
    about = frozenset(word for rule in rules for word in max(rule.needs, key=lambda words: min(map(len, words))))

    def find(text: str, words: Sequence[Morpheme]) -> list[Edit]:
        there = any(word.surface in about or word.lemma in about for word in words)
        return _rewritten(text, words, name, rules) if there else []

    return find


def _rewritten(text: str, words: Sequence[Morpheme], name: str, rules: Sequence[Rule]) -> list[Edit]:
    before = pieces_of(words)
    after = rewrite(before, rules)
    if after == before:
        return []
    written = surfaces(after)
    return _differences(text, after, written, name) if written is not None else []


def _differences(text: str, pieces: Sequence[Piece], written: Sequence[str], name: str) -> list[Edit]:
    """What stands between the pieces that are as they were."""
    edits: list[Edit] = []
    position, put_in = 0, ""
    for piece, surface in [*zip(pieces, written, strict=True), (None, "")]:
        start, end = (len(text), len(text)) if piece is None else piece.span or (position, position)
        if piece is not None and (piece.span is None or text[start:end] != surface):
            put_in += surface
            continue
        if put_in or start > position:
            edits.append(Edit(position, start, put_in, name))
        position, put_in = end, ""
    return edits
