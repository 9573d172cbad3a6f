from __future__ import annotations

from pathlib import Path

import pytest

from minutes.audio.inputs import recordings_of
from minutes.errors import InputUnreadable


def _folder(root: Path, *names: str) -> Path:
    root.mkdir()
    for name in names:
        (root / name).write_bytes(b"x")
    return root


def test_a_folder_is_its_recordings_in_natural_order(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "録音", "録音10.m4a", "録音2.m4a", "録音1.M4A", "DX_001.wav")
    assert [path.name for path in recordings_of([folder])] == ["DX_001.wav", "録音1.M4A", "録音2.m4a", "録音10.m4a"]


def test_what_is_no_recording_is_left_out(tmp_path: Path) -> None:
    others = ("Thumbs.db", ".DS_Store", "._録音1.m4a", "~$次第.docx", ".隠し.wav", "次第.docx", "desktop.ini")
    folder = _folder(tmp_path / "録音", "録音1.m4a", *others)
    (folder / "昨年.wav").mkdir()
    assert [path.name for path in recordings_of([folder])] == ["録音1.m4a"]


def test_files_and_folders_in_the_given_order(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "午後", "2.wav", "1.wav")
    first = tmp_path / "午前.bin"
    assert [path.name for path in recordings_of([first, folder])] == ["午前.bin", "1.wav", "2.wav"]


def test_a_folder_without_recordings(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="録音・録画ファイルがありません"):
        recordings_of([_folder(tmp_path / "空", "次第.docx")])
