"""`minutes correct` as a clerk types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutes.cli.main import call


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "会議.txt"
    path.write_text("山田：LGワンです。\nはい。\n", encoding="utf-8")
    return path


def test_text_in_text_and_report_out(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, report = tmp_path / "out" / "会議.txt", tmp_path / "補正.json"
    assert call(["correct", str(source), "--dictionary", "dx", "-o", str(out), "--report", str(report)]) == 0
    assert out.read_text(encoding="utf-8") == "山田：LGWANです。\nはい。\n"
    (change,) = json.loads(report.read_text(encoding="utf-8"))
    assert 0.9 < change.pop("score") <= 1
    assert change == {
        "utterance": "u0001",
        "before": "LGワン",
        "after": "LGWAN",
        "start": 3,
        "end": 7,
        "term": "LGWAN",
        "rule": "literal",
        "applied": True,
    }
    said = capsys.readouterr()
    assert said.out == ""
    assert "1か所" in said.err


def test_without_a_place_the_text_goes_to_stdout(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["correct", str(source), "--dictionary", "dx"]) == 0
    assert capsys.readouterr().out == "山田：LGWANです。\nはい。\n"


def test_a_wrong_row_of_the_dictionary_is_told(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "d.csv").write_text("用語,よみ,誤変換\n,か,xx\nLGWAN,エルジーワン,LGワン\n", encoding="utf-8")
    assert call(["correct", str(source), "--dictionary", str(tmp_path / "d.csv")]) == 0
    said = capsys.readouterr()
    assert "LGWAN" in said.out
    assert "2行目" in said.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{source}"], 2),
        (["{source}", "--dictionary", "dx", "-o", "{source}"], 2),
        (["{source}.docx", "--dictionary", "dx"], 2),
        (["{source}.txt", "--dictionary", "dx"], 66),
        (["{source}", "--dictionary", "nai"], 78),
        (["{source}", "--dictionary", "nai.csv"], 66),
        (["{source}", "--dictionary", "dx", "-o", "{source.parent}"], 73),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(
    source: Path, tmp_path: Path, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = source.read_bytes()
    assert call(["correct", *(argument.format(source=source) for argument in arguments)]) == code
    assert capsys.readouterr().out == ""
    assert [path.name for path in tmp_path.iterdir()] == [source.name]
    assert source.read_bytes() == before


def test_the_reasons_go_to_stderr(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["correct", str(source), "--dictionary", "dx", "--explain"]) == 0
    said = capsys.readouterr()
    assert said.out == "山田：LGWANです。\nはい。\n"
    assert "u0001 直した 「LGワン」→「LGWAN」" in said.err
    assert "辞書の誤変換にある形" in said.err
