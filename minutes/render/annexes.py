"""What is known of a meeting besides its minutes and its utterances, as far as there is any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.domain import Correction, Coverage, Recording, Unreflected


@dataclass(frozen=True)
class Annexes:
    """What a document says of the sound, of words put right or suggested, and of what no statement uses."""

    coverage: Coverage | None = None
    recording: Recording | None = None
    corrections: Sequence[Correction] = ()
    unreflected: Sequence[Unreflected] = ()


NONE = Annexes()
