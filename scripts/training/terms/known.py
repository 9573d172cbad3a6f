"""The terms a clerk of a field has loaded: the field's dictionary, the general one and the council's."""

from __future__ import annotations

from functools import cache

from minutes.domain import Term
from minutes.text.dictionary import read_dictionary, shipped_dictionaries

GENERAL = ("gyosei", "gikai")


@cache
def loaded(field: str) -> dict[str, Term]:
    """Terms by their text."""
    names = dict.fromkeys((field, *GENERAL))
    return {term.text: term for name in names for term in _terms(name)}


@cache
def _terms(name: str) -> tuple[Term, ...]:
    return read_dictionary(shipped_dictionaries()[name])[0].terms


def longest_over(field: str, text: str, start: int, end: int) -> tuple[int, str] | None:
    """The longest loaded term that stands in `text` over all characters from `start` to before `end`, and where."""
    found = [
        (begin, text[begin:stop])
        for begin in range(start + 1)
        for stop in range(end, len(text) + 1)
        if text[begin:stop] in loaded(field)
    ]
    return max(found, key=lambda place: len(place[1]), default=None)
