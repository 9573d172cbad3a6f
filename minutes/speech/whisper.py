"""Speech to text by faster-whisper (CTranslate2)."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any

from minutes.domain import Audio, Segment, Word, nfc
from minutes.errors import InternalFault, MinutesError, ModelMissing, ServiceMissing
from minutes.offline import stay_offline
from minutes.speech.engines import LANGUAGE, Asking, Heard
from minutes.speech.manifest import Decoding
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.sound import RATE, read_span
from minutes.speech.voice_activity import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Windows decoded side by side: two cores gain little beyond 4, a GPU is not full below 16.
_BATCH = {"cpu": 4, "cuda": 16}
_COMPUTE = {"cpu": ("int8",), "cuda": ("float16", "int8_float16")}  # in order of preference
# A window counts as silence when the model says so and is unsure of its text (openai/whisper: transcribe.py).
_NO_SPEECH = 0.6
_UNSURE = -1.0
# Before the text stand the marks of the prompt, the beginning, the language, the task and the times; after it its end.
_FRAME_TOKENS = 6
# Whisper's multilingual vocabulary needs 0.83 tokens a character of Japanese: 5.1 a second in the demo meeting; someone
# fast speaks 1.6 times that.
_TOKENS_PER_S = 8.2
_SEEK_RATE = 100  # frames a second in which faster-whisper counts where a window begins
# faster-whisper shortens a first word after a pause by how long the pause is, up to 4 x 0.7 s.
_LONGEST_PAUSE_S = 3.0


class FasterWhisper:
    """A recogniser over a CTranslate2 Whisper folder; the model is loaded when first needed. `device`: auto, cuda, cpu.

    When the GPU's memory does not hold a batch of windows, the batch is halved, for the rest of the recording too.
    """

    def __init__(self, model: ModelFolder, device: str = "auto") -> None:
        self._model = model
        self._wanted = device
        self._batch: int | None = None

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def decoding(self) -> Decoding:
        return self._model.decoding

    @property
    def prompt_room(self) -> int:
        """faster-whisper cuts hot words silently at one token less than half of what the decoder reads and writes; and
        what the prompt takes, the text of a long window spoken fast must not need."""
        whole = int(self._loaded.pipeline.model.max_length)
        return max(min(whole // 2 - 1, whole - _FRAME_TOKENS - ceil(self.decoding.chunk_s * _TOKENS_PER_S)), 0)

    def tokens(self, text: str) -> int:
        """As faster-whisper counts: with a space before the text."""
        tokenizer = self._loaded.pipeline.model.hf_tokenizer
        return len(tokenizer.encode(" " + text.strip(), add_special_tokens=False).ids)

    def decode(self, audio: Audio, windows: Sequence[Span], asking: Asking) -> Iterator[Heard]:
        """Raises ModelMissing, ServiceMissing (no GPU although asked for, or too small a one), InputUnreadable."""
        done = 0
        while done < len(windows):
            group = windows[done : done + (1 if asking.alone else self._size)]
            try:
                answers = (self._drawn if asking.temperature else self._likeliest)(audio, group, asking)
            except RuntimeError as error:  # CTranslate2 has no errors of its own
                if not _is_out_of_memory(error) or len(group) == 1:
                    raise _runtime(error) from error
                self._batch = len(group) // 2
                continue
            yield from answers
            done += len(group)

    @property
    def _size(self) -> int:
        return self._batch or _BATCH[self._loaded.device]

    @cached_property
    def _loaded(self) -> _Loaded:
        stay_offline()
        return _load(self._model, self._wanted)

    def _likeliest(self, audio: Audio, group: Sequence[Span], asking: Asking) -> list[Heard]:
        samples, begins = _laid_out(audio, group)
        clips = [
            {"start": begin, "end": begin + span.end - span.start} for begin, span in zip(begins, group, strict=True)
        ]
        options = self._options(asking) | {"clip_timestamps": clips, "batch_size": len(clips)}
        pieces, _ = self._loaded.pipeline.transcribe(samples, **options)
        answers: list[list[Any]] = [[] for _ in group]
        seeks = [int(begin * _SEEK_RATE) for begin in begins]
        for piece in pieces:
            answers[max(bisect_right(seeks, piece.seek + 1) - 1, 0)].append(piece)
        shifts = [span.start - seek / _SEEK_RATE for span, seek in zip(group, seeks, strict=True)]
        return [_heard(answer, shift) for answer, shift in zip(answers, shifts, strict=True)]

    def _drawn(self, audio: Audio, group: Sequence[Span], asking: Asking) -> list[Heard]:
        """By the model itself: only there is text drawn by chance, by faster-whisper 1.2's batched pipeline never.

        Its own thresholds are off: whether an answer is good enough is judged by whoever asked. It decodes again what
        is left after its last word; that rest is not kept.
        """
        import ctranslate2

        ctranslate2.set_random_seed(0)  # the same recording gives the same transcript
        thresholds = ("compression_ratio_threshold", "log_prob_threshold", "no_speech_threshold")
        options = self._options(asking) | dict.fromkeys(thresholds)
        answers = []
        for window in group:
            pieces, _ = self._loaded.pipeline.model.transcribe(read_span(audio, window.start, window.end), **options)
            answers.append(_heard([piece for piece in pieces if piece.seek == 0], window.start))
        return answers

    def _options(self, asking: Asking) -> dict[str, Any]:
        decoding = self._model.decoding
        return {
            "language": LANGUAGE,
            "task": "transcribe",
            "beam_size": asking.beam or decoding.beam,
            "temperature": asking.temperature,
            "without_timestamps": not decoding.timestamps,
            "word_timestamps": True,
            "condition_on_previous_text": False,
            "vad_filter": False,  # the windows come from the detector already
            "hotwords": asking.prompt if asking.prompt and decoding.prompt else None,
        }


def _laid_out(audio: Audio, group: Sequence[Span]) -> tuple[NDArray[np.float32], list[float]]:
    """The samples of the windows one after the other, and at which second each begins. Long pauses between them are
    shortened, so that a batch around an hour's break does not hold that hour."""
    import numpy as np

    pieces: list[NDArray[np.float32]] = []
    begins: list[float] = []
    length, before = 0, 0.0
    for span in group:
        pause = round(min(max(span.start - before, 0.0), _LONGEST_PAUSE_S) * RATE)
        sound = read_span(audio, span.start, span.end)
        pieces += [np.zeros(pause, np.float32), sound]
        begins.append((length + pause) / RATE)
        length += pause + len(sound)
        before = span.end
    return np.concatenate(pieces), begins


