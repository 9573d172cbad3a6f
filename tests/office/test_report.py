"""The figures an office shows to those who paid."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from minutes.errors import WrongUsage
from minutes.office.report import UNNAMED, Line, basis, lines_of, meetings_of, total_of
from minutes.office.reporttable import COLUMNS, write_table
from minutes.settings import Report
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
