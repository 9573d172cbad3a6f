"""A play becomes sound, and the reference beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from training.meetings.play import Play
from training.rooms import SAMPLE_RATE, add_noise, add_rustles, in_room, room_responses
from training.voices import SILENT_HEAD_S, SILENT_TAIL_S, speak

_OPENING_S = 0.5


@dataclass(frozen=True)
class Spoken:
    """A line and when its speaker is heard, seconds: from the first sound to the last, the silence around it left out."""

    speaker: str
    text: str
    start: float
    end: float


def perform(play: Play) -> tuple[np.ndarray, list[Spoken]]:
    """The meeting as float32 mono at 16 kHz, and the reference. Each speaker sits in one place of the room."""
    acoustics = play.acoustics
    rng = np.random.default_rng(acoustics.seed)
    seats = dict(zip(play.cast, room_responses(len(play.cast), rng), strict=True))
    levels = {name: 10 ** (rng.uniform(-1, 1) * acoustics.level_spread_db / 20) for name in play.cast}
    pieces: list[tuple[int, np.ndarray]] = []
    spoken: list[Spoken] = []
    at = _OPENING_S
    for line in play.lines:
        dry = speak(play.spoken(line.text), play.cast[line.speaker])
        start = max(0.0, at + line.pause)
        end = start + len(dry) / SAMPLE_RATE
        wet = in_room(np.pad(dry, (0, SAMPLE_RATE // 4)), seats[line.speaker]) * np.float32(levels[line.speaker])
        pieces.append((round(start * SAMPLE_RATE), wet))
        spoken.append(Spoken(line.speaker, line.text, round(start + SILENT_HEAD_S, 3), round(end - SILENT_TAIL_S, 3)))
        at = max(at, end)
    samples = np.zeros(max(begin + len(piece) for begin, piece in pieces) + SAMPLE_RATE, np.float32)
    for begin, piece in pieces:
        samples[begin : begin + len(piece)] += piece
    samples = add_rustles(add_noise(samples, acoustics.snr_db, rng), acoustics.rustles_per_minute, rng)
    spoken.sort(key=lambda piece: piece.start)
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
