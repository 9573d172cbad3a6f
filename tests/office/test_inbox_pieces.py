"""The pieces of the watched folder that are reckoned without one: shares, names, descriptions, expected ends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from threading import Event

import pytest

from minutes.meetingfile import read_meeting
from minutes.office import events, preparation
from minutes.office.description import Material
from minutes.office.events import Changes, is_far
from minutes.office.folders import folder_name, free_name
from minutes.office.forecast import Forecast
from minutes.office.ledger import JobOrder, JobState
from minutes.office.preparation import prepare

_NOW = dt.datetime(2025, 8, 6, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("folder", "far"),
    [
        ("/srv/受付", False),
        ("/mnt/share/受付", True),
        ("/mnt/share", True),
        ("/mnt/共有 フォルダー/受付", True),
        ("/mnt/share/local", False),
        ("/mnt/shared", False),
        ("/home/nfs", True),
    ],
)
def test_a_share_is_known_by_its_mount(folder: str, far: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/x /mnt/share cifs rw 0 0\n/dev/sdb1 /mnt/share/local ext4 rw 0 0\n"
        "//server/y /mnt/共有\\040フォルダー smb3 rw 0 0\n/dev/sdc /home/nfs ext4 rw 0 0\nserver:/ /home/nfs nfs4 rw 0 0\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(events, "_MOUNTS", mounts)
    assert is_far(Path(folder)) is far


def test_a_change_wakes(tmp_path: Path) -> None:
    wake = Event()
    changes = Changes(tmp_path, wake)
    changes.listen()
    for number in range(100):  # until it listens
        (tmp_path / f"会議{number}.m4a").write_text("音")
        if wake.wait(0.3):
            break
    assert wake.is_set()
    changes.stop()
    changes.listen()  # as after a share was away
    changes.stop()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("決定会議", "決定会議"),
        ("か\u3099", "が"),
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f”g＜h＞i｜j"),
        ("会議. ", "会議"),
        ("...", "会議"),
        ("改\n行\t", "改行"),
        ("CON", "_CON"),
        ("aux.2025", "_aux.2025"),
        ("会\udc83議", "会＼x83議"),
    ],
)
def test_a_folder_has_a_name_that_every_system_takes(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_long_names_are_told_apart_and_none_is_taken_twice(tmp_path: Path) -> None:
    first, second = (folder_name("長い名前の会議" * 20 + end) for end in ("甲", "乙"))
    assert first != second
    assert len(f"{first}（2）（前の版1）.docx".encode()) <= 255
    (tmp_path / "会議").mkdir()
    assert free_name("会議", tmp_path, {"会議（2）"}) == "会議（3）"
    assert free_name("ABC", tmp_path, {"abc"}) == "ABC（2）"


def test_papers_are_read_in_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agenda = tmp_path / "次第.txt"
    agenda.write_text("第2回介護保険運営協議会　次第\n場所：第2会議室\n１　看護小規模多機能型居宅介護の指定について\n")
    roster = tmp_path / "名簿.csv"
    roster.write_text("役職,氏名,ふりがな\n会長,長谷川 修,はせがわ おさむ\n")
    old = tmp_path / "資料.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    material = Material(
        name="20250806", recordings=("録音.vtt",), papers=(agenda, roster, old), folder=tmp_path / "結果"
    )
    described = prepare(material, ()).described
    (tmp_path / "会議.toml").write_text(described.text)
    meeting = read_meeting(tmp_path / "会議.toml")
    assert (meeting.title, meeting.venue) == ("第2回介護保険運営協議会", "第2会議室")
    assert meeting.agenda == ("看護小規模多機能型居宅介護の指定について",)
    assert [(one.role, one.name, one.chair) for one in meeting.attendees] == [("会長", "長谷川 修", True)]
    assert "看護小規模多機能型居宅介護" in described.dictionaries[0].read_text("utf-8-sig")
    assert any("資料.xls" in remark for remark in described.remarks)
    monkeypatch.setattr(preparation, "_START", "import os; os.abort()")  # what a broken PDF may do
    alone = prepare(material, ()).described
    assert "資料を読み取れませんでした" in alone.remarks[-1]
    assert 'title = "20250806"' in alone.text


# ---- expected ends -----------------------------------------------------------------------------------------------


def _job(id: str, begin: float, end: float | None = None, **more: object) -> JobState:
    """`begin`, `end`: minutes before now."""
    given = {
        "id": id,
        "condition": "done" if end is not None else "running",
        "order": JobOrder(key=id, title=id, inputs=(), document=Path("x"), work=Path("x")),
        "enqueued": _NOW,
        "started": _NOW - dt.timedelta(minutes=begin),
        "finished": None if end is None else _NOW - dt.timedelta(minutes=end),
        **more,
    }
    return JobState.model_validate(given)


def _minutes(ends: dict[str, dt.datetime], id: str) -> float:
    return (ends[id] - _NOW).total_seconds() / 60


def test_ends_are_reckoned_from_earlier_jobs() -> None:
    hour = {"duration": 3600.0}
    alone = Forecast([_job("a", 60, 30, summary=hour), _job("b", 30, 0, summary=hour)])  # half an hour for an hour each
    jobs = [
        _job("c", 10),
        _job("d", 0, condition="waiting", place=2),
        _job("e", 0, condition="waiting", place=1),
        _job("f", 0, condition="waiting", place=3, next_attempt=_NOW + dt.timedelta(hours=9)),
    ]
    ends = alone.ends(jobs, {"c": 3600.0, "d": 3600.0, "e": 1800.0}, _NOW)
    assert [_minutes(ends, id) for id in "cedf"] == pytest.approx([20, 35, 65, 540])
    together = Forecast([_job("a", 30, 0, summary=hour), _job("b", 30, 0, summary=hour)])  # side by side: twice as much
    ends = together.ends([_job("d", 0, condition="waiting", place=1), *jobs[:1]], {"c": 3600.0, "d": 7200.0}, _NOW)
    assert _minutes(ends, "d") == pytest.approx(60)  # itself takes an hour
    assert _minutes(together.ends([_job("c", 500)], {}, _NOW), "c") == 1  # late: nobody knows


def test_without_earlier_jobs_nothing_is_expected() -> None:
    assert Forecast().ends([_job("c", 10)], {"c": 60.0}, _NOW) == {}
    assert Forecast([_job("a", 60, 30)]).ends([_job("c", 10)], {"c": 60.0}, _NOW) == {}  # a transcript: no sound
