"""What is known of a meeting besides its minutes and its utterances, as far as there is any, and for whom it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from minutes.domain import Correction, Coverage, Recording, Unreflected, Withheld

Audience = Literal["internal", "public"]


@dataclass(frozen=True)
class Annexes:
    """What a document says of the sound, of words put right or suggested, and of what no statement uses.

    `withheld`: what the public edition of it does not show. For the public nothing is printed that only serves checking.
    """

    coverage: Coverage | None = None
    recording: Recording | None = None
    corrections: Sequence[Correction] = ()
    unreflected: Sequence[Unreflected] = ()
    withheld: Sequence[Withheld] = ()
    audience: Audience = "internal"


NONE = Annexes()
