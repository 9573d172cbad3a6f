"""What is being talked about around a stretch: words with their meaning, cue words, terms already written as they should.

The window is the utterance itself and its neighbours, these counting less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from minutes.text.correction.compiled import Compiled
from minutes.text.correction.matches import term_places
from minutes.text.correction.meanings import Vector, meanings
from minutes.text.correction.spans import Heard
from minutes.text.correction.wordclass import is_content

NEIGHBOURS = 2  # utterances before and after that are looked at
NEIGHBOUR_WEIGHT = 0.3
_HALF = 12.0  # characters after which a word of the same utterance counts half


@dataclass(frozen=True)
class Scene:
    """One utterance as context: content words with places and vectors, terms that stand in it."""

    heard: Heard
    terms: Compiled

    @cached_property
    def places(self) -> tuple[tuple[int, int, int], ...]:
        """(start, end, entry) of right terms, where a word begins and ends."""
        edges = self.heard.starts.keys() | self.heard.ends.keys()
        found = term_places(self.heard.text, self.terms)
        return tuple(place for place in found if place[0] in edges and place[1] in edges)

    @cached_property
    def content(self) -> tuple[tuple[int, str], ...]:
        """(start, normalised form) of content words that have a vector."""
        known = meanings().ranks
        words = (word for word in self.heard.words if is_content(word))
        return tuple((word.start, word.normalized) for word in words if word.normalized in known)

    @cached_property
    def starts(self) -> Vector:
        return np.array([start for start, _ in self.content], dtype=np.float32)

    @cached_property
    def vectors(self) -> Vector:
        known = meanings()
        rows = [known.rows[known.ranks[word]] for _, word in self.content]
        found: Vector = known.vectors[rows]
        return found

    @cached_property
    def lemmas(self) -> frozenset[str]:
        return frozenset(form for word in self.heard.words for form in (word.lemma, word.normalized, word.surface))

    @cached_property
    def fields(self) -> tuple[tuple[int, str, str], ...]:
        """(start, field, category) of the right terms."""
        entries = self.terms.entries
        return tuple((start, entries[n].field, entries[n].category) for start, _, n in self.places)

    def says(self, cue: str) -> bool:
        """Whether a cue word stands here, inflected or inside a longer word."""
        return cue in self.lemmas or (len(cue) > 1 and cue in self.heard.text)


@dataclass(frozen=True)
class Surroundings:
    """An utterance with those around it."""

    here: Scene
    around: tuple[Scene, ...]

    def weighed(self, start: int, end: int, left_out: frozenset[int]) -> tuple[Vector, Vector]:
        """(weights, vectors) of the content words around a stretch; `left_out`: starts of words inside it that do not
        count."""
        gap = np.maximum(np.maximum(start - self.here.starts, self.here.starts - end), 0)
        weights: Vector = (_HALF / (_HALF + gap)).astype(np.float32)
        if left_out:
            weights = weights * np.array([at not in left_out for at, _ in self.here.content], dtype=np.float32)
        if not self.around:
            return weights, self.here.vectors
        far = [scene.vectors for scene in self.around]
        count = sum(map(len, far))
        return (
            np.concatenate([weights, np.full(count, NEIGHBOUR_WEIGHT, dtype=np.float32)]),
            np.concatenate([self.here.vectors, *far]),
        )


def surroundings(scenes: Sequence[Scene], at: int) -> Surroundings:
    around = (*scenes[max(at - NEIGHBOURS, 0) : at], *scenes[at + 1 : at + 1 + NEIGHBOURS])
    return Surroundings(scenes[at], tuple(around))
