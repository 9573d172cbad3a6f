"""The beginning of a meeting of examples/ with the beginning of its reference, for benchmarks in a hurry."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from minutes.audio.ffmpeg import program
from minutes.domain import Turn
from minutes.evaluation.reference import Reference, read_reference

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Example:
    """A recording, what the office knows of the meeting, and what was really said."""

    recording: Path
    meeting: Path
    reference: Reference


def example(name: str) -> Example:
    """A meeting of examples/ as a whole."""
    reference = read_reference(EXAMPLES / f"{name}.reference.json")
    return Example(EXAMPLES / f"{name}.m4a", EXAMPLES / f"{name}.toml", reference)


def beginning(whole: Example, seconds: float, folder: Path) -> Example:
    """At most so many seconds, cut where nobody speaks; the sound goes to `folder` as WAV."""
    reference = _until(whole.reference, seconds)
    place = folder / f"{whole.recording.stem}.wav"
    command = [program(), "-y", "-loglevel", "error", "-i", str(whole.recording), "-t", f"{reference.duration:.3f}"]
    subprocess.run([*command, str(place)], check=True)
    return Example(place, whole.meeting, reference)


def _until(reference: Reference, seconds: float) -> Reference:
    said = reference.utterances
    ends = [one.end for one in said if one.end <= seconds and not any(o.start < one.end < o.end for o in said)]
    if not ends:
        raise ValueError(f"nobody has finished a sentence within {seconds:g} s")
    end = max(ends)
    turns = [turn for turn in reference.turns if turn.start < end]
    return Reference(
        duration=end + 0.2,
        utterances=tuple(one for one in said if one.end <= end),
        turns=tuple(Turn(start=turn.start, end=min(turn.end, end), speaker=turn.speaker) for turn in turns),
    )
