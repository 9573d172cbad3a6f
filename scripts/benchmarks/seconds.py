"""What a contestant's run took, and the ratios that are aimed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from minutes.evaluation.hypothesis import Hypothesis


@dataclass(frozen=True)
class Run:
    """Seconds: `wall` of the whole process with loading, `asr` and `diarize` of the work alone (None: did not do it, or
    not apart). `remark`: what it could not do."""

    wall: float
    asr: float | None
    diarize: float | None
    heard: Hypothesis
    remark: str = ""


def ratios(runs: Mapping[str, Sequence[Run]]) -> dict[str, tuple[float, float]]:
    """Each with the most it may be; medians of alternating rounds."""
    transcription = _median(runs["ours, transcription"], "asr") / _median(runs["bare, our windows"], "asr")
    alone = _median(runs["ours, transcription"], "wall") + _median(runs["ours, diarisation"], "wall")
    whole = _median(runs["ours, whole"], "wall")
    found = {
        "our transcription stage / bare faster-whisper": (transcription, 1.10),
        "our whole run / (transcription alone + diarisation alone)": (whole / alone, 1.15),
    }
    for name, theirs in runs.items():
        if name.startswith("WhisperX"):
            found[f"our whole run / {name}"] = (whole / _median(theirs, "wall"), 1.0)
    return found


def _median(runs: Sequence[Run], part: str) -> float:
    return median(getattr(run, part) for run in runs)
