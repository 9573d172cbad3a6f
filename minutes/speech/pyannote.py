"""Who speaks when, by a pyannote.audio pipeline from a local folder."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from minutes.domain import Audio, Diarization, Turn
from minutes.errors import InternalFault, ModelMissing, ServiceMissing
from minutes.offline import stay_offline
from minutes.progress import Progress
from minutes.speech.diarize import Told, diarize
from minutes.speech.engines import SpeakerBound
from minutes.speech.exclusive import exclusive
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.sound import RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Where a step of the pipeline begins and how much of the whole it takes, as seen on a CPU.
_STEPS = {"segmentation": (0.0, 0.35), "embeddings": (0.35, 0.6)}
_SHORTEST_S = 0.1  # nothing to tell apart in less; the models' filters need some samples


class PyannoteDiarizer:
    """A diariser over a pipeline folder, in full precision (half precision merges speakers). `device`: auto, cuda, cpu.

    When a graphics card that nobody insisted on has too little memory, the processor does the work.
    """

    def __init__(self, model: ModelFolder, device: str = "auto") -> None:
        self._model = model
        self._wanted = device

    def diarize(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> Diarization:
        """Raises ModelMissing, ServiceMissing (no GPU although asked for, or out of memory), InputUnreadable."""
        stay_offline()
        return diarize(audio, self, self._model.diarizing, bound, progress)

    def tell(self, samples: NDArray[np.float32], bound: SpeakerBound, progress: Progress) -> Told:
        """One piece."""
        if len(samples) < _SHORTEST_S * RATE:
            return Told(Diarization(turns=(), exclusive=()), {})
        with _quiet():
            return _told(self._asked(samples, bound, progress))

    def _asked(self, samples: NDArray[np.float32], bound: SpeakerBound, progress: Progress) -> Any:
        import torch

        # In memory: pyannote's own reader needs torchcodec, which does not load on every machine.
        sound = {"waveform": torch.from_numpy(samples)[None], "sample_rate": RATE, "uri": "recording"}
        try:
            return self._pipeline(sound, hook=_Hook(progress), **_bounds(bound))
        except torch.OutOfMemoryError as error:
            if self._wanted != "auto":
                raise _too_little_memory() from error
        except MemoryError as error:
            raise _too_little_memory() from error
        except (RuntimeError, ValueError) as error:
            if any(words in str(error) for words in _NO_MEMORY):
                raise _too_little_memory() from error
            raise InternalFault(f"話者を区別する途中で失敗しました（{error}）") from error
        self._wanted = "cpu"
        self._pipeline.to(torch.device("cpu"))
        torch.cuda.empty_cache()
        return self._asked(samples, bound, progress)

    @cached_property
    def _pipeline(self) -> Any:
        return _load(self._model, self._wanted)


_USE_CPU = '設定の [asr] device を "cpu" にするか、ほかのプログラムを閉じてから、もう一度実行してください。'
# What torch says when the main memory is used up: its allocator, and the system's reason (ENOMEM).
_NO_MEMORY = ("not enough memory", "can't allocate memory", "Cannot allocate memory")


def _too_little_memory() -> ServiceMissing:
    return ServiceMissing("話者の区別に使うメモリーが足りません", advice=_USE_CPU)


class _Hook:
    """pyannote calls it at each step and, in long ones, again and again."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(
        self, step: str, artefact: Any, file: Any = None, total: int | None = None, completed: int | None = None
    ) -> None:
        begin, share = _STEPS.get(step, (None, 0.0))
        if begin is not None:
            part = completed / total if total and completed is not None else 1.0
            self._progress.done(begin + share * min(part, 1.0))  # of a short recording it completes more than there is


def _bounds(bound: SpeakerBound) -> dict[str, int]:
    given = {"min_speakers": bound.least, "max_speakers": bound.most}
    return {name: value for name, value in given.items() if value is not None}


def _told(found: Any) -> Told:
    """Pipelines that return the full diarisation bare: whoever spoke first keeps the floor.

    pyannote closes a speaker's short pauses even where its exclusive diarisation lets another speak in them. Where more
    people speak at a time than it found voices, it makes up speakers without a voice: they are left out.
    """
    if not hasattr(found, "exclusive_speaker_diarization"):
        turns = _turns(found)
        return Told(Diarization(turns=turns, exclusive=exclusive(turns)), {})
    labels = found.speaker_diarization.labels()
    embeddings = found.speaker_embeddings if found.speaker_embeddings is not None else ()
    voices = {str(label): voice for label, voice in zip(labels, embeddings, strict=False) if voice.any()}
    single = exclusive(_turns(found.exclusive_speaker_diarization), "newcomer")
    real = voices.keys() | {turn.speaker for turn in single}
    full = tuple(turn for turn in _turns(found.speaker_diarization) if turn.speaker in real)
    return Told(Diarization(turns=full, exclusive=single), voices)


def _turns(annotation: Any) -> tuple[Turn, ...]:
    turns = [
        Turn(start=round(max(span.start, 0.0), 3), end=round(span.end, 3), speaker=str(label))
        for span, _, label in annotation.itertracks(yield_label=True)
    ]
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.end)))


def _load(model: ModelFolder, wanted: str) -> Any:
    import torch
    from pyannote.audio import Pipeline

    if wanted == "cuda" and not torch.cuda.is_available():
        raise ServiceMissing("GPU が見つかりません", advice=_USE_CPU)
    cuda = wanted != "cpu" and torch.cuda.is_available()
    try:
        pipeline = Pipeline.from_pretrained(model.folder)
        if pipeline is None:  # what pyannote says when a hub refuses
            raise FileNotFoundError(model.folder)
    except Exception as error:  # yaml, torch, the hub's client and pyannote all raise their own
        raise ModelMissing(
            f"話者分離のモデルとして読み込めません（{type(error).__name__}）",
            subject=model.folder,
            advice="pyannote.audio 4 のパイプライン（config.yaml と中のモデル一式）のフォルダーかどうか、"
            "minutes models verify で壊れていないかを確かめてください。",
        ) from error
    if hasattr(pipeline, "legacy"):
        pipeline.legacy = (
            False  # a pipeline made for an older release would tell neither the exclusive turns nor voices
        )
    return pipeline.to(torch.device("cuda" if cuda else "cpu"))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' remarks to developers (torchcodec, TF32, checkpoint versions) from the clerk."""
    loggers = [logging.getLogger(name) for name in ("lightning", "lightning.pytorch", "pytorch_lightning")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
