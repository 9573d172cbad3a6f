"""The watched folder with a ledger in memory: what becomes of what clerks drop, replace, rename and delete there."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from minutes.errors import InputMissing, MinutesError
from minutes.meetingfile import read_meeting
from minutes.office.intake import Manner
from minutes.office.ledger import JobError, key_of
from tests.office.inbox import SETTLE_S, Desk, prepared


def _failed(error: MinutesError) -> dict[str, Any]:
    return {"condition": "failed", "error": JobError.of(error), "finished": dt.datetime.now(dt.UTC)}


# ---- taking ------------------------------------------------------------------------------------------------------


def test_a_recording_becomes_a_job_with_a_folder_and_a_meeting_file(desk: Desk) -> None:
    recording = desk.put("20250806_決定会議_第3委員会室.m4a")
    desk.settled()
    order = desk.job().order
    folder = desk.out / "20250806_決定会議_第3委員会室"
    assert order.inputs == (recording,)
    assert order.document == folder / "20250806_決定会議_第3委員会室.docx"
    assert order.wishes.meeting == folder / "会議.toml"
    meeting = read_meeting(folder / "会議.toml")
    assert (meeting.title, meeting.date, meeting.venue) == ("決定会議", dt.date(2025, 8, 6), "第3委員会室")
    assert key_of(order) == order.key
    assert "【待ち】" in desk.note(folder.name)
    assert "1番目" in desk.note(folder.name)


def test_nothing_is_taken_before_it_has_stood_still(desk: Desk) -> None:
    recording = desk.put("会議.m4a", "前半")
    os.utime(recording, (0, 0))  # a copy that carries an old date
    for part in range(3):
        desk.look()
        desk.time += SETTLE_S - 1
        with open(recording, "a", encoding="utf-8") as copy:
            copy.write(f"続き{part}")
    desk.look()
    assert not desk.ledger.jobs
    desk.time += SETTLE_S
    desk.look()
    assert desk.job().order.inputs == (recording,)


def test_a_folder_is_one_meeting_once_all_of_it_stands_still(desk: Desk) -> None:
    for name in ("録音10.mp3", "録音2.mp3"):
        desk.put(f"協議会/{name}")
    desk.put(
        "協議会/次第.txt",
        "第2回介護保険運営協議会　次第\n日時：令和7年8月6日　午後1時30分\n１　開会\n２　計画について\n",
    )
    desk.put("協議会/録音11.mp3.part")
    desk.look()
    desk.time += SETTLE_S
    (desk.inbox / "協議会/録音11.mp3.part").rename(desk.inbox / "協議会/録音11.mp3")
    desk.look()
    assert not desk.ledger.jobs
    desk.time += SETTLE_S
    desk.look()
    order = desk.job().order
    assert [path.name for path in order.inputs] == ["録音2.mp3", "録音10.mp3", "録音11.mp3"]
    meeting = read_meeting(desk.out / "協議会/会議.toml")
    assert (meeting.title, meeting.date, meeting.start) == ("協議会", dt.date(2025, 8, 6), dt.time(13, 30))
    assert meeting.agenda == ("計画について",)
    assert "議題" in desk.note("協議会")


def test_what_programs_leave_is_overlooked(desk: Desk) -> None:
    names = "Thumbs.db desktop.ini .DS_Store ._会議.m4a ~$会議.docx a.tmp b.part c.crdownload @eaDir/会議.m4a .隠し.m4a"
    for name in (
        *names.split(),
        ".syncthing.x.m4a.tmp",
        "~syncthing~x.m4a.tmp",
        ".stfolder/x.m4a",
        "会議.work/audio.flac",
    ):
        desk.put(name)
    desk.settled()
    assert not desk.ledger.jobs
    assert not desk.folders()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("メモ.docx", "x", "録音・録画のファイルではない"),
        ("写真.jpg", "x", "扱える種類のファイルではありません"),
        ("資料だけ/次第.pdf", "x", "録音・録画ファイルがありません"),
        ("会議.toml", 'title = "x"', "同じ名前の録音がありません"),
    ],
)
def test_what_is_no_meeting_ends_in_a_note_that_goes_with_it(desk: Desk, name: str, content: str, says: str) -> None:
    place = desk.put(name, content)
    desk.settled()
    assert not desk.ledger.jobs
    (folder,) = desk.folders()
    assert says in desk.note(folder, "エラー.txt")
    assert "情報システム担当に見せてください" in desk.note(folder, "エラー.txt")
    place.unlink()
    if place.parent != desk.inbox:
        place.parent.rmdir()
    desk.settled()
    assert not desk.folders()


def test_an_empty_file_ends_in_a_note_until_it_is_copied_again(desk: Desk) -> None:
    recording = desk.put("会議.m4a")
    recording.write_bytes(b"")
    desk.settled()
    assert "空（0バイト）" in desk.note("会議", "エラー.txt")
    recording.write_text("音")
    desk.settled()
    assert desk.job().document == desk.out / "会議/会議.docx"
    assert not desk.note("会議", "エラー.txt")


def test_a_description_that_is_wrong_is_told_by_the_job_and_one_that_is_no_table_at_once(desk: Desk) -> None:
    desk.put("甲/録音.m4a")
    desk.put("甲/会議.toml", 'title = "甲"\nunknown = 1\n')
    desk.put("乙/録音.m4a")
    desk.put("乙/会議情報.xlsx", "表ではない")
    desk.settled()
    assert (desk.out / "甲/会議.toml").read_text() == 'title = "甲"\nunknown = 1\n'
    assert desk.job().order.title == "甲"
    assert "【できませんでした】乙" in desk.note("乙", "エラー.txt")


# ---- names -------------------------------------------------------------------------------------------------------


def test_any_name_gives_a_folder_and_no_result_is_written_over(desk: Desk) -> None:
    (desk.out / "会議").mkdir(parents=True)
    (desk.out / "会議/議事録.docx").write_text("前の議事録")
    long = "長" * 80
    for name in ("会議.m4a", "会議.mp3", f"{long}.m4a", 'a:b?"c.m4a', "= 1+1.m4a"):
        desk.put(name)
    desk.settled()
    assert desk.folders() == sorted(
        ["会議", "会議（2）", "会議（3）", desk.job(long).document.parent.name, "a：b？”c", "= 1+1"]
    )
    assert (desk.out / "会議/議事録.docx").read_text() == "前の議事録"
    for job in desk.ledger.states():
        assert len(f"{job.document.stem}（前の版1）.docx".encode()) <= 255
        desk.finish(job.order.title) if job.order.title == long else None


def test_a_name_that_is_no_characters_ends_in_a_note(desk: Desk) -> None:
    (desk.inbox / os.fsdecode("会議".encode("cp932") + b".m4a")).write_text("音")
    desk.settled()
    (folder,) = desk.folders()
    assert "文字化け" in desk.note(folder, "エラー.txt")
    desk.start()
    desk.settled()


# ---- the same, replaced, renamed, deleted ------------------------------------------------------------------------


def test_the_same_recording_under_two_names_is_one_job(desk: Desk) -> None:
    first = desk.put("一.m4a", "同じ音")
    desk.put("二.m4a", "同じ音")
    desk.settled()
    assert desk.job().order.title == "一"
    assert "「一.m4a」と同じ内容" in desk.note("二")
    first.unlink()
    desk.settled()
    job = desk.job()
    assert job.order.inputs == (desk.inbox / "二.m4a",)
    assert job.document.parent == desk.out / "一"  # with what was worked on so far
    assert desk.folders() == ["一"]


def test_a_recording_renamed_while_it_waits_is_worked_on_once(desk: Desk) -> None:
    recording = desk.put("仮.m4a")
    desk.settled()
    recording.rename(desk.inbox / "本.m4a")
    desk.settled()
    desk.settled()
    assert desk.job().order.inputs == (desk.inbox / "本.m4a",)
    assert len(desk.accepted) == 1


def test_a_recording_replaced_while_it_waits_is_another_job_in_the_same_folder(desk: Desk) -> None:
    desk.put("会議.m4a", "古い音")
    desk.settled()
    old = desk.job()
    desk.put("会議.m4a", "新しい音です")
    desk.settled()
    assert desk.ledger.states([old.id])[0].condition == "cancelled"
    assert desk.job().document == old.document
    desk.put("会議.m4a", "古い音")
    desk.settled()
    assert desk.job().id == old.id


def test_minutes_that_are_there_are_not_written_over_by_another_recording_of_that_name(desk: Desk) -> None:
    desk.put("会議.m4a", "古い音")
    desk.settled()
    desk.finish()
    desk.look()
    desk.put("会議.m4a", "新しい音です")
    desk.settled()
    assert {job.document.parent.name for job in desk.ledger.states()} == {"会議", "会議（2）"}


def test_a_recording_deleted_while_it_waits_ends_in_a_note(desk: Desk) -> None:
    recording = desk.put("会議.m4a")
    desk.settled()
    recording.unlink()
    desk.settled()
    assert "見当たりません" in desk.note("会議")
    desk.ledger.set(desk.job().id, **_failed(InputMissing("ファイルが見つかりません", subject=recording)))
    desk.look()
    assert "ファイルが見つかりません" in desk.note("会議", "エラー.txt")
    assert not len(desk.accepted)


def test_originals_stay_as_they_are_and_are_copied_where_the_office_wants_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Manner(prepare=prepared, copy=True))
    recording = desk.put("会議.m4a", "音")
    before = recording.stat()
    desk.settled()
    desk.finish()
    desk.look()
    assert (desk.out / "会議/会議.m4a").read_text() == "音"
    after = recording.stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (before.st_ino, before.st_mtime_ns, before.st_size)
