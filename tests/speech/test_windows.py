"""Windows for the recogniser, and the samples they are cut from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from minutes.domain import Audio
from minutes.errors import InputUnreadable
from minutes.speech.manifest import Decoding
from minutes.speech.sound import RATE, read_samples
from minutes.speech.voice_activity import Span
from minutes.speech.windows import windows


def test_neighbouring_stretches_share_a_window_until_it_is_full() -> None:
    stretches = [Span(0, 4), Span(4.5, 8), Span(8.4, 12), Span(20, 22)]
    assert windows(stretches, Decoding(chunk_s=10.0)) == (Span(0, 8), Span(8.4, 12), Span(20, 22))


def test_a_model_may_want_every_stretch_by_itself() -> None:
    stretches = (Span(0, 4), Span(4.5, 8))
    assert windows(stretches, Decoding(bridge_s=0.0)) == stretches


def test_samples_are_as_they_were_written(tone: Callable[..., Path]) -> None:
    samples = read_samples(Audio(file=str(tone(seconds=1.5, level=0.25)), duration=1.5))
    assert len(samples) == 1.5 * RATE
    assert np.abs(samples).max() == pytest.approx(0.25, abs=0.001)


def test_what_is_no_sound_is_said_to_be_none(tmp_path: Path) -> None:
    broken = tmp_path / "audio.flac"
    broken.write_bytes(b"fLaC" + bytes(100))
    with pytest.raises(InputUnreadable) as caught:
        read_samples(Audio(file=str(broken), duration=1.0))
    assert str(broken) in str(caught.value)
