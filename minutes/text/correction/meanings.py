"""Which words stand beside each other: the vectors of models/word-meanings.

A word is looked up by its normalised form. Words are kept in order of frequency.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from minutes.resources import shipped

Vector: TypeAlias = npt.NDArray[np.float32]

FILE = ("models", "word-meanings", "words.npz")


@dataclass(frozen=True)
class Meanings:
    """`ranks`: place of each word by frequency, from 0; `rows`: which of the unit `vectors` is its own."""

    ranks: Mapping[str, int]
    rows: npt.NDArray[np.uint16]
    vectors: Vector

    def vector(self, word: str) -> Vector | None:
        """None for a word that is not known."""
        rank = self.ranks.get(word)
        if rank is None:
            return None
        found: Vector = self.vectors[self.rows[rank]]
        return found

    def together(self, words: Iterable[str]) -> Vector | None:
        """What words mean together: the direction of the sum of their vectors, None if none is known."""
        known = [vector for word in words if (vector := self.vector(word)) is not None]
        if not known:
            return None
        total: Vector = np.sum(known, axis=0)
        return total / max(float(np.linalg.norm(total)), 1e-9)


@cache
def meanings() -> Meanings:
    """Read once (0.1 s, 20 MB)."""
    with np.load(shipped(*FILE), allow_pickle=False) as file:
        words = file["words"].tobytes().decode().split("\n")
        vectors = file["vectors"].astype(np.float32)
        rows = file["rows"]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Meanings({word: rank for rank, word in enumerate(words)}, rows, vectors)
