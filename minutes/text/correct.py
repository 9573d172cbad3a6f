"""Terms put right where a wrong form stands literally: 誤変換 → 用語, with a receipt for every change.

A form is replaced only where it is a word by itself: never inside a longer run of katakana or Latin letters, and beside
further kanji or hiragana only where a word begins or ends there. Longer forms go first; a correct term that contains a
wrong form protects it; nothing is replaced twice. Work begins at what was heard, so a second run piles nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from minutes.domain import Correction, Dictionary, Utterance
from minutes.text.reading import morphemes

LITERAL = "literal"  # the rule's name in corrections.json
CERTAIN = 1.0
# A form whose replacement would be changed again by a second pass is only suggested.
UNSTABLE = 0.5

_SCRIPTS = (
    ("katakana", re.compile(r"[ァ-ヺー゛゜ヽヾｦ-ﾟㇰ-ㇿ]")),
    ("hiragana", re.compile(r"[ぁ-ゖゝゞ]")),
    ("kanji", re.compile(r"[㐀-䶿一-鿿豈-﫿々〆〇ヶヵ𠀀-𲎯]")),
    ("latin", re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")),
)
# Runs of these are one word for a reader; in the others words follow each other without a gap.
_CLOSED = ("katakana", "latin")


def correct(
    utterances: Sequence[Utterance], dictionaries: Sequence[Dictionary]
) -> tuple[tuple[Utterance, ...], tuple[Correction, ...]]:
    """The utterances with `text` corrected from `heard`, and each change. Of two dictionaries the first one wins."""
    forms = Forms.of(dictionaries)
    corrected: list[Utterance] = []
    corrections: list[Correction] = []
    for utterance in utterances:
        text, changes = correct_text(utterance.heard, forms, utterance.id)
        corrected.append(utterance.model_copy(update={"text": text}))
        corrections.extend(changes)
    return tuple(corrected), tuple(corrections)


def correct_text(heard: str, forms: Forms, name: str) -> tuple[str, tuple[Correction, ...]]:
    """A text corrected, and the changes; `name` is the utterance they are filed under.

    Putting a term in may make a wrong form with what stands beside it. Then nothing is changed: the result of a second
    pass must be that of the first.
    """
    found = _found(heard, forms)
    text = _replaced(heard, found)
    stable = not _found(text, forms)
    changes = tuple(
        Correction(
            utterance=name,
            before=heard[place.start : place.end],
            after=place.term,
            start=place.start,
            end=place.end,
            term=place.term,
            rule=LITERAL,
            score=CERTAIN if stable else UNSTABLE,
            applied=stable,
        )
        for place in found
    )
    return (text if stable else heard), changes


# ---- what is looked for ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forms:
    """`terms`: what each wrong form becomes; a correct term becomes itself. `lengths` of all forms, longest first."""

    terms: Mapping[str, str]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, dictionaries: Sequence[Dictionary]) -> Forms:
        """A form that is a correct term in any of the dictionaries is no wrong form in another."""
        terms: dict[str, str] = {}
        for dictionary in dictionaries:
            for term in dictionary.terms:
                for form in term.wrong:
                    terms.setdefault(form, term.text)
        terms |= {term.text: term.text for dictionary in dictionaries for term in dictionary.terms}
        return cls(terms, tuple(sorted({len(form) for form in terms}, reverse=True)))


@dataclass(frozen=True)
class _Place:
    """A form found in a text, from `start` to before `end`, and what it becomes."""

    start: int
    end: int
    term: str


def _found(text: str, forms: Forms) -> list[_Place]:
    """The wrong forms to replace, in order of place."""
    words = _Words(text)
    taken = bytearray(len(text))
    places: list[_Place] = []
    for length in forms.lengths:  # the longest first, wherever it stands
        for start in range(len(text) - length + 1):
            form = text[start : start + length]
            term = forms.terms.get(form)
            if term is None or any(taken[start : start + length]):
                continue
            if term == form:  # a correct term: whatever shorter form it contains is not wrong
                taken[start : start + length] = b"\1" * length
            elif words.stand_alone(start, start + length):
                taken[start : start + length] = b"\1" * length
                places.append(_Place(start, start + length, term))
    return sorted(places, key=lambda place: place.start)


def _replaced(text: str, places: Sequence[_Place]) -> str:
    return "".join(_pieces(text, places))


def _pieces(text: str, places: Sequence[_Place]) -> Iterator[str]:
    edges = [(0, 0, ""), *((place.start, place.end, place.term) for place in places), (len(text), len(text), "")]
    for (_, end, term), (start, _, _) in pairwise(edges):
        yield term
        yield text[end:start]


# ---- where a word begins and ends --------------------------------------------------------------------------------


class _Words:
    """Tells where words of a text begin; Sudachi is asked only when the scripts leave it open."""

    def __init__(self, text: str) -> None:
        self._text = text

    def stand_alone(self, start: int, end: int) -> bool:
        """Whether no word crosses either edge of this stretch."""
        return self._is_edge(start) and self._is_edge(end)

    def _is_edge(self, at: int) -> bool:
        if at in (0, len(self._text)):
            return True
        script = _script(self._text[at])
        if script != _script(self._text[at - 1]) or not script:
            return True
        return script not in _CLOSED and at in self._begins

    @cached_property
    def _begins(self) -> frozenset[int]:
        return frozenset(word.start for word in morphemes(self._text))


def _script(character: str) -> str:
    return next((name for name, signs in _SCRIPTS if signs.match(character)), "")
