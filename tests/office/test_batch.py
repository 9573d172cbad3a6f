"""A batch against a ledger in memory: what is enqueued, done again or not, and what the summary says."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from minutes.errors import InputUnreadable
from minutes.office.batch import Entry, enqueue_all, follow, write_summary
from minutes.office.ledger import JobError
from minutes.office.meetings import Found, meetings_in
from minutes.wishes import Wishes
from tests.fakes.ledger import FakeLedger

NOW = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, content in (("一", "あ"), ("二", "い"), ("三", "あ")):
        (tmp_path / "in" / f"{name}.m4a").write_text(content)
    return tmp_path


def _enqueue(folder: Path, ledger: FakeLedger, **wishes: Any) -> tuple[Entry, ...]:
    return enqueue_all(meetings_in(folder / "in"), ledger, folder / "out", Wishes(**wishes))


def _end(ledger: FakeLedger, job: str, condition: str, **more: Any) -> None:
    state = ledger.set(job, condition=condition, started=NOW, finished=NOW + dt.timedelta(minutes=3), **more)
    if condition == "done":
        state.document.write_text("minutes")


def test_the_same_content_is_one_job(folder: Path) -> None:
    ledger = FakeLedger()
    one, three, two = _enqueue(folder, ledger, no_llm=True)
    assert (one.job, one.same_as, two.same_as) == (three.job, "", "")
    assert three.same_as == "一"
    assert len(ledger.jobs) == 2
    order = ledger.states([one.job])[0].order
    assert (order.wishes.no_llm, order.document) == (True, folder / "out/一.docx")
    assert order.anchors[0].is_file()


def test_called_again_only_what_is_not_done_is_done(folder: Path) -> None:
    ledger = FakeLedger()
    one, _, two = _enqueue(folder, ledger)
    _end(ledger, one.job, "done")
    _end(ledger, two.job, "failed", error=JobError.of(InputUnreadable("読めません")))
    _enqueue(folder, ledger)
    assert [ledger.states([job])[0].condition for job in (one.job, two.job)] == ["done", "waiting"]
    (folder / "out/一.docx").unlink()
    _enqueue(folder, ledger)
    assert ledger.states([one.job])[0].condition == "waiting"


def test_a_list_wishes_more_than_the_command_line(folder: Path) -> None:
    ledger = FakeLedger()
    found = Found((folder / "in/一.m4a",), "一", wishes={"form": "chikugo"})
    (entry,) = enqueue_all([found], ledger, folder / "out", Wishes(form="choigi", dictionaries=("dx",)))
    order = ledger.states([entry.job])[0].order
    assert (order.wishes.form, order.wishes.dictionaries) == ("chikugo", ("dx",))


def test_the_summary(folder: Path) -> None:
    ledger = FakeLedger()
    entries = enqueue_all(
        [*meetings_in(folder / "in"), Found((folder / "無い.m4a",), "=無い")], ledger, folder / "out", Wishes()
    )
    summary = {
        "duration": 90.0,
        "utterances": 8,
        "utterances_without_name": 2,
        "flagged_statements": 1,
        "notes": ["注意"],
    }
    told: list[int] = []

    def worked(seconds: float) -> None:
        _end(ledger, entries[0].job, "done", summary=summary)
        _end(ledger, entries[2].job, "failed", error=JobError.of(InputUnreadable("読めません", subject="二.m4a")))

    rows = follow(entries, ledger, lambda rows: told.append(sum(row.is_over for row in rows)), worked)
    assert told == [1, 4]
    assert [row.is_done for row in rows] == [True, True, False, False]
    place = write_summary(rows, folder / "out")
    assert place.read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for Shift-JIS
    table = list(csv.DictReader(place.read_text("utf-8-sig").splitlines()))
    assert [row["結果"] for row in table] == ["完了", "完了", "失敗", "失敗"]
    first = table[0]
    assert (first["録音の長さ（分）"], first["処理時間（分）"], first["発言"], first["注意"]) == (
        "1.5",
        "3.0",
        "8",
        "注意",
    )
    assert table[1]["注意"].startswith("「一」と同じ内容")
    assert table[2]["できなかった理由"] == "読めません：二.m4a［InputUnreadable］"
    assert "もう一度コピー" in table[2]["すること"]
    assert table[3]["会議"] == "'=無い"
    assert "［InputMissing］" in table[3]["できなかった理由"]
