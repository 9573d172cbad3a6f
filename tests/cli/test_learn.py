"""`minutes dict learn`: a sheet that is a dictionary at once, attendees for the meeting file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from minutes.cli.main import call
from minutes.text.dictionary import read_dictionary

PAPER = "介護給付費準備基金（以下「準備基金」という。）を活用し、御厨野浄水場を廃止する。\n会長　長谷川　修\n"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "資料" / "議案.txt"
    path.parent.mkdir()
    path.write_text(PAPER, "utf-8")
    return path


def test_the_sheet_is_a_dictionary_and_the_attendees_are_toml(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper.parent / "壊れた.docx").write_bytes(b"PK\x03\x04 x")
    output = tmp_path / "案.csv"
    assert call(["dict", "learn", str(paper.parent), "--dictionary", "kaigo", "-o", str(output)]) == 0
    dictionary, problems = read_dictionary(output)
    assert problems == ()
    terms = {term.text: term for term in dictionary.terms}
    assert terms["準備基金"].reading == "じゅんびききん"
    assert "1回" in terms["御厨野浄水場"].note
    attendees = tomllib.loads((tmp_path / "案_出席者.toml").read_text("utf-8"))["attendees"]
    assert [one["name"] for one in attendees] == ["長谷川 修"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "壊れた.docx" in told.err


def test_without_a_place_the_sheet_goes_to_stdout(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dict", "learn", str(paper), "--dictionary", "kaigo"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("用語,よみ,誤変換,分類,備考")
    assert "--attendees" in told.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 2), (["--from", "a.docx"], 2), (["no.docx"], 66), (["--from", "no.docx", "--work", "no.work"], 66)],
)
def test_wrong_use_is_told(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dict", "learn", "--dictionary", "kaigo", *arguments]) == code
    assert "エラー：" in capsys.readouterr().err


def test_a_paper_is_not_overwritten(paper: Path) -> None:
    assert call(["dict", "learn", str(paper), "-o", str(paper)]) == 2
    assert paper.read_text("utf-8") == PAPER
