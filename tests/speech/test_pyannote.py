from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from pyannote.core import Annotation, Segment

from minutes.errors import InternalFault, MinutesError, ServiceMissing
from minutes.progress import NoProgress
from minutes.speech.diarize import Told
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.pyannote import PyannoteDiarizer, _Hook, _told


class Shares(NoProgress):
    def __init__(self) -> None:
        self.shares: list[float] = []

    def done(self, share: float) -> None:
        self.shares.append(share)


def test_progress_never_passes_the_whole() -> None:
    """In a recording shorter than a window pyannote reports more pieces completed than there are."""
    progress = Shares()
    hook = _Hook(progress)
    for step, total, completed in (
        ("segmentation", 1, 8),
        ("embeddings", 4, 2),
        ("embeddings", 4, 32),
        ("other", 1, 1),
    ):
        hook(step, None, total=total, completed=completed)
    hook("embeddings", None)
    assert progress.shares == sorted(progress.shares)
    assert progress.shares[-1] < 1.0


def _annotation(*turns: tuple[float, float, str]) -> Annotation:
    annotation = Annotation()
    for number, (start, end, speaker) in enumerate(turns):
        annotation[Segment(start, end), number] = speaker
    return annotation


def test_speakers_made_up_for_a_moment_of_overlap_are_left_out() -> None:
    """pyannote adds a speaker without a voice where two speak at once and it found only one voice."""
    found = SimpleNamespace(
        speaker_diarization=_annotation((0, 5, "SPEAKER_00"), (2, 3, "SPEAKER_01")),
        exclusive_speaker_diarization=_annotation((0, 5, "SPEAKER_00")),
        speaker_embeddings=np.array([[1.0, 2.0], [0.0, 0.0]]),
    )
    told = _told(found)
    assert [turn.speaker for turn in told.diarization.turns] == ["SPEAKER_00"]
    assert list(told.voices) == ["SPEAKER_00"]


def test_a_pause_closed_over_another_speaker_is_opened_again() -> None:
    both = _annotation((0, 5, "SPEAKER_00"), (2, 2.4, "SPEAKER_01"))
    voices = np.eye(2)
    found = SimpleNamespace(speaker_diarization=both, exclusive_speaker_diarization=both, speaker_embeddings=voices)
    told = _told(found).diarization
    assert [(turn.start, turn.end) for turn in told.exclusive] == [(0, 2), (2, 2.4), (2.4, 5)]
    assert len(told.turns) == 2


def test_a_bare_annotation_has_turns_and_no_voices() -> None:
    told = _told(_annotation((0, 5, "A"), (4, 8, "B")))
    assert [(turn.start, turn.end, turn.speaker) for turn in told.diarization.exclusive] == [(0, 5, "A"), (5, 8, "B")]
    assert len(told.diarization.turns) == 2
    assert told.voices == {}


class _Pipeline:
    """Fails with the given errors, one a call, then tells one turn; remembers where it was moved to."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.moves: list[str] = []

    def __call__(self, sound: object, **options: object) -> Annotation:
        if self._errors:
            raise self._errors.pop(0)
        return _annotation((0, 1, "A"))

    def to(self, device: torch.device) -> _Pipeline:
        self.moves.append(device.type)
        return self


def _diarizer(device: str, pipeline: _Pipeline) -> PyannoteDiarizer:
    diarizer = PyannoteDiarizer(ModelFolder("m", "diarization", Path("m"), ""), device)
    diarizer.__dict__["_pipeline"] = pipeline  # as if it had been loaded
    return diarizer


def _tell(diarizer: PyannoteDiarizer) -> Told:
    return diarizer.tell(np.zeros(16_000, np.float32), SpeakerBound(), NoProgress())


def test_a_small_graphics_card_hands_over_to_the_processor() -> None:
    pipeline = _Pipeline(torch.OutOfMemoryError("CUDA out of memory"))
    assert _tell(_diarizer("auto", pipeline)).diarization.turns
    assert pipeline.moves == ["cpu"]
    with pytest.raises(ServiceMissing, match="メモリー"):
        _tell(_diarizer("cuda", _Pipeline(torch.OutOfMemoryError("CUDA out of memory"))))


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (MemoryError(), ServiceMissing, "メモリー"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), ServiceMissing, "メモリー"),
        (RuntimeError("DefaultCPUAllocator: not enough memory: you tried"), ServiceMissing, "メモリー"),
        (RuntimeError("size mismatch"), InternalFault, "size mismatch"),
    ],
)
def test_what_goes_wrong_is_told_as_what_it_is(error: Exception, kind: type[MinutesError], words: str) -> None:
    with pytest.raises(kind, match=words):
        _tell(_diarizer("auto", _Pipeline(error)))
