"""The recogniser around faster-whisper: what is asked of it, what is kept of its answer, how it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from minutes.domain import Audio
from minutes.errors import InternalFault, ModelMissing, ServiceMissing
from minutes.speech import whisper
from minutes.speech.engines import Asking, Heard
from minutes.speech.manifest import Decoding
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.voice_activity import Span
from minutes.speech.whisper import FasterWhisper
from tests.conftest import RATE, write_wav
from tests.speech.conftest import CONTENT, fill

WINDOWS = tuple(Span(2.0 * n, 2.0 * n + 1.5) for n in range(6))
LATE = (Span(1.0, 2.0), Span(2.25, 3.25), Span(50.0, 51.0))
FULL = "CUDA failed with error out of memory"


@dataclass
class Spoken:
    """A word of faster-whisper."""

    word: str
    start: float
    end: float
    probability: float = 0.8


@dataclass
class Piece:
    """A segment of faster-whisper."""

    words: list[Spoken] | None
    no_speech_prob: float = 0.0
    avg_logprob: float = -0.2
    seek: int = 0


@dataclass
class FakeModel:
    """faster-whisper's model, which hears what it is given as one window."""

    answer: Callable[[float], Piece]
    max_length: int = 448
    asked: list[dict[str, Any]] = field(default_factory=list)

    def transcribe(self, samples: Any, **options: Any) -> tuple[list[Piece], None]:
        self.asked.append({**options, "seconds": len(samples) / RATE})
        rest = self.answer(0.9)
        rest.seek = 90
        return [self.answer(0.0), rest], None


@dataclass
class FakePipeline:
    """faster-whisper's batched pipeline: says `answer(start)` for each clip; more clips than `room` fill the GPU."""

    answer: Callable[[float], Piece]
    room: int = 99
    asked: list[dict[str, Any]] = field(default_factory=list)
    sounds: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = FakeModel(self.answer)

    def transcribe(self, samples: Any, **options: Any) -> tuple[list[Piece], None]:
        self.asked.append(options)
        clips = options["clip_timestamps"]
        if len(clips) > self.room:
            raise RuntimeError(FULL)
        self.sounds += [samples[round(clip["start"] * RATE) : round(clip["end"] * RATE)] for clip in clips]
        pieces = [self.answer(clip["start"]) for clip in clips]
        for piece, clip in zip(pieces, clips, strict=True):
            piece.seek = int(int(clip["start"] * RATE) / RATE * 100)
        return pieces, None

    @property
    def batches(self) -> list[int]:
        return [len(asked["clip_timestamps"]) for asked in self.asked]


def says(text: str) -> Callable[[float], Piece]:
    return lambda start: Piece([Spoken(c, start + 0.1 * n, start + 0.1 * n + 0.1) for n, c in enumerate(text)])


@pytest.fixture
def sound(tmp_path: Path) -> Audio:
    """A minute in which every sample tells its time."""
    return Audio(file=str(write_wav(tmp_path / "minute.wav", np.arange(60 * RATE) / (60 * RATE))), duration=60.0)


def recognizer(
    monkeypatch: pytest.MonkeyPatch, pipeline: Any, decoding: Decoding | None = None, device: str = "cpu"
) -> FasterWhisper:
    monkeypatch.setattr(whisper, "_pipeline", lambda model, device, compute: pipeline)
    monkeypatch.setattr(whisper, "_device", lambda wanted: wanted)
    return FasterWhisper(ModelFolder("fake", "asr", Path("fake"), "", decoding=decoding or Decoding()), device)


def decoded(engine: FasterWhisper, audio: Audio, windows: Sequence[Span] = WINDOWS, **asking: Any) -> list[Heard]:
    return list(engine.decode(audio, windows, Asking(**asking)))


