"""The shipped recogniser itself: every word has its time, and where nobody speaks not one character is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.sounds import applause, hum, pink_noise, silence
from minutes.domain import Audio
from minutes.progress import NoProgress
from minutes.speech.catalog import resolve
from minutes.speech.engines import Asking
from minutes.speech.transcribe import Transcription, transcribe
from minutes.speech.voice_activity import Span, listen
from minutes.speech.whisper import FasterWhisper
from tests.conftest import write_wav
from tests.speech.test_voice_activity import speech  # noqa: F401  the demo meeting's beginning

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def shipped() -> FasterWhisper:
    return FasterWhisper(resolve("asr-mini", "asr"), "cpu")


def transcribed(engine: FasterWhisper, audio: Audio) -> Transcription:
    return transcribe(audio, listen, engine, (), NoProgress())


def test_every_word_has_its_time_digits_included(shipped: FasterWhisper, speech: Audio) -> None:  # noqa: F811
    done = transcribed(shipped, speech)
    segments = done.transcript.segments
    assert done.coverage.lost == 0.0
    words = [word for segment in segments for word in segment.words]
    digits = [word for word in words if re.search(r"[0-9]", word.text)]
    assert len(digits) >= 10
    assert all(word.end > word.start for word in digits)
    assert "".join(word.text for word in words) == "".join(segment.text for segment in segments)
    assert [word.start for word in words] == sorted(word.start for word in words)
    assert not done.doubtful


def test_alone_and_beside_others_a_window_says_the_same(shipped: FasterWhisper, speech: Audio) -> None:  # noqa: F811
    windows = [Span(0.8, 12.4), Span(12.5, 16.1)]
    together = list(shipped.decode(speech, windows, Asking()))
    alone = list(shipped.decode(speech, windows, Asking(alone=True)))
    assert [heard.text for heard in together] == [heard.text for heard in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.segments[0].words[5].start == pytest.approx(other.segments[0].words[5].start, abs=0.1)
        assert one.likelihood == pytest.approx(other.likelihood, abs=0.05)


@pytest.mark.parametrize("sound", [silence, hum, pink_noise, applause])
def test_where_nobody_speaks_nothing_is_written(
    sound: Callable[[float], np.ndarray], shipped: FasterWhisper, tmp_path: Path
) -> None:
    file = write_wav(tmp_path / "sound.wav", sound(12.0))
    done = transcribed(shipped, Audio(file=str(file), duration=12.0))
    assert (done.transcript.segments, done.doubtful) == ((), ())
