from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from minutes.audio.normalize import SAMPLE_RATE, normalize
from minutes.errors import CannotWrite, InputUnreadable
from minutes.progress import NoProgress
from tests.conftest import write_wav


class Shares(NoProgress):
    def __init__(self) -> None:
        self.shares: list[float] = []

    def done(self, share: float) -> None:
        self.shares.append(share)


def _samples(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        assert container.streams.audio[0].rate == SAMPLE_RATE
        assert container.streams.audio[0].channels == 1
        frames = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
    return np.concatenate(frames) / 32768


def _loudness(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples**2))))


def test_quiet_and_loud_recordings_come_out_alike(tone: Callable[..., Path], tmp_path: Path) -> None:
    heard = []
    for name, level in (("quiet.wav", 0.01), ("loud.wav", 0.8)):
        place = tmp_path / f"{name}.flac"
        audio = normalize([tone(name, 4.0, level)], place, seconds=4.0, progress=NoProgress())
        assert audio.duration == pytest.approx(4.0, abs=0.02)
        heard.append(_loudness(_samples(place)))
    assert heard[0] == pytest.approx(heard[1], abs=1.0)


def test_quiet_speech_keeps_its_distance_from_loud_speech(tmp_path: Path) -> None:
    """One gain for the whole meeting: normalising must not pump up what stands between."""
    time = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    sine = np.sin(2 * np.pi * 440 * time)
    path = write_wav(tmp_path / "two.wav", np.concatenate([0.02 * sine, 0.08 * sine]))
    normalize([path], tmp_path / "out.flac", seconds=8.0, progress=NoProgress())
    samples = _samples(tmp_path / "out.flac")
    distance = _loudness(samples[5 * SAMPLE_RATE : 7 * SAMPLE_RATE]) - _loudness(samples[SAMPLE_RATE : 3 * SAMPLE_RATE])
    assert distance == pytest.approx(12.0, abs=1.0)


def test_parts_are_joined_in_order_and_progress_only_grows(tone: Callable[..., Path], tmp_path: Path) -> None:
    progress = Shares()
    parts = [tone("1.wav", 3.0, hz=300), tone("2.wav", 2.0, hz=2000)]
    audio = normalize(parts, tmp_path / "out.flac", seconds=5.0, progress=progress)
    assert audio.duration == pytest.approx(5.0, abs=0.02)
    samples = _samples(tmp_path / "out.flac")
    assert _pitch(samples[SAMPLE_RATE : 2 * SAMPLE_RATE]) == pytest.approx(300, abs=5)
    assert _pitch(samples[round(3.5 * SAMPLE_RATE) : round(4.5 * SAMPLE_RATE)]) == pytest.approx(2000, abs=5)
    assert progress.shares == sorted(progress.shares)
    assert progress.shares[-1] <= 1.0


def test_digital_silence_stays_silence(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "silence.wav", np.zeros(3 * SAMPLE_RATE))
    normalize([path], tmp_path / "out.flac", seconds=3.0, progress=NoProgress())
    assert np.abs(_samples(tmp_path / "out.flac")).max() < 1e-3


def test_same_recording_same_bytes(tone: Callable[..., Path], tmp_path: Path) -> None:
    path = tone()
    for name in ("a.flac", "b.flac"):
        normalize([path], tmp_path / name, seconds=2.0, progress=NoProgress())
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()


def test_a_file_that_cannot_be_decoded_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "text.wav"
    path.write_text("文章" * 100)
    with pytest.raises(InputUnreadable):
        normalize([path], tmp_path / "out.flac", seconds=1.0, progress=NoProgress())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_called_a_full_disk(tone: Callable[..., Path]) -> None:
    with pytest.raises(CannotWrite, match="空き容量"):
        normalize([tone(seconds=20.0)], Path("/dev/full"), seconds=20.0, progress=NoProgress())


def _pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * SAMPLE_RATE / len(samples))
