"""A table that the program and clerks both write."""

from __future__ import annotations

import csv
import errno
from pathlib import Path

import pytest

from minutes.errors import CannotWrite, MinutesError
from minutes.learning.owntable import OwnTable

COLUMNS = ("用語", "よみ", "誤変換")


def _rows(place: Path) -> list[list[str]]:
    return list(csv.reader(place.read_text("utf-8-sig").splitlines()))


@pytest.fixture
def table(tmp_path: Path) -> OwnTable:
    return OwnTable(tmp_path / "state" / "用語.csv", COLUMNS)


def test_the_first_row_makes_the_table_as_excel_wants_it(table: OwnTable) -> None:
    table.put({"用語": "看多機", "よみ": "かんたき", "誤変換": "看た機"})
    assert table.place.read_bytes().startswith(b"\xef\xbb\xbf")
    assert _rows(table.place) == [list(COLUMNS), ["看多機", "かんたき", "看た機"]]


def test_what_a_clerk_wrote_into_it_stays(table: OwnTable) -> None:
    table.place.parent.mkdir()
    table.place.write_text("庁内の用語,,\n担当,用語,よみ\n総務,決裁,けっさい\n", "cp932")
    table.put({"用語": "看多機", "よみ": "かんたき", "誤変換": "看た機"})
    assert _rows(table.place) == [
        ["庁内の用語", "", ""],
        ["担当", "用語", "よみ", "誤変換"],
        ["総務", "決裁", "けっさい"],
        ["", "看多機", "かんたき", "看た機"],
    ]


def test_a_row_that_is_there_gets_what_it_lacks_and_loses_nothing(table: OwnTable) -> None:
    table.put({"用語": "看多機", "よみ": "", "誤変換": "看た機"})
    table.put({"用語": "看多機", "よみ": "かんたき", "誤変換": "神滝|看た機"}, gathered=("誤変換",))
    table.put({"用語": "看多機", "よみ": "べつ"}, gathered=("誤変換",))
    assert _rows(table.place)[1:] == [["看多機", "かんたき", "看た機|神滝"]]


def test_a_cell_is_no_formula(table: OwnTable) -> None:
    table.put({"用語": "=1+1", "よみ": "", "誤変換": ""})
    assert _rows(table.place)[1][0] == "'=1+1"
    table.put({"用語": "=1+1", "よみ": "いち", "誤変換": ""})
    assert len(_rows(table.place)) == 2


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "用語.csv").mkdir()
    with pytest.raises(MinutesError) as told:
        OwnTable(tmp_path / "用語.csv", COLUMNS).put({"用語": "あ"})
    assert Path(str(told.value.subject)).name == "用語.csv"


def test_a_full_or_forbidden_disk_is_told_and_leaves_the_table_whole(
    table: OwnTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.put({"用語": "看多機", "よみ": "かんたき", "誤変換": ""})
    before = table.place.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(CannotWrite):
        table.put({"用語": "管渠", "よみ": "かんきょ", "誤変換": ""})
    assert table.place.read_bytes() == before
