"""`minutes dict check` from the command line: the table, the JSON, the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutes.cli.main import call

ROWS = "用語,よみ,誤変換,分類,備考\n管渠,かんきょ,環境,下水道,\n付議,ふ議,,,\n議題,ぎだい,,,\n"


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "用語.csv"
    path.write_bytes(ROWS.encode("cp932"))
    return path


def test_the_table_names_lines_and_what_to_do(dictionary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dict", "check", str(dictionary), "gyosei"]) == 0
    shown = capsys.readouterr().out
    assert "用語.csv（2語）" in shown
    assert "誤変換「環境」は普通の言葉です" in shown
    assert "用語.csv にもあります：議題" in shown
    assert "2冊、" in shown
    assert "直す所 2件" in shown


def test_json_has_every_finding(dictionary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dict", "check", str(dictionary), str(dictionary), "--json"]) == 0
    (checked,) = json.loads(capsys.readouterr().out)["dictionaries"]
    assert [(one["line"], one["kind"], one["weight"]) for one in checked["findings"]] == [
        (2, "wrong_is_word", "fix"),
        (3, "row", "fix"),
    ]


def test_a_good_dictionary_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("用語,よみ\n管渠,かんきょ\n", "utf-8")
    assert call(["dict", "check", str(path)]) == 0
    assert "気になる所はありません" in capsys.readouterr().out


def test_some_unreadable_and_all_unreadable(dictionary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dict", "check", str(dictionary), "ない.csv"]) == 1
    captured = capsys.readouterr()
    assert "ない.csv" in captured.err
    assert "用語.csv（2語）" in captured.out
    assert call(["dict", "check", "ない.csv"]) == 66
    assert call(["dict", "check", "ない辞書"]) == 78
    assert call(["dict", "check"]) == 2
