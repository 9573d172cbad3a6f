"""What is done to the sound before its loudness is measured, as filters of ffmpeg: measured by `scripts/bench audio`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

Treatment = Sequence[tuple[str, Mapping[str, Any]]]
Levelling = Literal["steady", "moving"]
NoiseReduction = Literal["off", "on"]

# A gain that follows within two seconds: with ffmpeg's own half a minute, whoever answers a loud speaker stays quiet.
MOVING: Treatment = (("dynaudnorm", {"framelen": 250, "gausssize": 9, "maxgain": 30}),)
DENOISED: Treatment = (("afftdn", {"noise_reduction": 12, "track_noise": 1}),)


def treatment_of(levelling: Levelling, noise_reduction: NoiseReduction) -> Treatment:
    """Noise first: a moving gain would raise it in every pause."""
    return (*(DENOISED if noise_reduction == "on" else ()), *(MOVING if levelling == "moving" else ()))
