"""Who plays in a meeting: voices set aside, chosen by how far they lie apart and by nothing that was measured on them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import log2

from training.voices import HELD_OUT, Voice

# What `training.diarization.meetings.distinct` asks of two voices of one base: one unit of distance each.
_PITCH_UNIT, _FORMANT_UNIT = 1.5, 0.04
_OTHER_BASE = 100.0


def cast_for(roles: Sequence[str]) -> dict[str, Voice]:
    """As many held-out voices as there are roles: the set whose nearest two are farthest apart (among equals, the set
    with the largest sum of distances), handed out in the order of `HELD_OUT`. Eight roles leave no choice."""
    best = max(combinations(HELD_OUT.values(), len(roles)), key=_spread)
    return dict(zip(roles, best, strict=True))


def distance(one: Voice, other: Voice) -> float:
    """The larger of the differences in heard pitch and in formants, in units of just distinct voices."""
    if one.base != other.base:
        return _OTHER_BASE
    pitch = one.half_tone - other.half_tone - 12 * log2(one.formant / other.formant)
    return max(abs(pitch) / _PITCH_UNIT, abs(one.formant - other.formant) / _FORMANT_UNIT)


def _spread(voices: Sequence[Voice]) -> tuple[float, float]:
    distances = [distance(one, other) for one, other in combinations(voices, 2)]
    return min(distances), sum(distances)
