"""会議情報.xlsx: what a clerk types into it, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from minutes.domain import Attendee
from minutes.errors import BadConfiguration
from minutes.meetingfile import read_meeting, tables_of
from minutes.meetingsheet import template


def _filled(place: Path, cells: Mapping[str, Any], people: tuple[tuple[Any, ...], ...] = ()) -> Path:
    place.write_bytes(template())
    book = load_workbook(place)
    labels = [cell.value for cell in book.active["A"]]
    for label, value in cells.items():
        book.active.cell(labels.index(label) + 1, 2, value)
    for row, person in enumerate(people, start=labels.index("役職") + 2):
        for column, value in enumerate(person, start=1):
            book.active.cell(row, column, value)
    book.save(place)
    return place


def test_what_a_clerk_fills_in_is_a_meeting_file(tmp_path: Path) -> None:
    cells = {
        "会議名": "総務委員会",
        "日付": "令和7年8月6日",
        "開始時刻": "午後1時30分",
        "終了時刻": dt.time(15, 0),
        "様式": "審議会",
        "機密性": 2,
        "辞書": "gyosei、kaigo",
        "議題1": "予算について",
        "議題3": "条例について",
    }
    people = (
        ("委員長", "佐藤 一", "さとう はじめ", "出席", "○", "委員", "佐藤委員長"),
        ("山田委員", "山田 太郎", None, "欠席"),
    )
    meeting = read_meeting(_filled(tmp_path / "会議情報.xlsx", cells, people))
    assert (meeting.title, meeting.date) == ("総務委員会", dt.date(2025, 8, 6))
    assert (meeting.start, meeting.end) == (dt.time(13, 30), dt.time(15))
    assert (meeting.form, meeting.confidentiality, meeting.dictionaries) == ("shingikai", 2, ("gyosei", "kaigo"))
    assert meeting.agenda == ("予算について", "条例について")
    chair, absent = meeting.attendees
    assert chair == Attendee(
        role="委員長", name="佐藤 一", reading="さとう はじめ", chair=True, group="委員", aliases=("佐藤委員長",)
    )
    assert absent.presence == "absent"


def test_a_day_that_excel_knows_as_one(tmp_path: Path) -> None:
    cells = {"会議名": "会議", "日付": dt.datetime(2025, 8, 6)}
    assert read_meeting(_filled(tmp_path / "x.xlsx", cells)).date == dt.date(2025, 8, 6)


@pytest.mark.parametrize(
    ("cells", "people", "says"),
    [
        ({"日付": "来週"}, (), "2行目の「日付」：日付として読めません"),
        ({"開始時刻": "朝"}, (), "3行目の「開始時刻」"),
        ({"様式": "議事録"}, (), "庁議、"),
        ({}, ((None, "山田 太郎"),), "「役職」：役職がありません"),
        ({}, (("委員", "山田 太郎", None, "たぶん"),), "「出欠」：出席、"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(
    tmp_path: Path, cells: Mapping[str, Any], people: tuple[tuple[Any, ...], ...], says: str
) -> None:
    with pytest.raises(BadConfiguration, match=says):
        read_meeting(_filled(tmp_path / "x.xlsx", {"会議名": "会議", **cells}, people))


def test_a_template_left_empty_says_nothing_and_another_table_is_none(tmp_path: Path) -> None:
    assert tables_of(_filled(tmp_path / "x.xlsx", {})) == {}
    with pytest.raises(BadConfiguration, match="「title」"):
        read_meeting(tmp_path / "x.xlsx")
    (tmp_path / "y.xlsx").write_text("品名,数\nえんぴつ,3\n")
    with pytest.raises(BadConfiguration, match="会議情報の表ではありません"):
        tables_of(tmp_path / "y.xlsx")
