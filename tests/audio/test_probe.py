from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from minutes.audio import ffmpeg
from minutes.audio.probe import probe
from minutes.errors import InputMissing, InputUnreadable


def test_what_a_file_promises(tone: Callable[..., Path]) -> None:
    sources = probe([tone("1.wav", 2.0), tone("2.wav", 3.0)])
    assert [(source.file, source.promised, source.cut, source.channels) for source in sources] == [
        ("1.wav", 2.0, False, 1),
        ("2.wav", 3.0, False, 1),
    ]


def test_the_hash_is_of_content(tone: Callable[..., Path], tmp_path: Path) -> None:
    first = tone("1.wav", hz=300)
    copy = tmp_path / "copy.wav"
    copy.write_bytes(first.read_bytes())
    assert probe([copy])[0].sha256 == probe([first])[0].sha256
    assert probe([tone("2.wav", hz=600)])[0].sha256 != probe([first])[0].sha256


def _bad_files(folder: Path) -> dict[str, Path]:
    """Files a clerk may hand in by mistake, each with what the name promises and what is really in it."""
    rng = np.random.default_rng(1)
    files = {name: folder / name for name in ("空.wav", "雑音.mp3", "雑音.m4a", "文章.wav", "圧縮.m4a", "頭だけ.wav")}
    files["空.wav"].write_bytes(b"")
    files["雑音.mp3"].write_bytes(rng.bytes(50_000))
    files["雑音.m4a"].write_bytes(rng.bytes(50_000))
    files["文章.wav"].write_text("これは会議の録音ではなく、文章です。\n" * 200)
    with zipfile.ZipFile(files["圧縮.m4a"], "w") as archive:
        archive.writestr("memo.txt", "中身" * 5000)
    files["頭だけ.wav"].write_bytes(
        b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80>\x00\x00\x00}\x00\x00"
    )
    return files


@pytest.mark.parametrize("name", ["空.wav", "雑音.mp3", "雑音.m4a", "文章.wav", "圧縮.m4a", "頭だけ.wav"])
def test_what_is_no_recording_is_refused_with_advice(name: str, tmp_path: Path) -> None:
    path = _bad_files(tmp_path)[name]
    with pytest.raises(InputUnreadable) as refused:
        probe([path])
    assert name in str(refused.value)
    assert refused.value.advice


def test_a_header_without_data_is_refused(tone: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "header.wav"
    path.write_bytes(tone().read_bytes()[:44])
    with pytest.raises(InputUnreadable):
        probe([path])


def test_a_flac_whose_header_is_cut_is_refused(tone: Callable[..., Path], tmp_path: Path) -> None:
    whole = tmp_path / "whole.flac"
    _ffmpeg("-i", str(tone()), str(whole))
    cut = tmp_path / "cut.flac"
    cut.write_bytes(whole.read_bytes()[:30])
    with pytest.raises(InputUnreadable):
        probe([cut])


def test_a_video_without_sound_is_refused_by_name(tmp_path: Path) -> None:
    film = tmp_path / "無音.mp4"
    _ffmpeg("-f", "lavfi", "-i", "color=c=blue:s=64x64:d=1", str(film))
    with pytest.raises(InputUnreadable, match="音声が入っていません"):
        probe([film])


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        probe([tmp_path / "ない.wav"])


def _ffmpeg(*arguments: str) -> None:
    import subprocess

    subprocess.run([ffmpeg.program(), "-y", "-loglevel", "error", *arguments], check=True)
