"""Synthetic meetings with a reference: who says what when, in which room. For the demo and for evaluations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from training.rooms import SAMPLE_RATE, add_noise, in_room, room_responses
from training.voices import Voice, speak


@dataclass(frozen=True)
class Line:
    """One thing said: by whom, what, after how many seconds of pause (negative: it overlaps the one before)."""

    speaker: str
    text: str
    pause: float = 0.6


@dataclass(frozen=True)
class Spoken:
    """A line with its place in the sound, seconds."""

    speaker: str
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Acoustics:
    """The room: how loud the noise is below the speech, and the seed of room, noise and loudness."""

    snr_db: float = 25.0
    seed: int = 0
    level_spread_db: float = 3.0


def perform(lines: Sequence[Line], cast: Mapping[str, Voice], acoustics: Acoustics) -> tuple[np.ndarray, list[Spoken]]:
    """The meeting as float32 mono at 16 kHz, and the reference. Each speaker sits in one place of the room."""
    rng = np.random.default_rng(acoustics.seed)
    seats = dict(zip(cast, room_responses(len(cast), rng), strict=True))
    levels = {name: 10 ** (rng.uniform(-1, 1) * acoustics.level_spread_db / 20) for name in cast}
    pieces: list[tuple[int, np.ndarray]] = []
    spoken: list[Spoken] = []
    at = 0.5
    for line in lines:
        dry = speak(line.text, cast[line.speaker])
        start = max(0.0, at + line.pause)
        wet = in_room(np.pad(dry, (0, SAMPLE_RATE // 4)), seats[line.speaker]) * np.float32(levels[line.speaker])
        pieces.append((round(start * SAMPLE_RATE), wet))
        at = start + len(dry) / SAMPLE_RATE
        spoken.append(Spoken(line.speaker, line.text, round(start, 3), round(at, 3)))
    samples = np.zeros(max(begin + len(piece) for begin, piece in pieces) + SAMPLE_RATE, np.float32)
    for begin, piece in pieces:
        samples[begin : begin + len(piece)] += piece
    samples = add_noise(samples, acoustics.snr_db, rng)
    return samples * np.float32(0.5 / max(1e-6, float(np.abs(samples).max()))), spoken


def write_reference(spoken: Sequence[Spoken], duration: float, place: Path) -> None:
    """The reference as JSON: `{duration, utterances: [{speaker, text, start, end}]}`, and beside it the turns as RTTM."""
    reference = {"duration": round(duration, 3), "utterances": [asdict(piece) for piece in spoken]}
    place.write_text(json.dumps(reference, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = [
        f"SPEAKER {place.stem} 1 {piece.start:.3f} {piece.end - piece.start:.3f} <NA> <NA> {piece.speaker} <NA> <NA>"
        for piece in spoken
    ]
    place.with_suffix(".rttm").write_text("\n".join(lines) + "\n", encoding="utf-8")
