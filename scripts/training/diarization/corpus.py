"""Meetings kept on disk: one int16 file and the turns beside it, so that training can cut windows out of hours of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.diarization.meetings import Meeting, Simulator, Turn
from training.voices import SAMPLE_RATE


@dataclass(frozen=True)
class Corpus:
    """`bounds[i]`–`bounds[i + 1]` are meeting i's samples in `samples` (int16, memory-mapped)."""

    samples: np.ndarray
    bounds: tuple[int, ...]
    turns: tuple[tuple[Turn, ...], ...]

    def __len__(self) -> int:
        return len(self.turns)

    def audio(self, meeting: int, start: int = 0, length: int | None = None) -> np.ndarray:
        """Float32 samples of a meeting, or of a part of it (samples)."""
        first = self.bounds[meeting] + start
        last = self.bounds[meeting + 1] if length is None else first + length
        return self.samples[first:last].astype(np.float32) / 32768

    def length(self, meeting: int) -> int:
        """Length of a meeting in samples."""
        return self.bounds[meeting + 1] - self.bounds[meeting]


def make_corpus(path: Path, draw: Callable[[int], Meeting], count: int) -> None:
    """Write `count` meetings, `draw(i)` each, to `path`.i16 and `path`.json."""
    bounds, turns = [0], []
    with path.with_suffix(".i16").open("wb") as out:
        for number in range(count):
            meeting = draw(number)
            out.write(np.round(np.clip(meeting.samples, -1, 1) * 32767).astype(np.int16).tobytes())
            bounds.append(bounds[-1] + len(meeting.samples))
            turns.append([[round(turn.start, 3), round(turn.end, 3), turn.speaker] for turn in meeting.turns])
    index = {"sample_rate": SAMPLE_RATE, "bounds": bounds, "turns": turns}
    path.with_suffix(".json").write_text(json.dumps(index), encoding="utf-8")


def load_corpus(path: Path) -> Corpus:
    """A corpus made by `make_corpus`."""
    index = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    turns = tuple(tuple(Turn(*turn) for turn in meeting) for meeting in index["turns"])
    return Corpus(np.memmap(path.with_suffix(".i16"), np.int16, "r"), tuple(index["bounds"]), turns)


def seeded(simulator: Simulator, seed: int) -> Callable[[int], Meeting]:
    """Meeting i of a fixed sequence."""
    return lambda number: simulator.meeting(np.random.default_rng((seed, number)))
