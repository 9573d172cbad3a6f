"""Recordings whose end is missing or whose middle is broken: heard as far as it goes, told, and on time."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from minutes.audio.ending import end_is_missing
from minutes.audio.probe import probe
from minutes.errors import InputUnreadable
from tests.audio.sounds import RATE, babble, likeness, make, normalized, wav

SECONDS = 20.0
KINDS: dict[str, tuple[str, ...]] = {
    "wav": ("-c:a", "pcm_s16le"),
    "aiff": (),
    "mp3": ("-b:a", "64k"),
    "m4a": ("-c:a", "aac", "-movflags", "+faststart"),
    "flac": (),
    "ogg": ("-c:a", "libvorbis"),
    "opus": ("-c:a", "libopus"),
    "wma": ("-c:a", "wmav2"),
    "mkv": ("-c:a", "libopus"),
    "webm": ("-c:a", "libopus"),
    "aac": ("-c:a", "aac"),
    "amr": ("-c:a", "libopencore_amrnb", "-ar", "8000", "-b:a", "12.2k"),
}
# Of these a broken piece is cut out of the time as well: they carry no time stamps.
UNTIMED = {"mp3", "aac"}


def _whole(kind: str, folder: Path) -> Path:
    original = wav(folder / "original.float", babble(SECONDS))
    return make(folder / f"whole.{kind}", "-i", str(original), *KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_whose_end_is_missing_is_heard_as_far_as_it_goes(kind: str, tmp_path: Path) -> None:
    data = _whole(kind, tmp_path).read_bytes()
    cut = tmp_path / f"会議.{kind}"
    cut.write_bytes(data[: len(data) * 3 // 5 + 7])
    recording, (heard,) = normalized([cut], tmp_path)
    assert recording.parts[0].truncated
    assert recording.flags == ("truncated",)
    assert recording.parts[0].broken == ()
    assert 0.5 * SECONDS < recording.duration < 0.7 * SECONDS
    assert len(heard) == pytest.approx(recording.duration * RATE, abs=1)
    assert likeness(heard, babble(SECONDS))[0] > 0.8


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_not_called_cut(kind: str, tmp_path: Path) -> None:
    recording, _ = normalized([_whole(kind, tmp_path)], tmp_path)
    assert recording.flags == ()


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"wav", "aiff", "amr"}))
def test_a_broken_middle_is_flagged_and_what_follows_keeps_its_time(kind: str, tmp_path: Path) -> None:
    """PCM has nothing that could break but its samples, and AMR's frames carry no check."""
    data = bytearray(_whole(kind, tmp_path).read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = random.Random(1).randbytes(3000)
    broken = tmp_path / f"会議.{kind}"
    broken.write_bytes(data)
    recording, (heard,) = normalized([broken], tmp_path)
    assert recording.flags == ("damaged",)
    assert recording.parts[0].broken[0] == pytest.approx(SECONDS / 2, abs=1.5)
    assert recording.duration == pytest.approx(SECONDS, abs=1.5 if kind in UNTIMED else 0.1)
    end = slice(-3 * RATE, None)
    like, late = likeness(heard[end], babble(SECONDS)[: round(recording.duration * RATE)][end])
    if kind not in UNTIMED:
        assert like > 0.8
        assert abs(late) < 0.07


def test_a_film_longer_than_its_sound_is_whole(tmp_path: Path) -> None:
    film = ("-f", "lavfi", "-i", "color=c=blue:s=64x64:r=10:d=6", "-i", str(wav(tmp_path / "o.wav", babble(3.0))))
    recording, _ = normalized([make(tmp_path / "会議.mkv", *film, "-c:v", "ffv1", "-c:a", "flac")], tmp_path)
    assert recording.flags == ()
    assert recording.duration == pytest.approx(3.0, abs=0.1)


def test_an_mp4_whose_index_is_missing_is_unreadable(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4", "-i", str(wav(tmp_path / "o.wav", babble(3.0))))
    cut = tmp_path / "会議.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(InputUnreadable):
        probe([cut])


def test_the_missing_end_of_a_part_moves_the_next_one(tmp_path: Path) -> None:
    """Times come from what could be decoded, not from what the header says."""
    first, second = babble(6.0, seed=1), babble(3.0, seed=2)
    whole = make(tmp_path / "whole.flac", "-i", str(wav(tmp_path / "1.wav", first)))
    cut = tmp_path / "録音1.flac"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    recording, (heard,) = normalized([cut, wav(tmp_path / "録音2.wav", second)], tmp_path)
    begin = recording.parts[1].start
    assert 2.0 < begin < 4.0
    assert [part.truncated for part in recording.parts] == [True, False]
    like, late = likeness(heard[round(begin * RATE) :], second)
    assert like > 0.95
    assert abs(late) < 0.002
    assert recording.place_of(begin + 1.5) == (recording.parts[1], 1.5)
    assert recording.place_of(begin - 0.5)[0].file == "録音1.flac"
    assert recording.place_of(99.0) == (recording.parts[1], 3.0)


def _riff(data_size: int, samples: int) -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
    head = b"WAVE" + b"fmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", data_size)
    return b"RIFF" + struct.pack("<I", len(head) + samples * 2) + head + bytes(2 * samples)


@pytest.mark.parametrize(
    ("data_size", "missing"), [(2000, False), (2001, True), (1 << 31, True), (0, False), (0xFFFFFFFF, False)]
)
def test_what_the_sizes_in_a_wave_file_say(data_size: int, missing: bool, tmp_path: Path) -> None:
    """0 and all ones are what a recorder leaves that could not go back to its header: they say nothing."""
    path = tmp_path / "a.wav"
    path.write_bytes(_riff(data_size, 1000))
    assert end_is_missing(path) is missing
