"""The recogniser around faster-whisper: what is asked of it, what is kept of its answer, how it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from minutes.domain import Audio
from minutes.errors import InternalFault, ModelMissing, ServiceMissing
from minutes.progress import NoProgress
from minutes.speech import whisper
from minutes.speech.manifest import Decoding
from minutes.speech.modelfolder import ModelFolder
from minutes.speech.voice_activity import Span
from minutes.speech.whisper import FasterWhisper
from tests.speech.conftest import CONTENT, fill

SPANS = tuple(Span(2.0 * n, 2.0 * n + 1.5) for n in range(6))


@dataclass
class Heard:
    """A word of faster-whisper."""

    word: str
    start: float
    end: float
    probability: float = 0.8


@dataclass
class Piece:
    """A segment of faster-whisper."""

    words: list[Heard] | None
    no_speech_prob: float = 0.0
    avg_logprob: float = -0.2


@dataclass
class FakePipeline:
    """Says `answer(span)` for each window it is given."""

    answer: Callable[[float], Piece]
    asked: list[dict[str, Any]] = field(default_factory=list)

    def transcribe(self, samples: Any, **options: Any) -> tuple[list[Piece], None]:
        self.asked.append(options)
        return [self.answer(clip["start"]) for clip in options["clip_timestamps"]], None


def says(text: str) -> Callable[[float], Piece]:
    return lambda start: Piece([Heard(c, start + 0.1 * n, start + 0.1 * n + 0.1) for n, c in enumerate(text)])


@pytest.fixture
def sound(tone: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Audio:
    """Twelve seconds in which the detector hears six stretches of speech."""
    monkeypatch.setattr(whisper, "hear", lambda samples, listening: SPANS)
    return Audio(file=str(tone(seconds=12.0)), duration=12.0)


def recognizer(monkeypatch: pytest.MonkeyPatch, pipeline: Any, decoding: Decoding | None = None) -> FasterWhisper:
    monkeypatch.setattr(whisper, "_pipeline", lambda model, device, compute: pipeline)
    decoding = decoding or Decoding(bridge_s=0.0)
    return FasterWhisper(ModelFolder("fake", "asr", Path("fake"), "", decoding=decoding), "cpu")


def test_words_become_segments_in_composed_characters(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FakePipeline(
        lambda start: Piece([Heard("か\u3099い", start, start + 0.2), Heard("ちょう", start, start)])
    )
    transcript = recognizer(monkeypatch, pipeline).transcribe(sound, "", NoProgress())
    assert (transcript.model, transcript.language, transcript.duration) == ("fake", "ja", 12.0)
    assert [segment.start for segment in transcript.segments] == [span.start for span in SPANS]
    assert {segment.text for segment in transcript.segments} == {"がいちょう"}


def test_silence_and_text_without_words_are_dropped(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        0.0: Piece(says("はい。")(0.0).words, no_speech_prob=0.9, avg_logprob=-1.5),
        2.0: Piece(None),
        4.0: Piece([]),
        6.0: Piece([Heard(" ", 6.0, 6.1)]),
        8.0: Piece(says("はい。")(8.0).words, no_speech_prob=0.9, avg_logprob=-0.3),
        10.0: Piece([Heard("はい", 10.5, 10.2, probability=1.2)]),
    }
    transcript = recognizer(monkeypatch, FakePipeline(lambda start: answers[start])).transcribe(sound, "", NoProgress())
    assert [(segment.start, segment.text) for segment in transcript.segments] == [(8.0, "はい。"), (10.5, "はい")]
    (word,) = transcript.segments[1].words
    assert (word.start, word.end, word.probability) == (10.5, 10.5, 1.0)


def test_the_model_is_asked_as_its_manifest_says(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = FakePipeline(says("はい。"))
    recognizer(monkeypatch, pipeline, Decoding(bridge_s=0.0, beam=2, timestamps=True)).transcribe(
        sound, "財政課長", NoProgress()
    )
    asked = pipeline.asked[0]
    assert (asked["language"], asked["beam_size"], asked["without_timestamps"]) == ("ja", 2, False)
    assert (asked["condition_on_previous_text"], asked["word_timestamps"]) == (False, True)
    assert asked["hotwords"] == "財政課長"
    deaf = FakePipeline(says("はい。"))
    recognizer(monkeypatch, deaf, Decoding(prompt=False)).transcribe(sound, "財政課長", NoProgress())
    assert deaf.asked[0]["hotwords"] is None
    assert deaf.asked[0]["clip_timestamps"] == [{"start": 0.0, "end": 11.5}], "pauses of 0.5 s are bridged"


def test_progress_follows_the_windows(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []
    progress = NoProgress()
    monkeypatch.setattr(progress, "done", shares.append)
    pipeline = FakePipeline(says("はい。"))
    recognizer(monkeypatch, pipeline).transcribe(sound, "", progress)
    assert [len(asked["clip_timestamps"]) for asked in pipeline.asked] == [4, 2]
    assert shares == pytest.approx([7.5 / 12, 11.5 / 12])


def test_without_speech_no_model_is_loaded(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "hear", lambda samples, listening: ())
    pipeline = FakePipeline(says("ご視聴ありがとうございました。"))
    assert recognizer(monkeypatch, pipeline).transcribe(sound, "", NoProgress()).segments == ()
    assert pipeline.asked == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [("CUDA failed with error out of memory", ServiceMissing), ("Invalid position", InternalFault)],
)
def test_failures_of_the_library_are_translated(
    sound: Audio, monkeypatch: pytest.MonkeyPatch, error: str, expected: type[Exception]
) -> None:
    def fail(start: float) -> Piece:
        raise RuntimeError(error)

    with pytest.raises(expected) as caught:
        recognizer(monkeypatch, FakePipeline(fail)).transcribe(sound, "", NoProgress())
    assert error in str(caught.value)


def test_a_folder_that_is_no_whisper_model_is_said_to_be_none(sound: Audio, tmp_path: Path) -> None:
    model = ModelFolder("own", "asr", fill(tmp_path / "own", CONTENT), "")
    with pytest.raises(ModelMissing, match="読み込めません"):
        FasterWhisper(model, "cpu").transcribe(sound, "", NoProgress())


def test_a_gpu_that_is_not_there_is_not_silently_replaced(sound: Audio, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    with pytest.raises(ServiceMissing, match="GPU が見つかりません"):
        FasterWhisper(ModelFolder("own", "asr", Path("own"), ""), "cuda").transcribe(sound, "", NoProgress())
