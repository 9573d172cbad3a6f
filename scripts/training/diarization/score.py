"""Diarisation error of a pipeline over meetings whose turns are known."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from pyannote.audio.pipelines import SpeakerDiarization
from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

from training.diarization.corpus import Corpus
from training.diarization.meetings import Turn
from training.voices import SAMPLE_RATE

# Seconds left out on each side of a reference boundary (NIST's way; pyannote.metrics takes the sum of both sides).
COLLARS = (0.0, 0.25)
# In the synthetic meetings a speaker's pause up to this long is a breath and not the end of a turn, as in minutes.
BREATH_S = 0.5


@dataclass(frozen=True)
class Recording:
    """One recording with its reference. `samples` float32 mono at 16 kHz."""

    name: str
    samples: np.ndarray
    turns: tuple[Turn, ...]

    @property
    def seconds(self) -> float:
        """Length."""
        return len(self.samples) / SAMPLE_RATE

    @property
    def speakers(self) -> int:
        """Number of speakers in the reference."""
        return len({turn.speaker for turn in self.turns})


@dataclass(frozen=True)
class Score:
    """Errors of one recording: `errors` and the seconds of speech scored by collar, the parts of the error at collar 0.

    `ratio` is the time taken over the recording's length.
    """

    name: str
    speakers: int
    found: int
    errors: dict[float, float]
    spoken: dict[float, float]
    missed: float
    false_alarm: float
    confusion: float
    ratio: float


def recordings(corpus: Corpus, prefix: str) -> list[Recording]:
    """The meetings of a corpus, breaths within turns closed."""
    return [
        Recording(f"{prefix}{number + 1}", corpus.audio(number), _without_breaths(corpus.turns[number]))
        for number in range(len(corpus))
    ]


def as_file(recording: Recording) -> dict[str, Any]:
    """What pyannote.audio takes in place of a path: the sound in memory, so that no decoder is needed."""
    waveform = torch.from_numpy(np.ascontiguousarray(recording.samples))[None]
    return {"waveform": waveform, "sample_rate": SAMPLE_RATE, "uri": recording.name}


def reference(recording: Recording) -> Annotation:
    """The known turns as pyannote.metrics reads them."""
    annotation = Annotation(uri=recording.name)
    for number, turn in enumerate(recording.turns):
        annotation[Segment(turn.start, turn.end), number] = f"speaker{turn.speaker}"
    return annotation.support()


def error_parts(recording: Recording, found: Annotation, collar: float = 0.0) -> dict[str, float]:
    """Seconds of speech, missed, invented and confused, overlap included, over the whole recording."""
    metric = DiarizationErrorRate(collar=2 * collar, skip_overlap=False)
    everything = Timeline([Segment(0, recording.seconds)])
    return dict(metric(reference(recording), found, uem=everything, detailed=True))


def score(pipeline: SpeakerDiarization, recording: Recording, file: dict[str, Any], *, tell_count: bool) -> Score:
    """Run a pipeline over a recording (`file` is its `as_file`), telling it the number of speakers or not.

    With `pipeline.training` set, `file` keeps segmentation and embeddings, so that a second run costs the clustering only.
    """
    known = {"num_speakers": recording.speakers} if tell_count else {}
    begun = time.perf_counter()
    found = pipeline.apply(file, **known).speaker_diarization
    taken = time.perf_counter() - begun
    parts = {collar: error_parts(recording, found, collar) for collar in COLLARS}
    strict = parts[0.0]
    return Score(
        recording.name,
        recording.speakers,
        len(found.labels()),
        {collar: part["diarization error rate"] for collar, part in parts.items()},
        {collar: part["total"] for collar, part in parts.items()},
        strict["missed detection"] / strict["total"],
        strict["false alarm"] / strict["total"],
        strict["confusion"] / strict["total"],
        taken / recording.seconds,
    )


def pooled(scores: Sequence[Score], collar: float) -> float:
    """Error of all recordings together: seconds of error over seconds of speech."""
    wrong = sum(result.errors[collar] * result.spoken[collar] for result in scores)
    return wrong / sum(result.spoken[collar] for result in scores)


def _without_breaths(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    closed: list[Turn] = []
    for turn in sorted(turns, key=lambda turn: (turn.speaker, turn.start)):
        if closed and closed[-1].speaker == turn.speaker and turn.start - closed[-1].end <= BREATH_S:
            closed[-1] = Turn(closed[-1].start, max(closed[-1].end, turn.end), turn.speaker)
        else:
            closed.append(turn)
    return tuple(sorted(closed, key=lambda turn: turn.start))