def _heard(pieces: Sequence[Any], shift: float) -> Heard:
    """faster-whisper's segments of one window as ours; no segments for silence and for text without words."""
    if not pieces:
        return Heard(())
    likelihood, no_speech = float(pieces[0].avg_logprob), float(pieces[0].no_speech_prob)
    silent = no_speech > _NO_SPEECH and likelihood < _UNSURE
    segments = [] if silent else [segment for piece in pieces if (segment := _segment(piece, shift)) is not None]
    return Heard(tuple(segments), likelihood, no_speech)


def _segment(piece: Any, shift: float) -> Segment | None:
    words = tuple(_words(piece.words or (), shift))
    if not words:
        return None
    text = "".join(word.text for word in words).strip()
    return Segment(start=words[0].start, end=words[-1].end, text=text, words=words)


def _words(heard: Iterable[Any], shift: float) -> Iterator[Word]:
    for word in heard:
        text = nfc(word.word)
        if text.strip():
            start, end = (round(float(time) + shift, 2) for time in (word.start, word.end))
            probability = min(max(float(word.probability), 0.0), 1.0)
            yield Word(start=start, end=max(start, end), text=text, probability=probability)


# ---- loading -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Loaded:
    """faster-whisper's batched pipeline over the model, and where it runs."""

    pipeline: Any
    device: str


def _load(model: ModelFolder, wanted: str) -> _Loaded:
    name = _device(wanted)
    failure: Exception | None = None
    for compute in _COMPUTE[name]:
        try:
            return _Loaded(_pipeline(model, name, compute), name)
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


def _is_out_of_memory(error: Exception) -> bool:
    return "out of memory" in str(error).lower()


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
