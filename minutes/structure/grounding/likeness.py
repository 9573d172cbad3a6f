"""How near in meaning a word is to what was said."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from minutes.structure.grounding.passage import Passage
from minutes.text.correction.meanings import Vector, meanings
from minutes.text.reading import Morpheme


def nearest(word: Morpheme, said: Passage) -> float:
    """The greatest cosine to a content word that was said; -1 where nothing is known of it."""
    vector, others = _vector(word.normalized), _vectors(tuple(dict.fromkeys(one.normalized for one in said.content)))
    return -1.0 if vector is None or others is None else float(np.max(others @ vector))


@lru_cache(maxsize=20_000)
def _vector(word: str) -> Vector | None:
    return meanings().vector(word)


@lru_cache(maxsize=2_000)
def _vectors(words: tuple[str, ...]) -> Vector | None:
    found = [vector for word in words if (vector := _vector(word)) is not None]
    return np.stack(found) if found else None
