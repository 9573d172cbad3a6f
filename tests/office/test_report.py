"""The figures an office shows to those who paid."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from minutes import workfolder
from minutes.errors import WrongUsage
from minutes.evaluation.effort import Effort
from minutes.evaluation.ratio import Ratio
from minutes.office.ledger import JobState
from minutes.office.report import UNNAMED, Line, basis, lines_of, measured, meetings_of, total_of
from minutes.office.reporttable import COLUMNS, write_table
from minutes.settings import Report
from minutes.workfolder import WorkFolder
from tests.office.states import recording, state_of

MAY = dt.datetime(2026, 5, 20, 12, 0, tzinfo=dt.UTC)
STATES = (
    state_of("a", department="市長公室　ＤＸ推進課", duration=7200.0, processing=900.0, recording=recording("a" * 64)),
    state_of("b", department="市長公室 DX推進課", duration=3600.0, processing=450.0, recording=recording("b" * 64)),
    state_of("c", department="総務課", duration=1800.0, processing=100.0, recording=recording("c" * 64), ended=MAY),
    state_of("transcript", department="総務課", processing=10.0),
    state_of("old"),  # from before departments and processing were kept
    state_of("failed", "failed"),
    state_of("running", "running"),
)


def test_by_month_and_department_with_the_defaults() -> None:
    lines = lines_of(meetings_of(STATES), Report())
    assert lines == (
        Line("2026-05", "総務課", 1, 0, 0.5, 0.03, 0.9, 3240),
        Line("2026-06", "市長公室 DX推進課", 2, 0, 3.0, 0.38, 5.4, 19440),
        Line("2026-06", "総務課", 1, 1, 0.0, 0.0, 0.0, 0),
        Line("2026-06", UNNAMED, 1, 1, 0.0, 0.5, 0.0, 0),
    )
    assert total_of(lines) == Line("合計", "", 5, 2, 3.5, 0.91, 6.3, 22680)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, 5),
        (dt.date(2026, 6, 30), None, 4),
        (None, dt.date(2026, 5, 31), 1),
        (dt.date(2026, 5, 20), dt.date(2026, 5, 20), 1),
        (dt.date(2026, 7, 1), None, 0),
    ],
)
def test_both_days_of_a_period_count(first: dt.date | None, last: dt.date | None, days: int) -> None:
    assert total_of(lines_of(meetings_of(STATES), Report(), first, last)).meetings == days


def test_a_meeting_done_again_is_one_meeting_of_the_month_it_was_first_done_in() -> None:
    before = state_of("one", duration=3600.0, recording=recording("a" * 64), ended=MAY)
    again = state_of("two", duration=3600.0, department="総務課", recording=recording("a" * 64))
    (line,) = lines_of(meetings_of((again, before)), Report())
    assert (line.month, line.department, line.meetings, line.audio_h) == ("2026-05", "総務課", 1, 1.0)


def test_the_offices_own_factors() -> None:
    meetings = meetings_of(STATES)
    total = total_of(lines_of(meetings, Report(by_hand=4, checking=0.5, wage_yen=2600)))
    assert (total.saved_h, total.saved_yen) == (12.25, 31850)  # 3.5 hours × 3.5, at 2,600 yen
    assert total_of(lines_of(meetings, Report(by_hand=1, checking=2))).saved_h == 0
    fixed = Report(per_meeting_min=180)
    two_hundred = [state_of(f"{number}") for number in range(200)]
    assert total_of(lines_of(meetings_of(two_hundred), fixed)).saved_h == 600  # 180分×200会議=600時間/年
    assert "会議の数 × 180分" in basis(fixed)
    assert "手作業 3（report.by_hand）－ 案の確認 1.2" in basis(Report())
    assert "1時間 3,600円" in basis(Report())


def test_what_checking_cost_of_the_meetings_that_were_confirmed(tmp_path: Path) -> None:
    def done(name: str, effort: Effort | None, **more: Any) -> JobState:
        work = tmp_path / f"{name}.work"
        if effort:
            WorkFolder(work).write_json(workfolder.EFFORT, effort)
        return state_of(name, department="総務課", work=work, **more)

    long = Effort(edits=40, characters=20_000, minutes=90, heard_errors=900, text_errors=450, said=18_000)
    short = Effort(edits=2, characters=1_000, minutes=15, heard_errors=0, text_errors=0, said=900)
    states = [
        done("long", long, duration=7200.0, recording=recording("a" * 64)),
        done("draft", None, duration=3600.0, recording=recording("b" * 64)),
        done("transcript", short),  # has no sound to set the minutes against
    ]
    WorkFolder(tmp_path / "torn.work").write_json(workfolder.EFFORT, {"edits": -1})
    states.append(state_of("torn", department="総務課", work=tmp_path / "torn.work"))
    other = done(
        "may", short.model_copy(update={"minutes": 1}), duration=60.0, recording=recording("c" * 64), ended=MAY
    )
    may, june = lines_of(meetings_of([*states, other]), Report())
    assert (june.meetings, june.checked.meetings, june.checked.hours) == (4, 2, 1.75)
    assert june.checked.per_1000 == 2.0
    assert june.checked.heard.value == pytest.approx(900 / 18_900)  # pooled, not averaged
    assert june.checked.text.value == pytest.approx(450 / 18_900)
    assert june.checked.share == Ratio(part=1.5, whole=2.0)
    assert june.saved_h == 5.4  # by the office's own factor
    total = total_of([may, june]).checked
    assert (total.meetings, total.hours, total.edits, total.share.whole) == (3, 1.77, 44, 2.016667)
    assert "確認時間 1.50時間 ÷ その会議の録音時間 2.00時間 ＝ 0.75（" in measured(june.checked)
    assert measured(lines_of(meetings_of(STATES), Report())[0].checked) == ""


def test_a_meeting_made_again_in_another_folder_is_asked_of_both(tmp_path: Path) -> None:
    effort = Effort(edits=1, characters=100, minutes=3, heard_errors=0, text_errors=0, said=90)
    WorkFolder(tmp_path).write_json(workfolder.EFFORT, effort)
    same = {"duration": 60.0, "recording": recording("a" * 64)}
    states = [state_of("one", work=tmp_path, ended=MAY, **same), state_of("two", **same)]
    assert total_of(lines_of(meetings_of(states), Report())).checked.hours == 0.05


HOSTILE = ("=1+1", "＝HYPERLINK(1)", "+81", "-1", "@SUM(A1)", "総務課\n=1", 'a","b', "\x07課")


def test_a_table_excel_computes_nothing_of(tmp_path: Path) -> None:
    states = [state_of(f"{number}", department=name, duration=3600.0) for number, name in enumerate(HOSTILE)]
    lines = lines_of(meetings_of(states), Report())
    write_table((*lines, total_of(lines)), ("期間",), tmp_path / "実績.csv")
    raw = (tmp_path / "実績.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0] == [heading for heading, *_ in COLUMNS]
    assert len(rows) == len(HOSTILE) + 2
    names = [row[1] for row in rows[1:]]
    assert not any(name.startswith(("=", "+", "-", "@", "＝", "\t")) for name in names)
    assert "'=1+1" in names
    assert "'=HYPERLINK(1)" in names
    assert "総務課 =1" in names
    assert rows[-1][0] == "合計"
    assert sum(float(row[4]) for row in rows[1:-1]) == float(rows[-1][4]) == 8.0
    assert rows[-1][8:] == ["0", "0.0", "", "", ""]  # nothing was confirmed
    write_table((*lines, total_of(lines)), ("期間：すべて",), tmp_path / "実績.xlsx")
    book = load_workbook(tmp_path / "実績.xlsx")
    cells = [cell for row in book["実績"].iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "=1+1" in [cell.value for cell in cells]
    assert book["実績"]["E10"].value == 8.0
    assert book["計算の条件"]["A1"].value == "期間：すべて"


def test_a_table_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        write_table((), (), tmp_path / "実績.pdf")
    assert list(tmp_path.iterdir()) == []


def test_nothing_yet() -> None:
    assert total_of(lines_of(meetings_of(()), Report())) == Line("合計", "", 0, 0, 0, 0, 0, 0)
