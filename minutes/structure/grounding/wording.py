"""How much of a claim's wording is found in what was said: word by word, by form, by reading, by characters, by meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from minutes.structure.grounding.claim import Failure, Kind
from minutes.structure.grounding.clauses import clause_places
from minutes.structure.grounding.passage import Passage, kanji_of, keys_of
from minutes.text.correction.meanings import Vector, meanings
from minutes.text.reading import Morpheme

SHARED_CHARACTER = 0.5  # 短縮, 短い
RELATED = 0.6  # what a word of like meaning counts at most
_LIKE, _SAME = 0.35, 0.65  # cosine from which words are like each other, and as good as the same


def support(claimed: Sequence[Morpheme], said: Passage) -> list[float]:
    """For each word of a claim how far what was said carries it, 0–1."""
    return [_support(word, said) for word in claimed]


def overlap(claimed: Sequence[Morpheme], said: Passage) -> float:
    """The share of the words that is carried, 1 for no words."""
    carried = support(claimed, said)
    return sum(carried) / len(carried) if carried else 1.0


def _support(word: Morpheme, said: Passage) -> float:
    if any(key in said.keys for key in keys_of(word)):
        return 1.0
    if len(word.surface) > 1 and word.surface in said.text:
        return 1.0
    kanji = kanji_of(word)
    shared = SHARED_CHARACTER if kanji & said.kanji else 0.0
    return max(shared, _meaning(word.normalized, said))


def _meaning(word: str, said: Passage) -> float:
    vector = _vector(word)
    others = _vectors(said)
    if vector is None or others is None:
        return 0.0
    nearest = float(np.max(others @ vector))
    return RELATED * min(1.0, max(0.0, (nearest - _LIKE) / (_SAME - _LIKE)))


@lru_cache(maxsize=20_000)
def _vector(word: str) -> Vector | None:
    return meanings().vector(word)


def _vectors(said: Passage) -> Vector | None:
    known = tuple(dict.fromkeys(word.normalized for word in said.content))
    return _matrix(known)


@lru_cache(maxsize=2_000)
def _matrix(words: tuple[str, ...]) -> Vector | None:
    found = [vector for word in words if (vector := _vector(word)) is not None]
    return np.stack(found) if found else None


# ---- what nobody said --------------------------------------------------------------------------------------------

WHOLE, SENTENCE, CLAUSE = 0.6, 0.5, 0.4  # the least share that must be carried: measured, see docs/benchmarks.md
LEAST = 2  # words; of fewer no share can be told


def shares(claim: Passage, said: Passage, places: Sequence[tuple[int, int]]) -> list[tuple[float, int, str]]:
    """For each part of the claim the share that is carried, the number of its words, and its text."""
    found = []
    for start, end in places:
        words = claim.between(start, end)
        found.append((overlap(words, said), len(words), claim.text[start:end].strip("、。 ")))
    return found


def unsaid_wording(claim: Passage, spoken: Passage, whole: Passage, kind: Kind) -> Iterator[Failure]:
    """Parts of the claim that are not in the evidence. A short reply (「そのとおりです。」) carries nothing itself: what it
    replies to does."""
    said = whole if kind != "statement" or len(spoken.content) <= 2 else spoken
    places = clause_places(claim)
    for share, words, text in shares(claim, said, claim.sentences):
        if words >= LEAST and share < SENTENCE:
            yield Failure("wording", text)
            return
    for share, words, text in shares(claim, whole, places):
        if words >= LEAST and share < CLAUSE:
            yield Failure("wording", text)
            return
