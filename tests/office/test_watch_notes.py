"""The watched folder: what a clerk sees of a meeting until its end, and what a correction does."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import Any

from minutes.errors import InputMissing, InputUnreadable, MinutesError, TryAgainLater
from minutes.meetingfile import read_meeting
from minutes.office.ledger import JobError, key_of
from minutes.office.places import ANCHOR
from tests.office.inbox import SETTLE_S, Desk


def _failed(error: MinutesError) -> dict[str, Any]:
    return {"condition": "failed", "error": JobError.of(error), "finished": dt.datetime.now(dt.UTC)}


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
