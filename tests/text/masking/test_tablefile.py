"""The table on disk: whose eyes see it, how long it lives, and that nothing else needs it."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from minutes.errors import InputUnreadable
from minutes.text.masking.protect import Protection, restored
from minutes.text.masking.table import Table
from minutes.text.masking.tablefile import forget, forget_expired, read_table, write_table

TODAY = dt.date(2025, 8, 6)
SAID = "山田花子さんの電話は090-1234-5678です。"


@pytest.fixture
def protection() -> Protection:
    return Protection((), [SAID])


def test_only_its_owner_may_read_it(protection: Protection, tmp_path: Path) -> None:
    place = tmp_path / "表" / "masking.json"
    before = os.umask(0)
    try:
        write_table(place, protection.table)
        write_table(place, protection.table)  # over the one before
    finally:
        os.umask(before)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [one.name for one in place.parent.iterdir()] == ["masking.json"]


def test_what_it_holds_restores_what_was_masked(protection: Protection, tmp_path: Path) -> None:
    masked = protection.mask(SAID)
    write_table(tmp_path / "t.json", protection.table, TODAY)
    read = read_table(tmp_path / "t.json")
    assert read.expires == TODAY
    assert restored(masked, Table(read.entities)) == SAID


def test_expired_tables_go_and_others_stay(protection: Protection, tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("past", "today", "tomorrow", "never")}
    days = {"past": -1, "today": 0, "tomorrow": 1}
    for name, place in places.items():
        expires = TODAY + dt.timedelta(days=days[name]) if name in days else None
        write_table(place, protection.table, expires)
    assert forget_expired(places.values(), TODAY) == (places["past"], places["today"])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["never", "tomorrow"]


def test_forgetting_says_whether_there_was_one(protection: Protection, tmp_path: Path) -> None:
    write_table(tmp_path / "t.json", protection.table)
    assert forget(tmp_path / "t.json")
    assert not forget(tmp_path / "t.json")


def test_a_file_that_is_no_table_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "masking.json").write_text("{}x")
    with pytest.raises(InputUnreadable):
        forget_expired([tmp_path / "masking.json"], TODAY)
    assert (tmp_path / "masking.json").is_file()
