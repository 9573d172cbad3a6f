"""Which half a family belongs to: decided by its name and a seed alone, so that a growing corpus moves no row."""

from __future__ import annotations

import hashlib
from typing import Literal

Half = Literal["tuning", "held_out"]

TUNING: Half = "tuning"
HELD_OUT: Half = "held_out"
SEED = "minutes-terms-1749"


def half_of(family: str, seed: str = SEED) -> Half:
    """The half of a family of sentences, or of a passage of running text."""
    return TUNING if hashlib.sha256(f"{seed}:{family}".encode()).digest()[0] % 2 == 0 else HELD_OUT
