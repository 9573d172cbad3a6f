"""The watched folder with a ledger in memory: what becomes of what clerks drop, replace, rename and delete there."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from minutes import files
from minutes.errors import InputMissing, InputUnreadable, MinutesError, TryAgainLater, WrongUsage
from minutes.meetingfile import read_meeting
from minutes.office.description import Material
from minutes.office.intake import Manner
from minutes.office.ledger import JobError, key_of
from minutes.office.places import ANCHOR, Places
from minutes.office.preparation import Prepared
from tests.office.inbox import SETTLE_S, Desk, prepared


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


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


# ---- what a clerk sees -------------------------------------------------------------------------------------------


def test_the_note_follows_the_job_to_its_end(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    desk.ledger.set(desk.job().id, condition="running", stage="文字起こし", share=0.47, started=dt.datetime.now(dt.UTC))
    desk.look()
    assert "いま：文字起こし（45％）" in desk.note("会議")
    before = (desk.out / "会議/状況.txt").stat()
    desk.look()
    assert (desk.out / "会議/状況.txt").stat().st_mtime_ns == before.st_mtime_ns
    desk.ledger.set(desk.job().id, **_failed(InputUnreadable("録音が壊れています", subject=desk.inbox / "会議.m4a")))
    desk.look()
    error = desk.note("会議", "エラー.txt")
    assert "何が起きたか：録音が壊れています" in error
    assert "どのファイルか：会議.m4a" in error
    assert "【できませんでした】" in desk.note("会議")
    desk.ledger.retry(desk.job().id)
    desk.look()
    assert not desk.note("会議", "エラー.txt")
    desk.finish(summary={"flagged_statements": 3, "notes": ["注意：試験です。"]}, finished=dt.datetime.now(dt.UTC))
    desk.look()
    assert "【完了】" in desk.note("会議")
    assert "要確認の印のある文：3件" in desk.note("会議")
    assert [title for title, _ in desk.told] == ["会議", "会議"]


def test_the_end_is_expected_from_how_long_earlier_ones_took(desk: Desk) -> None:
    now = dt.datetime.now(dt.UTC)
    desk.put("前.m4a")
    desk.settled()
    desk.finish(
        started=now - dt.timedelta(minutes=30), finished=now - dt.timedelta(minutes=10), summary={"duration": 1200.0}
    )
    desk.look()
    desk.put("次.m4a")
    desk.settled()
    desk.look()
    expected = (now + dt.timedelta(minutes=10)).astimezone()  # 600 s of sound at the speed of 1
    late = expected + dt.timedelta(minutes=(-expected.minute) % 5)
    assert f"{late:%H時}" in desk.note("次")
    assert "終わる見込み" in desk.note("次")


def test_a_result_folder_removed_while_it_works_is_made_again_and_one_taken_away_afterwards_is_not(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    desk.ledger.set(desk.job().id, condition="running")
    shutil.rmtree(desk.out / "会議")
    desk.look()
    assert key_of(desk.job().order) == desk.job().order.key
    assert "【処理中】" in desk.note("会議")
    desk.finish()
    desk.look()
    shutil.rmtree(desk.out / "会議")
    desk.settled()
    desk.start()
    desk.settled()
    assert not desk.folders()
    assert desk.job().condition == "done"


def test_a_job_that_found_its_folder_removed_is_done_again(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    shutil.rmtree(desk.out / "会議")
    gone = desk.out / "会議/会議.toml"
    failed = _failed(InputMissing("ファイルが見つかりません", subject=gone))
    desk.ledger.set(desk.job().id, **failed)
    desk.look()
    desk.ledger.set(desk.job().id, finished=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))
    desk.look()
    assert desk.job().condition == "waiting"
    assert key_of(desk.job().order) == desk.job().id


def test_a_corrected_meeting_file_makes_the_minutes_again(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    first = desk.finish()
    desk.look()
    file = desk.out / "会議/会議.toml"
    file.write_bytes(b'\xef\xbb\xbftitle = "\xe5\xba\x81\xe8\xad\xb0"\r\n')
    desk.settled()
    waiting = [job for job in desk.ledger.states() if job.condition == "waiting"]
    assert [(job.order.title, job.document, job.work) for job in waiting] == [("会議", first.document, first.work)]
    shutil.rmtree(desk.out / "会議")
    desk.look()
    assert key_of(waiting[0].order) == waiting[0].id


def test_a_description_that_is_corrected_in_the_watched_folder_makes_the_minutes_again(desk: Desk) -> None:
    desk.put("会/録音.m4a")
    desk.put("会/会議.toml", 'title = "庁儀"\n')
    desk.settled()
    first = desk.finish()
    desk.look()
    for title in ("庁議", "庁儀"):  # and back again
        desk.put("会/会議.toml", f'title = "{title}"\n')
        desk.settled()
        (again,) = [job for job in desk.ledger.states() if job.condition == "waiting"]
        assert (again.document, again.work) == (first.document, first.work)
        assert read_meeting(again.order.wishes.meeting).title == title  # type: ignore[arg-type]
        desk.ledger.set(again.id, condition="done")
        desk.look()
    assert desk.folders() == ["会"]


def test_papers_that_come_later_are_of_use_until_the_work_begins(desk: Desk) -> None:
    desk.put("会/録音.m4a")
    desk.settled()
    first = desk.job()
    desk.put("会/次第.txt", "庁議　次第\n１　開会\n２　予算について\n")
    desk.settled()
    second = desk.job()
    assert read_meeting(desk.out / "会/会議.toml").agenda == ("予算について",)
    assert second.id != first.id
    desk.finish()
    desk.look()
    desk.put("会/議事録.txt", "庁議　次第\n１　ほかのことについて\n")
    desk.settled()
    assert desk.job().id == second.id


def test_what_can_pass_is_tried_again_by_itself(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    failed = _failed(TryAgainLater("共有フォルダーが見えません"))
    desk.ledger.set(desk.job().id, **failed)
    desk.look()
    assert "自動でもう一度行います" in desk.note("会議", "エラー.txt")
    assert desk.job().condition == "failed"
    desk.ledger.set(desk.job().id, finished=dt.datetime.now(dt.UTC) - dt.timedelta(hours=1))
    desk.look()
    assert desk.job().condition == "waiting"


def test_what_is_not_done_moves_with_the_folder_of_results(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    desk.out = desk.out.with_name("新しい議事録")
    desk.out.mkdir()
    (desk.out / ANCHOR).write_text("")
    desk.start()
    desk.settled()
    assert desk.job().document == desk.out / "会議/会議.docx"
    assert "【待ち】" in desk.note("会議")


def test_what_is_much_is_taken_piece_by_piece(desk: Desk) -> None:
    for number in range(3):
        desk.put(f"会議{number}.m4a")
    desk.look()
    desk.time += SETTLE_S
    taken = iter([False, True, True])
    desk.intake.look(lambda: next(taken))
    assert len(desk.ledger.jobs) == 1
    assert not desk.intake.is_settled()
    desk.intake.look()
    assert len(desk.ledger.jobs) == 3
    assert desk.intake.is_settled()


# ---- shares and starts -------------------------------------------------------------------------------------------


def test_a_share_that_is_away_deletes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.put("会議.m4a")
    desk.settled()
    for place in (desk.inbox, desk.out):
        away = tmp_path / "外れた"
        place.rename(away)
        place.mkdir()
        assert desk.places.missing() == place
        desk.start()
        desk.settled()
        assert not list(place.iterdir())
        place.rmdir()
        away.rename(place)
        desk.settled()
        assert desk.job().condition == "waiting"
    assert len(desk.accepted) == 1


def test_places_are_refused_where_results_would_be_taken_for_recordings(tmp_path: Path) -> None:
    (tmp_path / "受付").mkdir()
    with pytest.raises(WrongUsage):
        Places(tmp_path / "受付", tmp_path / "受付/結果", known=False)
    with pytest.raises(InputMissing):
        Places(tmp_path / "無い", tmp_path / "結果", known=False)
    places = Places(tmp_path / "受付", tmp_path / "結果", known=False)
    assert places.missing() is None
    assert [path.name for path in places.anchors()] == [ANCHOR, ANCHOR]


def test_a_ledger_that_was_lost_is_told_again(desk: Desk) -> None:
    desk.put("会議.m4a")
    desk.settled()
    desk.ledger.jobs.clear()
    desk.look()
    assert desk.job().condition == "waiting"


class _KilledNow(BaseException):
    """As kill -9: nothing catches it."""


def test_killed_at_any_moment_it_goes_on_with_nothing_lost_and_nothing_double(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each write to the disk and each word to the ledger, until a run has none left."""
    replace = os.replace
    monkeypatch.setattr(os, "fsync", lambda file: None)  # no power fails here
    for moment in range(100):
        folder = tmp_path / str(moment)
        folder.mkdir()
        desk = Desk(folder)
        left = [moment]

        def count(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise _KilledNow

        def counted_replace(*places: object, count: object = count) -> None:
            count()  # type: ignore[operator]
            replace(*places)  # type: ignore[arg-type]

        with monkeypatch.context() as patched:
            patched.setattr(files.os, "replace", counted_replace)
            for name in ("enqueue", "cancel", "retry"):
                plain = getattr(desk.ledger, name)
                monkey = lambda *given, plain=plain: (count(), plain(*given))[1]  # noqa: E731
                patched.setattr(desk.ledger, name, monkey)
            _a_day(desk)
        _check_day(desk)
        if left[0] >= 0:
            assert moment > 20
            return
    raise AssertionError("it never came to an end")


def _a_day(desk: Desk) -> None:
    """A clerk's doings; whoever kills the watcher, it is started again."""
    doings = (
        lambda: (
            desk.put("一.m4a", "甲"),
            desk.put("二/録音.m4a", "乙"),
            desk.put("三.m4a", "甲"),
            desk.put("四.txt", "x"),
        ),
        lambda: desk.put("一.m4a", "甲は替わった"),
        lambda: desk.finish("二") if any(job.order.title == "二" for job in desk.ledger.states()) else None,
    )
    for doing in doings:
        doing()
        for _ in range(2):
            try:
                desk.settled()
                break
            except _KilledNow:
                desk.start()


def _check_day(desk: Desk) -> None:
    for _ in range(2):
        desk.settled()
    jobs = {job.order.title: job for job in desk.ledger.states() if job.condition != "cancelled"}
    assert len(jobs) == len([job for job in desk.ledger.states() if job.condition != "cancelled"])
    assert set(jobs) == {"一", "二", "三"}
    assert all(key_of(job.order) == job.id for job in jobs.values())
    assert desk.folders() == ["一", "三", "二", "四"]
    assert "録音・録画のファイルではない" in desk.note("四", "エラー.txt")
    assert {name: desk.note(name)[1:].partition("】")[0] for name in ("一", "二", "三")} == {
        "一": "待ち",
        "二": "完了",
        "三": "待ち",
    }


def test_a_share_that_goes_while_a_recording_is_prepared_is_no_reason_to_refuse_it(tmp_path: Path) -> None:
    away = tmp_path / "away"

    def vanishing(material: Material, inputs: Sequence[Path]) -> Prepared:
        if not away.exists():
            inputs[0].parent.rename(away)
        return prepared(material, inputs)

    desk = Desk(tmp_path, Manner(prepare=vanishing))
    desk.put("会議.m4a")
    desk.settled()
    assert not desk.ledger.jobs
    assert "受付中" in desk.note("会議")
    assert not desk.intake.is_settled()
    away.rename(desk.inbox)
    away.mkdir()
    desk.settled()
    assert desk.job().condition == "waiting"
    assert not desk.note("会議", "エラー.txt")
