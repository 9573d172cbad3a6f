from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from minutes.audio.normalize import normalize
from minutes.audio.probe import probe
from minutes.audio.treatment import treatment_of
from minutes.errors import CannotWrite, InputUnreadable
from minutes.progress import NoProgress
from tests.audio.sounds import RATE, babble, likeness, make, normalized, wav
from tests.conftest import write_wav


class Shares(NoProgress):
    def __init__(self) -> None:
        self.shares: list[float] = []

    def done(self, share: float) -> None:
        self.shares.append(share)


def _loudness(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples**2))))


def test_quiet_and_loud_recordings_come_out_alike(tone: Callable[..., Path], tmp_path: Path) -> None:
    loud = []
    for name, level in (("quiet.wav", 0.01), ("loud.wav", 0.8)):
        recording, (heard,) = normalized([tone(name, 4.0, level)], tmp_path)
        assert recording.duration == 4.0
        loud.append(_loudness(heard))
    assert loud[0] == pytest.approx(loud[1], abs=1.0)


def test_floats_beyond_full_scale_are_not_clipped(tmp_path: Path) -> None:
    """Recorders that write floats have no level to set."""
    sound = babble(3.0)
    _, (heard,) = normalized([wav(tmp_path / "float.wav", 40 * sound)], tmp_path)
    assert likeness(heard, sound)[0] > 0.99


def test_quiet_speech_keeps_its_distance_from_loud_speech(tmp_path: Path) -> None:
    """One gain for the whole meeting: normalising must not pump up what stands between."""
    time = np.arange(4 * RATE) / RATE
    sine = np.sin(2 * np.pi * 440 * time)
    path = write_wav(tmp_path / "two.wav", np.concatenate([0.02 * sine, 0.08 * sine]))
    _, (heard,) = normalized([path], tmp_path)
    distance = _loudness(heard[5 * RATE : 7 * RATE]) - _loudness(heard[RATE : 3 * RATE])
    assert distance == pytest.approx(12.0, abs=1.0)


def test_parts_are_joined_in_order_and_progress_only_grows(tone: Callable[..., Path], tmp_path: Path) -> None:
    progress = Shares()
    parts = [tone("1.wav", 3.0, hz=300), tone("2.wav", 2.0, hz=2000)]
    recording = normalize(parts, probe(parts), [tmp_path / "out.flac"], progress=progress)
    assert [(part.file, part.start, part.duration) for part in recording.parts] == [
        ("1.wav", 0.0, 3.0),
        ("2.wav", 3.0, 2.0),
    ]
    assert recording.duration == 5.0
    _, (heard,) = normalized(parts, tmp_path)
    assert _pitch(heard[RATE : 2 * RATE]) == pytest.approx(300, abs=5)
    assert _pitch(heard[round(3.5 * RATE) : round(4.5 * RATE)]) == pytest.approx(2000, abs=5)
    assert progress.shares == sorted(progress.shares)
    assert progress.shares[-1] <= 1.0


# how a recorder splits: kind → how many seconds may be missing or double at the seam
SEAMS = {"wav": 0.0, "flac": 0.0, "mp3": 0.004, "m4a": 0.004, "ogg": 0.004, "wma": 0.05}


@pytest.mark.parametrize("kind", SEAMS)
def test_a_word_cut_at_the_seam_survives(kind: str, tmp_path: Path) -> None:
    """The whole, cut at an odd sample in the middle of a syllable, is heard again without gap or repetition."""
    whole = babble(6.0)
    at = 3 * RATE + 1234
    parts = [
        make(tmp_path / f"{number}.{kind}", "-i", str(wav(tmp_path / f"{number}.float.wav", piece)))
        for number, piece in enumerate((whole[:at], whole[at:]), start=1)
    ]
    recording, (heard,) = normalized(parts, tmp_path)
    assert recording.parts[1].start == recording.parts[0].duration
    before = likeness(heard[: 3 * RATE], whole[: 3 * RATE])
    after = likeness(heard[at + RATE // 4 :], whole[at + RATE // 4 :])
    assert min(before[0], after[0]) > 0.9
    assert abs(after[1] - before[1]) <= SEAMS[kind] + 1e-9
    assert abs(recording.duration - 6.0) <= 2 * SEAMS[kind] + 0.002


def test_one_meeting_in_parts_is_hashed_by_content_and_order(tone: Callable[..., Path], tmp_path: Path) -> None:
    first, second = tone("1.wav", hz=300), tone("2.wav", hz=600)
    copy = tmp_path / "copy.wav"
    copy.write_bytes(first.read_bytes())

    def hash_of(*paths: Path) -> str:
        return normalized(paths, tmp_path)[0].sha256

    assert hash_of(copy) == hash_of(first)
    assert hash_of(first, second) != hash_of(second, first)


def test_digital_silence_stays_silence(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "silence.wav", np.zeros(3 * RATE))
    _, (heard,) = normalized([path], tmp_path)
    assert len(heard) == 3 * RATE
    assert np.abs(heard).max() < 1e-3


def test_same_recording_same_bytes(tone: Callable[..., Path], tmp_path: Path) -> None:
    path = tone()
    for name in ("a.flac", "b.flac"):
        normalize([path], probe([path]), [tmp_path / name], progress=NoProgress())
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()


def test_nothing_is_left_beside_the_result(tone: Callable[..., Path], tmp_path: Path) -> None:
    path = tone()
    (tmp_path / "out").mkdir()
    normalize([path], probe([path]), [tmp_path / "out" / "a.flac"], progress=NoProgress())
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.flac"]


def test_a_file_that_broke_after_it_was_looked_at_is_unreadable(tone: Callable[..., Path], tmp_path: Path) -> None:
    path = tone()
    sources = probe([path])
    path.write_text("文章" * 100)
    with pytest.raises(InputUnreadable):
        normalize([path], sources, [tmp_path / "out.flac"], progress=NoProgress())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_called_a_full_disk(tone: Callable[..., Path], tmp_path: Path) -> None:
    path = tone(seconds=20.0)
    (tmp_path / "out.flac").symlink_to("/dev/full")
    with pytest.raises(CannotWrite, match="空き容量"):
        normalize([path], probe([path]), [tmp_path / "out.flac"], progress=NoProgress())


def _pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


def test_a_moving_gain_raises_the_quiet_one(tmp_path: Path) -> None:
    loud, quiet = babble(6.0, seed=1), babble(6.0, seed=2) / 10
    path = wav(tmp_path / "two.wav", np.concatenate([loud, quiet, loud]))
    levels = {}
    for name in ("steady", "moving"):
        treatment = treatment_of(name, "off")
        normalize([path], probe([path]), [tmp_path / "out.flac"], treatment=treatment, progress=NoProgress())
        heard, _ = soundfile.read(tmp_path / "out.flac")
        levels[name] = _loudness(heard[2 * RATE : 4 * RATE]) - _loudness(heard[8 * RATE : 10 * RATE])
    assert levels["steady"] == pytest.approx(20, abs=1)
    assert levels["moving"] < 6
