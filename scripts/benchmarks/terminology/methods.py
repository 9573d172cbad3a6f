"""Ways of putting terms right, side by side: each reads a sentence and says what it would change.

All but ours are what peers offer or what one would write in an afternoon. Each sees the same dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from minutes.domain import Dictionary, Utterance
from minutes.text.correction.correct import correct
from minutes.text.reading import katakana, morphemes

# Within one edit a term of two or three characters is almost any word (会議 → 庁議).
SHORTEST_FUZZY = 4
_MOST_WORDS = 12  # a term is hardly longer


@dataclass(frozen=True)
class Change:
    """A stretch of the sentence and what it becomes; not `applied`: a suggestion."""

    start: int
    end: int
    after: str
    term: str
    applied: bool = True


# The lines of one speaker, one after the other → the changes of each.
Corrector = Callable[[Sequence[str]], list[tuple[Change, ...]]]


def changed(sentence: str, changes: Iterable[Change]) -> str:
    """The sentence with all of these in it; they do not overlap."""
    for change in sorted(changes, key=lambda one: -one.start):
        sentence = sentence[: change.start] + change.after + sentence[change.end :]
    return sentence


def nothing(dictionaries: Sequence[Dictionary]) -> Corrector:
    """No correction."""
    return lambda lines: [() for _ in lines]


def replacement(dictionaries: Sequence[Dictionary]) -> Corrector:
    """Each 誤変換 form becomes its term wherever it stands, longer forms first."""
    meant: dict[str, str] = {}
    for dictionary in dictionaries:
        for term in dictionary.terms:
            for form in term.wrong:
                meant.setdefault(form, term.text)
    forms = re.compile("|".join(map(re.escape, sorted(meant, key=len, reverse=True))) or r"(?!)")

    def of(line: str) -> tuple[Change, ...]:
        return tuple(
            Change(found.start(), found.end(), meant[found[0]], meant[found[0]]) for found in forms.finditer(line)
        )

    return lambda lines: [of(line) for line in lines]


def surface(dictionaries: Sequence[Dictionary]) -> Corrector:
    """Every stretch that is one edit away from a term becomes the term; characters are compared, not sounds."""
    by_length = {
        length: list(terms)
        for length, terms in groupby(sorted(_texts(dictionaries), key=lambda term: (len(term), term)), key=len)
        if length >= SHORTEST_FUZZY
    }
    exact = _any_of(_texts(dictionaries))

    def of(line: str) -> tuple[Change, ...]:
        found = [one for length, terms in by_length.items() for one in _one_edit_away(line, length, terms)]
        found.sort(key=lambda one: (-len(one.term), abs(len(one.term) - one.end + one.start), one.start))
        return _first_of_overlapping(found, [match.span() for match in exact.finditer(line)])

    return lambda lines: [of(line) for line in lines]


def _one_edit_away(line: str, length: int, terms: list[str]) -> Iterable[Change]:
    """The stretches that a letter changed, put in or left out makes one of the `terms` (all `length` long)."""
    windows = [
        (start, start + size) for size in (length - 1, length, length + 1) for start in range(len(line) - size + 1)
    ]
    if not windows:
        return
    texts = [line[start:end] for start, end in windows]
    distances = cdist(texts, terms, scorer=Levenshtein.distance, score_cutoff=1, dtype=np.uint8)
    for window, term in zip(*np.nonzero(distances == 1), strict=True):
        (start, end), text, meant = windows[window], texts[window], terms[term]
        # a longer or shorter stretch whose edge differs is the term with its neighbour, or half of it
        if len(text) == length or (text[0] == meant[0] and text[-1] == meant[-1]):
            yield Change(start, end, meant, meant)


def same_reading(dictionaries: Sequence[Dictionary]) -> Corrector:
    """Every run of words that is read like a term becomes the term; the longest run first."""
    meant: dict[str, str] = {}
    for dictionary in dictionaries:
        for term in dictionary.terms:
            if term.reading:
                meant.setdefault(katakana(term.reading).replace("・", ""), term.text)
    texts = frozenset(_texts(dictionaries))

    def of(line: str) -> tuple[Change, ...]:
        words = morphemes(line)
        found = []
        kept: list[tuple[int, int]] = []
        for first in range(len(words)):
            sound = ""
            for last in range(first, min(first + _MOST_WORDS, len(words))):
                sound += words[last].reading
                term = meant.get(sound)
                if term is None:
                    continue
                start, end = words[first].start, words[last].start + len(words[last].surface)
                if line[start:end] in texts:
                    kept.append((start, end))
                else:
                    found.append(Change(start, end, term, term))
        found.sort(key=lambda one: (one.start - one.end, one.start))
        return _first_of_overlapping(found, kept)

    return lambda lines: [of(line) for line in lines]


def ours(dictionaries: Sequence[Dictionary]) -> Corrector:
    """What `minutes correct` does."""

    def of(lines: Sequence[str]) -> list[tuple[Change, ...]]:
        utterances = [
            Utterance(id=f"u{number:04}", speaker="A", start=0.0, end=0.0, heard=line, text=line)
            for number, line in enumerate(lines)
        ]
        corrected, corrections = correct(utterances, dictionaries)
        found: dict[str, list[Change]] = {utterance.id: [] for utterance in utterances}
        for one in corrections:
            found[one.utterance].append(Change(one.start, one.end, one.after, one.term, one.applied))
        changes = [tuple(found[utterance.id]) for utterance in utterances]
        for line, made, utterance in zip(lines, changes, corrected, strict=True):
            if changed(line, (one for one in made if one.applied)) != utterance.text:
                raise AssertionError(f"the receipt of {line!r} is not what was done: {utterance.text!r}")
        return changes

    return of


METHODS: dict[str, Callable[[Sequence[Dictionary]], Corrector]] = {
    "no correction": nothing,
    "plain replacement": replacement,
    "surface, one edit": surface,
    "same reading": same_reading,
    "ours": ours,
}


def _texts(dictionaries: Sequence[Dictionary]) -> list[str]:
    return list(dict.fromkeys(term.text for dictionary in dictionaries for term in dictionary.terms))


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(texts, key=len, reverse=True))) or r"(?!)")


def _first_of_overlapping(changes: Sequence[Change], taken: list[tuple[int, int]]) -> tuple[Change, ...]:
    """Those that overlap neither an earlier one nor what is `taken`, in order of place."""
    spans = list(taken)
    kept = []
    for change in changes:
        if all(change.end <= start or end <= change.start for start, end in spans):
            spans.append((change.start, change.end))
            kept.append(change)
    return tuple(sorted(kept, key=lambda one: one.start))