def test_words_become_segments_in_composed_characters(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FakePipeline(
        lambda start: Piece([Spoken("か\u3099い", start, start + 0.2), Spoken("ちょう", start, start)])
    )
    heard = decoded(recognizer(monkeypatch, pipeline), sound)
    assert [answer.segments[0].start for answer in heard] == [window.start for window in WINDOWS]
    assert {answer.text for answer in heard} == {"がいちょう"}
    assert {answer.likelihood for answer in heard} == {-0.2}


def test_each_window_is_heard_where_it_is_and_a_long_break_is_not_read(
    sound: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = FakePipeline(says("はい。"))
    heard = decoded(recognizer(monkeypatch, pipeline), sound, LATE)
    assert [answer.segments[0].start for answer in heard] == [window.start for window in LATE]
    assert [answer.segments[0].words[-1].end for answer in heard] == pytest.approx([1.3, 2.55, 50.3])
    assert [s[0] * 60 for s in pipeline.sounds] == pytest.approx([window.start for window in LATE], abs=0.01)
    assert [len(s) for s in pipeline.sounds] == [RATE] * 3
    begins = [clip["start"] for clip in pipeline.asked[0]["clip_timestamps"]]
    assert begins == [1.0, 2.25, 6.25], "pauses as they are, but none beyond three seconds"


def test_silence_and_text_without_words_are_dropped(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        Piece(says("はい。")(0.0).words, no_speech_prob=0.9, avg_logprob=-1.5),
        Piece(None),
        Piece([]),
        Piece([Spoken(" ", 0.0, 0.1)]),
        Piece(says("はい。")(0.0).words, no_speech_prob=0.9, avg_logprob=-0.3),
        Piece([Spoken("はい", 0.5, 0.2, probability=1.2)]),
    ]
    rest = iter(answers)
    engine = recognizer(monkeypatch, FakePipeline(lambda start: next(rest)))
    heard = decoded(engine, sound, WINDOWS)
    assert [answer.text for answer in heard] == ["", "", "", "", "はい。", "はい"]
    (word,) = heard[5].segments[0].words
    assert (word.end - word.start, word.probability) == (0.0, 1.0)


def test_the_model_is_asked_as_its_manifest_says(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FakePipeline(says("はい。"))
    decoded(recognizer(monkeypatch, pipeline, Decoding(beam=2, timestamps=True)), sound, prompt="財政課長")
    asked = pipeline.asked[0]
    assert (asked["language"], asked["beam_size"], asked["without_timestamps"]) == ("ja", 2, False)
    assert (asked["condition_on_previous_text"], asked["word_timestamps"]) == (False, True)
    assert asked["hotwords"] == "財政課長"
    deaf = FakePipeline(says("はい。"))
    decoded(recognizer(monkeypatch, deaf, Decoding(prompt=False)), sound, prompt="財政課長")
    assert deaf.asked[0]["hotwords"] is None


def test_alone_windows_are_not_decoded_beside_others(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FakePipeline(says("はい。"))
    decoded(recognizer(monkeypatch, pipeline), sound, WINDOWS[:3], alone=True, beam=3)
    assert pipeline.batches == [1, 1, 1]
    assert {asked["beam_size"] for asked in pipeline.asked} == {3}


def test_by_chance_the_model_itself_is_asked_and_judges_nothing(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on after its last word and hears the rest of the window a second time; that is not kept."""
    pipeline = FakePipeline(says("はい。"))
    heard = decoded(recognizer(monkeypatch, pipeline), sound, WINDOWS[1:3], alone=True, temperature=0.4)
    assert [answer.segments[0].start for answer in heard] == [2.0, 4.0]
    assert [answer.text for answer in heard] == ["はい。", "はい。"]
    assert not pipeline.asked
    asked = pipeline.model.asked[0]
    assert (asked["temperature"], asked["seconds"]) == (0.4, 1.5)
    assert {asked[name] for name in asked if name.endswith("_threshold")} == {None}


def test_out_of_memory_halves_the_batch_for_the_rest_of_the_recording(
    sound: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = [Span(float(n), n + 0.5) for n in range(20)]
    pipeline = FakePipeline(says("はい。"), room=5)
    engine = recognizer(monkeypatch, pipeline, device="cuda")
    heard = decoded(engine, sound, windows)
    assert [answer.segments[0].start for answer in heard] == [window.start for window in windows], "each once, in order"
    assert pipeline.batches == [16, 8, 4, 4, 4, 4, 4]
    decoded(engine, sound, windows[:8])
    assert pipeline.batches[7:] == [4, 4]


def test_a_gpu_too_small_for_one_window_is_said_to_be(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FakePipeline(says("はい。"), room=0)
    with pytest.raises(ServiceMissing, match="out of memory"):
        decoded(recognizer(monkeypatch, pipeline, device="cuda"), sound)
    assert pipeline.batches == [6, 3, 1]


@pytest.mark.parametrize(("chunk", "room"), [(10.0, 223), (28.0, 212), (30.0, 196)])
def test_the_prompt_leaves_room_for_the_text(chunk: float, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """faster-whisper reads 223 tokens of hot words; what is left of 448 must hold a window spoken fast."""
    engine = recognizer(monkeypatch, FakePipeline(says("はい。")), Decoding(chunk_s=chunk))
    assert engine.prompt_room == room


def test_a_library_that_fails_is_translated(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(start: float) -> Piece:
        raise RuntimeError("Invalid position")

    for asking in ({}, {"alone": True, "temperature": 0.4}):
        with pytest.raises(InternalFault, match="Invalid position"):
            decoded(recognizer(monkeypatch, FakePipeline(fail)), sound, **asking)


@pytest.mark.parametrize(
    ("devices", "types", "compute"),
    [
        (1, {"float16", "int8_float16"}, ("cuda", "float16")),
        (1, {"int8_float16"}, ("cuda", "int8_float16")),
        (0, (), ("cpu", "int8")),
    ],
)
def test_auto_takes_the_gpu_where_there_is_one_and_what_it_can(
    devices: int, types: set[str], compute: tuple[str, str], sound: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctranslate2

    loaded: list[tuple[str, str]] = []

    def load(model: ModelFolder, device: str, compute_type: str) -> Any:
        if device == "cuda" and compute_type not in types:
            raise ValueError(f"Requested {compute_type} compute type, but the target device does not support it")
        loaded.append((device, compute_type))
        return FakePipeline(says("はい。"))

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: devices)
    monkeypatch.setattr(whisper, "_pipeline", load)
    assert len(decoded(FasterWhisper(ModelFolder("own", "asr", Path("own"), "")), sound)) == len(WINDOWS)
    assert loaded == [compute]


def test_a_folder_that_is_no_whisper_model_is_said_to_be_none(sound: Audio, tmp_path: Path) -> None:
    model = ModelFolder("own", "asr", fill(tmp_path / "own", CONTENT), "")
    with pytest.raises(ModelMissing, match="読み込めません"):
        decoded(FasterWhisper(model, "cpu"), sound)


def test_a_gpu_that_is_not_there_is_not_silently_replaced(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    with pytest.raises(ServiceMissing, match="GPU が見つかりません"):
        decoded(FasterWhisper(ModelFolder("own", "asr", Path("own"), ""), "cuda"), sound)
