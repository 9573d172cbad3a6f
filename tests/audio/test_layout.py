"""Microphones kept apart: one file of several channels, a file a microphone, and a split file of a conference system."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from minutes.audio.probe import probe
from minutes.errors import WrongUsage
from tests.audio.sounds import RATE, babble, likeness, normalized, wav


def test_each_channel_becomes_a_file_of_its_own(tmp_path: Path) -> None:
    voices = [babble(3.0, seed=n) for n in range(4)]
    path = wav(tmp_path / "会議.wav", np.stack(voices, axis=1))
    recording, (mixed, *apart) = normalized([path], tmp_path, "separate")
    assert (recording.channels, len(apart)) == (4, 4)
    for voice, heard in zip(voices, apart, strict=True):
        assert likeness(heard, voice)[0] > 0.95
    assert likeness(mixed, np.sum(voices, axis=0))[0] > 0.95


def test_files_of_one_time_are_a_microphone_each(tmp_path: Path) -> None:
    """They begin together and may end at different moments; a stereo file among them is one microphone."""
    long, short = babble(4.0, seed=1), babble(3.0, seed=2)
    paths = [wav(tmp_path / "A.wav", long), wav(tmp_path / "B.wav", np.stack([short, short], axis=1))]
    recording, (mixed, first, second) = normalized(paths, tmp_path, "separate")
    assert recording.channels == 2
    assert recording.duration == 4.0
    assert [part.start for part in recording.parts] == [0.0, 0.0]
    assert likeness(first, long)[0] > 0.95
    assert likeness(second, short)[0] > 0.95
    assert len(mixed) == 4 * RATE


def test_a_conference_system_s_file_split_in_two_goes_on(tmp_path: Path) -> None:
    voices = np.stack([babble(4.0, seed=n) for n in range(3)], axis=1)
    at = 2 * RATE + 77
    paths = [wav(tmp_path / "1.wav", voices[:at]), wav(tmp_path / "2.wav", voices[at:])]
    recording, (_, *apart) = normalized(paths, tmp_path, "separate")
    assert recording.channels == 3
    assert [part.start for part in recording.parts] == [0.0, pytest.approx(at / RATE, abs=1e-5)]
    for number, heard in enumerate(apart):
        assert likeness(heard, voices[:, number])[0] > 0.95


def test_one_channel_cannot_be_kept_apart(tmp_path: Path) -> None:
    path = wav(tmp_path / "会議.wav", babble(1.0))
    assert probe([path])[0].channels == 1
    with pytest.raises(WrongUsage, match="チャンネルが一つしかない"):
        normalized([path], tmp_path, "separate")


def test_mixed_all_channels_are_heard(tmp_path: Path) -> None:
    voices = [babble(3.0, seed=n) for n in range(2)]
    recording, (mixed,) = normalized([wav(tmp_path / "会議.wav", np.stack(voices, axis=1))], tmp_path)
    assert recording.channels == 0
    assert likeness(mixed, np.sum(voices, axis=0))[0] > 0.95
