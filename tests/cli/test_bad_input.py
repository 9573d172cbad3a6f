"""What clerks hand in by mistake: the contract's exit code, a Japanese sentence, nothing half-made left, the input untouched."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from minutes.audio import ffmpeg
from minutes.cli.main import call


def _empty(path: Path, tone: Path) -> None:
    path.write_bytes(b"")


def _noise(path: Path, tone: Path) -> None:
    path.write_bytes(np.random.default_rng(3).bytes(60_000))


def _text(path: Path, tone: Path) -> None:
    path.write_text("会議のメモです。\n" * 500, encoding="utf-8")


def _zip(path: Path, tone: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("会議.txt", "中身" * 3000)


def _header_only(path: Path, tone: Path) -> None:
    path.write_bytes(tone.read_bytes()[:44])


def _flac_header_cut(path: Path, tone: Path) -> None:
    whole = path.with_name("whole.flac")
    subprocess.run([ffmpeg.program(), "-y", "-loglevel", "error", "-i", str(tone), str(whole)], check=True)
    path.write_bytes(whole.read_bytes()[:30])
    whole.unlink()


def _silent_film(path: Path, tone: Path) -> None:
    film = ["-f", "lavfi", "-i", "color=c=blue:s=64x64:d=1", str(path)]
    subprocess.run([ffmpeg.program(), "-y", "-loglevel", "error", *film], check=True)


def _without_its_index(path: Path, tone: Path) -> None:
    whole = path.with_name("whole.mp4")
    subprocess.run([ffmpeg.program(), "-y", "-loglevel", "error", "-i", str(tone), str(whole)], check=True)
    path.write_bytes(whole.read_bytes()[:-200])  # the index stands at the end and is cut off with it
    whole.unlink()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("空.m4a", _empty),
        ("雑音.mp3", _noise),
        ("文章.wav", _text),
        ("圧縮.m4a", _zip),
        ("頭だけ.wav", _header_only),
        ("途切れた頭.flac", _flac_header_cut),
        ("音のない録画.mp4", _silent_film),
        ("目次のない.mp4", _without_its_index),
    ],
)
def test_unreadable_recordings(
    name: str,
    make: Callable[[Path, Path], None],
    tone: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    make(folder / name, tone())
    before = (folder / name).read_bytes()
    assert call(["run", str(folder / name)]) == 65
    told = capsys.readouterr()
    assert told.out == ""
    assert name in told.err
    assert "［InputUnreadable］" in told.err
    assert "Traceback" not in told.err
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", "ない.m4a"], 66, "ない.m4a"),
        (["run", "{empty}"], 65, "録音・録画ファイルがありません"),
        (["run", "{tone}", "{empty}"], 65, "録音・録画ファイルがありません"),
        (["transcribe", "{empty}"], 65, "録音・録画ファイルがありません"),
        (["run", "{tone}", "--channels", "left"], 2, "選べるのは"),
        (["run", "{tone}", "--channels", "separate"], 2, "チャンネルが一つしかない"),
        (["run"], 2, "INPUT"),
        (["run", "{tone}", "--speakers", "たくさん"], 2, "人数"),
        (["run", "{tone}", "--nosuch"], 2, "--nosuch"),
        (["nosuch"], 2, "nosuch"),
        (["run", "{tone}", "--asr-model", "no/such/folder"], 69, "no/such/folder"),
        (["run", "{tone}", "--asr-model", "nosuchmodel"], 69, "nosuchmodel"),
        (["run", "{tone}", "--diarizer", "{empty}"], 69, "フォルダーが空です"),
        (["run", "{tone}", "--form", "nosuch"], 78, "choigi"),
        (["run", "{tone}", "--meeting", "ない.toml"], 66, "ない.toml"),
        (["run", "{tone}", "--dictionary", "nosuch"], 78, "gyosei"),
        (["run", "{tone}", "--config", "ない.toml"], 66, "ない.toml"),
        (["run", "{tone}", "--llm", "office"], 78, "office"),
        (["structure", "ない.work"], 66, "ない.work"),
        (["render", "{empty}"], 66, "minutes.json"),
    ],
)
def test_what_cannot_be_done_is_refused_before_work_begins(
    arguments: list[str],
    code: int,
    words: str,
    tone: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    places = {"tone": tone("会議.wav"), "empty": tmp_path / "empty"}
    places["empty"].mkdir()
    assert call([argument.format(**places) for argument in arguments]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert any("ぁ" <= character <= "ん" for character in told.err)
    assert {path.name for path in tmp_path.iterdir()} == {"会議.wav", "empty"}


def test_a_wrong_meeting_file_names_line_and_key(
    tone: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = tmp_path / "会議.toml"
    meeting.write_text('title = "会議"\nvenu = "第3委員会室"\n', encoding="utf-8")
    assert call(["run", str(tone()), "--meeting", str(meeting)]) == 78
    assert "2行目の「venu」" in capsys.readouterr().err


def test_an_output_place_that_cannot_be_a_folder(
    tone: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert call(["run", str(tone()), "-o", str(tmp_path / "file" / "議事録.docx")]) == 73
    assert "［CannotWrite］" in capsys.readouterr().err


def test_two_runs_in_one_work_folder(
    tone: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from minutes.workfolder import WorkFolder

    with WorkFolder(tmp_path / "w").held():
        assert call(["run", str(tone()), "--work", str(tmp_path / "w")]) == 75
    assert "［TryAgainLater］" in capsys.readouterr().err
