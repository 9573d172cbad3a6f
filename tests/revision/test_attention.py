"""Minutes with attention: a minute counts once whoever counts it, and nobody's name is kept."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from minutes import workfolder
from minutes.domain import Edit
from minutes.domain.edits import Settle
from minutes.errors import CannotWrite
from minutes.revision.attention import Attention, attend, attention_of, minutes_spent
from minutes.workfolder import WorkFolder
from tests.revision.meeting import NOW


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    return WorkFolder(tmp_path)


def at(minutes: float) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def count(work: WorkFolder, *minutes: float) -> int:
    for minute in minutes:
        attend(work, at(minute))
    found = attention_of(work)
    return found.minutes if found else 0


@pytest.mark.parametrize(
    ("signs", "minutes"),
    [
        ((0.0, 0.4, 0.99), 1),
        ((0.0, 1.0, 2.5), 3),
        ((0.9, 1.1), 2),
        ((0.0, 90.0, 1440.0), 3),
        ((5.0, 4.9, 5.2), 1),  # the clock of another machine is some seconds behind
        ((600.0, 0.0, 1.0), 3),  # a clock that was ahead was set right
    ],
)
def test_each_minute_of_the_clock_once(work: WorkFolder, signs: tuple[float, ...], minutes: int) -> None:
    assert count(work, *signs) == minutes


@pytest.mark.parametrize(("apart", "minutes"), [(0.01, 1), (20.0, 4)])
def test_windows_and_servers_that_count_at_once(
    work: WorkFolder, monkeypatch: pytest.MonkeyPatch, apart: float, minutes: int
) -> None:
    find = WorkFolder.find

    def slowly(self: WorkFolder, name: str, kind: type[Any]) -> Any:
        found = find(self, name, kind)
        time.sleep(0.02)  # another one looks meanwhile
        return found

    monkeypatch.setattr(WorkFolder, "find", slowly)
    windows = [threading.Thread(target=attend, args=(work, at(place * apart))) for place in range(4)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert count(work) == minutes


def test_a_server_that_was_started_anew_goes_on(work: WorkFolder) -> None:
    count(work, 0, 1)
    assert count(WorkFolder(work.root), 2) == 3


def test_what_is_kept_is_a_number_and_two_times(work: WorkFolder) -> None:
    count(work, 0.5, 1)
    kept = json.loads(work.path(workfolder.ATTENTION).read_text("utf-8"))
    assert kept == {"minutes": 2, "first": "2026-04-01T09:00:00Z", "last": "2026-04-01T09:01:00Z"}


def test_a_file_nobody_can_read_counts_as_none(work: WorkFolder) -> None:
    work.path(workfolder.ATTENTION).write_text("{")
    assert attention_of(work) is None


def test_a_disk_that_refuses_is_told_to_whoever_counts(work: WorkFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("minutes.files.os.replace", full)
    with pytest.raises(CannotWrite):
        attend(work, NOW)
    assert sorted(path.name for path in work.root.glob("*.json")) == []


def edits(*minutes: float) -> tuple[Edit, ...]:
    return tuple(
        Edit(number=number, at=at(minute), by="総務課", acts=(Settle(target="u1"),))
        for number, minute in enumerate(minutes, start=1)
    )


@pytest.mark.parametrize(
    ("minutes", "spent"),
    [
        ((), 0),
        ((0.5,), 1),
        ((0.0, 0.9), 1),
        ((0.0, 4.0, 8.5), 9),  # from 9:00 to 9:08, both included
        ((0.0, 5.0), 6),
        ((0.0, 6.0), 2),
        ((0.0, 3.0, 60.0, 64.0), 9),  # 4 and 5: the pause between them is none of it
        ((64.0, 0.0, 60.0, 3.0), 9),
    ],
)
def test_from_edits_alone_pauses_are_cut_out(minutes: tuple[float, ...], spent: int) -> None:
    assert minutes_spent(None, edits(*minutes)) == spent


def test_where_attention_was_counted_edits_are_not_counted_again() -> None:
    counted = Attention(minutes=10, first=at(60), last=at(75))
    assert minutes_spent(counted, edits(61, 66, 74)) == 10
    assert minutes_spent(counted, edits(0, 2, 61)) == 13  # the first two are from before it was counted
