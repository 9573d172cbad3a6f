"""`minutes report` over a ledger with meetings of two months."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.cli import office
from minutes.cli.main import call
from minutes.evaluation.effort import Effort
from minutes.workfolder import WorkFolder
from tests.fakes.ledger import FakeLedger
from tests.office.test_report import STATES

NOTHING = {"part": 0, "whole": 0, "value": None}


@pytest.fixture(autouse=True)
def ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeLedger:
    fake = FakeLedger()
    fake.jobs = {state.id: state for state in STATES}

    @contextlib.contextmanager
    def ledger_of(config: Path | None) -> Iterator[FakeLedger]:
        yield fake

    monkeypatch.setattr(office, "ledger_of", ledger_of)
    monkeypatch.chdir(tmp_path)
    return fake


def test_a_table_on_the_terminal_says_how_it_was_reckoned(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["report", "--from", "2026-06", "--to", "2026-06"]) == 0
    shown = capsys.readouterr()
    assert "市長公室 DX推進課" in shown.out
    assert "2026-05" not in shown.out
    assert "19,440" in shown.out
    assert "期間：2026-06-01 から 2026-06-30 まで" in shown.out
    assert "録音時間 ×（手作業 3" in shown.out
    assert shown.err == ""


def test_files_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "minutes.toml").write_text("[report]\nwage_yen = 1000\n")
    for name in ("実績.csv", "実績.xlsx"):
        assert call(["report", "-o", name]) == 0
        shown = capsys.readouterr()
        assert shown.out.strip() == name
        assert "合計" in shown.err
        assert (tmp_path / name).stat().st_size > 100
    assert call(["report", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["saved_yen"] == 6300
    assert told["factors"]["wage_yen"] == 1000
    assert told["lines"][0] == {
        "month": "2026-05",
        "department": "総務課",
        "meetings": 1,
        "without_audio": 0,
        "audio_h": 0.5,
        "processing_h": 0.03,
        "saved_h": 0.9,
        "saved_yen": 900,
        "checked": {
            "meetings": 0,
            "hours": 0,
            "edits": 0,
            "characters": 0,
            "edits_per_1000": None,
            "cer_heard": NOTHING,
            "cer_text": NOTHING,
            "checking_share": NOTHING,
        },
    }


def test_what_checking_cost_is_told_where_it_was_measured(
    tmp_path: Path, ledger: FakeLedger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["report"]) == 0
    assert "確認時間" not in capsys.readouterr().out
    effort = Effort(edits=26, characters=10_000, minutes=90, heard_errors=620, text_errors=310, said=9_000)
    WorkFolder(tmp_path / "a.work").write_json(workfolder.EFFORT, effort)
    order = ledger.jobs["a"].order.model_copy(update={"work": tmp_path / "a.work"})
    ledger.jobs["a"] = ledger.jobs["a"].model_copy(update={"order": order})
    assert call(["report", "-o", "実績.csv"]) == 0
    shown = capsys.readouterr().err
    for told in ("確認時間", "2.60", "6.89", "3.44", "＝ 0.75（", "だれの時間かは記録していません"):
        assert told in shown.replace("\n", "")
    rows = list(csv.reader((tmp_path / "実績.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][8:] == [
        "確認済みの会議数",
        "確認時間（時間）",
        "修正（1,000字あたり）",
        "誤り率 聞き取り（％）",
        "誤り率 訂正後（％）",
    ]
    assert rows[2][8:] == ["1", "1.5", "2.6", "6.89", "3.44"]
    assert rows[1][8:] == ["0", "0.0", "", "", ""]
    assert call(["report", "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)["total"]["checked"]
    assert (checked["meetings"], checked["hours"], checked["checking_share"]["value"]) == (1, 1.5, 0.75)


@pytest.mark.parametrize(
    "wrong", [["--from", "2026-13"], ["--to", "先月"], ["--from", "2026-07", "--to", "2026-06"], ["-o", "実績.pdf"]]
)
def test_what_makes_no_sense_is_said(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["report", *wrong]) == 2
    assert capsys.readouterr().err.strip()
