"""Speech to text by faster-whisper (CTranslate2)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from minutes.domain import Audio, Segment, Transcript, Word, nfc
from minutes.errors import InternalFault, MinutesError, ModelMissing, ServiceMissing
from minutes.progress import Progress
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.offline import stay_offline
from minutes.speech.sound import read_samples
from minutes.speech.voice_activity import Span, hear
from minutes.speech.windows import window_listening, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANGUAGE = "ja"
# Windows decoded side by side: two cores gain little beyond 4, a GPU is not full below 16.
_BATCH = {"cpu": 4, "cuda": 16}
_COMPUTE = {"cpu": ("int8",), "cuda": ("float16", "int8_float16")}  # in order of preference
# A window counts as silence when the model says so and is unsure of its text (openai/whisper: transcribe.py).
_NO_SPEECH = 0.6
_UNSURE_LOGPROB = -1.0


@dataclass(frozen=True)
class _Device:
    name: str
    compute: str

    @property
    def batch(self) -> int:
        return _BATCH[self.name]


class FasterWhisper:
    """A recogniser over a CTranslate2 Whisper folder; the model is loaded when first needed. `device`: auto, cuda, cpu."""

    def __init__(self, model: ModelFolder, device: str = "auto") -> None:
        self._model = model
        self._device = device

    def transcribe(self, audio: Audio, prompt: str, progress: Progress) -> Transcript:
        """Raises ModelMissing, ServiceMissing (no GPU although asked for), InputUnreadable."""
        stay_offline()
        samples = read_samples(audio)
        decoding = self._model.decoding
        spans = windows(hear(samples, window_listening(decoding)), decoding)
        segments: list[Segment] = []
        if spans:
            pipeline, device = _load(self._model, self._device)
            for group in _batches(spans, device.batch):
                segments += _decode(pipeline, samples, group, self._options(prompt))
                progress.done(min(group[-1].end / audio.duration, 1.0) if audio.duration else 1.0)
        return Transcript(language=LANGUAGE, duration=audio.duration, model=self._model.name, segments=tuple(segments))

    def _options(self, prompt: str) -> dict[str, Any]:
        """One temperature: a second try with other settings is for windows found suspicious, not for every unsure one."""
        decoding = self._model.decoding
        return {
            "language": LANGUAGE,
            "task": "transcribe",
            "beam_size": decoding.beam,
            "temperature": 0.0,
            "without_timestamps": not decoding.timestamps,
            "word_timestamps": True,
            "condition_on_previous_text": False,
            "vad_filter": False,  # the windows come from the detector already
            "hotwords": prompt if prompt and decoding.prompt else None,
        }


def _decode(
    pipeline: Any, samples: NDArray[np.float32], group: Sequence[Span], options: dict[str, Any]
) -> list[Segment]:
    clips = [{"start": span.start, "end": span.end} for span in group]
    try:
        pieces, _ = pipeline.transcribe(samples, clip_timestamps=clips, batch_size=len(clips), **options)
        return [segment for piece in pieces if (segment := _segment(piece)) is not None]
    except RuntimeError as error:  # CTranslate2 has no errors of its own
        raise _runtime(error) from error


def _segment(piece: Any) -> Segment | None:
    """faster-whisper's segment as ours; None for silence and for text without words."""
    if piece.no_speech_prob > _NO_SPEECH and piece.avg_logprob < _UNSURE_LOGPROB:
        return None
    words = tuple(_words(piece.words or ()))
    if not words:
        return None
    text = "".join(word.text for word in words).strip()
    return Segment(start=words[0].start, end=words[-1].end, text=text, words=words)


def _words(heard: Iterable[Any]) -> Iterator[Word]:
    for word in heard:
        text = nfc(word.word)
        if text.strip():
            start = float(word.start)
            probability = min(max(float(word.probability), 0.0), 1.0)
            yield Word(start=start, end=max(start, float(word.end)), text=text, probability=probability)


def _batches(spans: Sequence[Span], size: int) -> Iterator[list[Span]]:
    rest = iter(spans)
    while group := list(islice(rest, size)):
        yield group


# ---- loading -----------------------------------------------------------------------------------------------------


def _load(model: ModelFolder, wanted: str) -> tuple[Any, _Device]:
    """faster-whisper's batched pipeline over the model, and where it runs."""
    name = _device(wanted)
    failure: Exception | None = None
    for compute in _COMPUTE[name]:
        try:
            return _pipeline(model, name, compute), _Device(name, compute)
        except (RuntimeError, ValueError) as error:
            failure = error
            if name == "cpu" or not _is_about_the_gpu(error):
                break
        except Exception as error:  # the tokenizer library raises bare Exception
            failure = error
            break
    assert failure is not None
    if _is_about_the_gpu(failure):
        raise _runtime(failure) from failure
    raise ModelMissing(
        "音声認識モデルとして読み込めません",
        subject=model.folder,
        advice="faster-whisper 用（CTranslate2 形式）のモデルか、minutes models verify でファイルが壊れていないかを確かめてください。",
    ) from failure


def _pipeline(model: ModelFolder, device: str, compute: str) -> Any:
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    loaded = WhisperModel(
        str(model.folder), device=device, compute_type=compute, cpu_threads=_cores(), local_files_only=True
    )
    return BatchedInferencePipeline(loaded)


def _device(wanted: str) -> str:
    if wanted == "cpu":
        return "cpu"
    import ctranslate2

    if not ctranslate2.get_cuda_device_count():
        if wanted == "auto":
            return "cpu"
        raise _no_gpu("GPU が見つかりません")
    import torch  # noqa: F401  brings the cuBLAS 12 that CTranslate2 looks for by name

    return "cuda"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_GPU_WORDS = ("cuda", "cublas", "cudnn", "out of memory", "compute type")


def _is_about_the_gpu(error: Exception) -> bool:
    return any(word in str(error).lower() for word in _GPU_WORDS)


def _runtime(error: Exception) -> MinutesError:
    if _is_about_the_gpu(error):
        return _no_gpu(f"GPU での文字起こしができませんでした（{error}）")
    return InternalFault(f"文字起こしの途中で失敗しました（{error}）")


def _no_gpu(what: str) -> ServiceMissing:
    return ServiceMissing(
        what,
        advice='設定の [asr] device を "cpu" にすると、GPU を使わずに実行できます。GPU を使うには、ドライバーとメモリーの空きを確かめてください。',
    )
