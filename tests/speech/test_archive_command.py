"""`minutes models pack`, `unpack` and `verify ARCHIVE` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import ffmpeg
import pytest

from minutes.audio.ffmpeg import program
from minutes.cli.main import call
from minutes.speech import catalog as module
from minutes.speech.catalog import Catalog
from minutes.workfolder import TRANSCRIPT, TURNS
from tests.speech.conftest import CONTENT, fill

EXAMPLES = Path(__file__).parents[2] / "examples"
SPOKEN_S = 4.0


@pytest.fixture
def archive(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "open_catalog", lambda environment: catalog)
    place = tmp_path / "一式.zip"
    assert call(["models", "pack", "-o", str(place)]) == 0
    return place


def test_the_circle_in_the_words_of_the_command(
    archive: Path, catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert call(["models", "pack", "small", "voices", "-o", str(archive)]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{archive}\n"
    assert "small、voices をまとめました" in shown.err
    assert call(["models", "verify", str(archive)]) == 0
    assert capsys.readouterr().out.startswith("small、voices　よし")
    assert call(["models", "unpack", str(archive)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{name}　取り出しました　{catalog.home / name}" for name in ("small", "voices")
    ]
    assert call(["models", "unpack", str(archive), "--to", str(tmp_path / "to"), "--json"]) == 0
    assert [(u["name"], u["state"]) for u in json.loads(capsys.readouterr().out)] == [
        ("small", "new"),
        ("voices", "new"),
    ]


@pytest.mark.models
def test_a_recording_is_heard_with_the_models_from_the_archive_as_with_the_shipped_ones(tmp_path: Path) -> None:
    archive, to, sound = tmp_path / "mini.zip", tmp_path / "to", tmp_path / "会議.wav"
    assert call(["models", "pack", "asr-mini", "diarization-mini", "-o", str(archive)]) == 0
    assert call(["models", "unpack", str(archive), "--to", str(to)]) == 0
    spoken = ffmpeg.input(str(EXAMPLES / "kettei-kaigi.m4a"), t=SPOKEN_S).output(str(sound), loglevel="error")
    spoken.run(cmd=program())
    work = tmp_path / "work"
    carried = ["--asr-model", str(to / "asr-mini"), "--diarizer", str(to / "diarization-mini")]
    assert call(["transcribe", str(sound), "--work", str(work), *carried]) == 0
    heard = json.loads((work / TRANSCRIPT).read_text("utf-8"))
    assert heard["model"] == "asr-mini", "a copy of a known model keeps its name, its notice and its decoding"
    assert heard["segments"]
    before = {name: (work / name).stat().st_mtime_ns for name in (TRANSCRIPT, TURNS)}
    assert call(["transcribe", str(sound), "--work", str(work)]) == 0
    after = {name: (work / name).stat().st_mtime_ns for name in (TRANSCRIPT, TURNS)}
    assert after == before, "to the pipeline the shipped models are the very same: nothing is done again"


def test_a_spoilt_archive_is_told_with_its_file_and_65(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write_bytes(archive.read_bytes().replace(b"weights", b"weighty"))
    capsys.readouterr()
    assert call(["models", "verify", str(archive)]) == 65
    shown = capsys.readouterr()
    assert "models/small/model.bin　不一致" in shown.out
    assert "［InputUnreadable］" in shown.err
    assert call(["models", "verify", str(archive), "--json"]) == 65
    assert json.loads(capsys.readouterr().out)["good"] is False
    assert call(["models", "unpack", str(archive)]) == 65


def test_other_failures_have_their_codes(archive: Path, catalog: Catalog, tmp_path: Path) -> None:
    fill(catalog.home / "small", {**CONTENT, "model.bin": b"another"})
    assert call(["models", "unpack", str(archive)]) == 73
    assert call(["models", "unpack", str(archive), "--replace"]) == 0
    assert call(["models", "unpack", str(tmp_path / "none.zip")]) == 66
    assert call(["models", "verify", str(tmp_path / "none.zip")]) == 66
    assert call(["models", "pack", "big", "-o", str(tmp_path / "big.zip")]) == 69
    assert call(["models", "pack", "--wheels-from", str(tmp_path / "none"), "-o", str(tmp_path / "big.zip")]) == 66
    (tmp_path / "file").write_bytes(b"")
    assert call(["models", "pack", "-o", str(tmp_path / "file" / "all.zip")]) == 73
    assert not (tmp_path / "big.zip").exists()
