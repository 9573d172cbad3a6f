"""`minutes models pack`, `unpack` and `verify ARCHIVE` on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import ffmpeg
import pytest

from minutes.audio.ffmpeg import program
from minutes.cli.main import call
from minutes.domain import Audio
from minutes.speech import catalog as module
from minutes.speech.catalog import Catalog, resolve
from minutes.speech.engines import Asking
from minutes.speech.sound import RATE
from minutes.speech.voice_activity import Span
from minutes.speech.whisper import FasterWhisper
from tests.speech.conftest import CONTENT, fill

EXAMPLES = Path(__file__).parents[2] / "examples"
SPOKEN_S = 4.0
WHOLE = (Span(0.0, SPOKEN_S),)


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
def test_the_models_from_the_archive_are_and_hear_as_the_shipped_ones(tmp_path: Path) -> None:
    archive, to, sound = tmp_path / "mini.zip", tmp_path / "to", tmp_path / "会議.wav"
    assert call(["models", "pack", "asr-mini", "diarization-mini", "-o", str(archive)]) == 0
    assert call(["models", "unpack", str(archive), "--to", str(to)]) == 0
    told_apart = resolve(to / "diarization-mini", "diarization")
    assert replace(told_apart, folder=Path()) == replace(resolve("diarization-mini", "diarization"), folder=Path())
    spoken = ffmpeg.input(str(EXAMPLES / "kettei-kaigi.m4a"), t=SPOKEN_S).output(str(sound), ar=RATE, ac=1)
    spoken.run(cmd=program(), quiet=True)
    heard = [
        list(FasterWhisper(model, "cpu").decode(Audio(file=str(sound), duration=SPOKEN_S), WHOLE, Asking()))
        for model in (resolve(to / "asr-mini", "asr"), resolve("asr-mini", "asr"))
    ]
    assert heard[0][0].text
    assert heard[0] == heard[1]


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


def test_a_model_this_version_knows_otherwise_is_announced(
    archive: Path, catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["models", "unpack", str(archive), "--to", str(tmp_path / "to")]) == 0
    assert "注意" not in capsys.readouterr().err
    other = fill(tmp_path / "other" / "small", {**CONTENT, "model.bin": b"another version"})
    assert call(["models", "pack", str(other), "-o", str(archive)]) == 0
    assert call(["models", "unpack", str(archive), "--to", str(tmp_path / "later")]) == 0
    assert "注意：small は、この版の minutes の一覧にあるものと違います" in capsys.readouterr().err
