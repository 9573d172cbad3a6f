"""Shares that are away and files that were replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.errors import (
    BadConfiguration,
    CannotWrite,
    Forbidden,
    InputMissing,
    InputUnreadable,
    MinutesError,
    ModelMissing,
    TryAgainLater,
)
from minutes.office import job_child
from minutes.office.ledger import JobOrder, order_job
from minutes.office.notefiles import NoteFiles
from minutes.office.notes import Note
from minutes.office.places import Places
from minutes.office.storage import can_pass, refuse_missing_storage, refuse_replaced


@pytest.fixture
def order(tmp_path: Path) -> JobOrder:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in/会議.m4a").write_text("一")
    (tmp_path / "out/.there").write_text("")
    return order_job(
        [tmp_path / "in/会議.m4a"], tmp_path / "会議.docx", tmp_path / "会議.work", anchors=[tmp_path / "out/.there"]
    )


def test_all_is_there(order: JobOrder) -> None:
    refuse_missing_storage(order)
    refuse_replaced(order)


def test_a_share_without_its_anchor_is_away(order: JobOrder, tmp_path: Path) -> None:
    (tmp_path / "out/.there").unlink()
    with pytest.raises(TryAgainLater, match="共有フォルダー"):
        refuse_missing_storage(order)
    assert can_pass(InputUnreadable("読めません"), order)


def test_an_empty_mount_point_is_a_share_that_is_away(order: JobOrder) -> None:
    order.inputs[0].unlink()
    with pytest.raises(TryAgainLater):
        refuse_missing_storage(order)


def test_a_recording_deleted_from_its_folder_is_gone(order: JobOrder) -> None:
    order.inputs[0].with_name("別の会議.m4a").write_text("二")
    order.inputs[0].unlink()
    refuse_missing_storage(order)
    with pytest.raises(InputMissing):
        refuse_replaced(order)
    assert not can_pass(InputMissing("ありません"), order)


def test_a_replaced_recording(order: JobOrder) -> None:
    order.inputs[0].write_text("二")
    with pytest.raises(InputUnreadable, match="変わりました"):
        refuse_replaced(order)


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (TryAgainLater("使用中です"), True),
        (CannotWrite("空きがありません"), True),
        (InputUnreadable("読めません"), False),
        (ModelMissing("ありません"), False),
        (Forbidden("送れません"), False),
        (BadConfiguration("違います"), False),
    ],
)
def test_what_can_pass(order: JobOrder, error: MinutesError, passes: bool) -> None:
    assert can_pass(error, order) is passes


def test_a_folder_removed_from_a_share_that_is_there_is_gone(tmp_path: Path) -> None:
    (tmp_path / "in/会議").mkdir(parents=True)
    (tmp_path / "in/.there").write_text("")
    (tmp_path / "in/会議/録音.m4a").write_text("一")
    anchors = [tmp_path / "in/.there"]
    order = order_job([tmp_path / "in/会議/録音.m4a"], tmp_path / "会議.docx", tmp_path / "会議.work", anchors=anchors)
    order.inputs[0].unlink()
    order.inputs[0].parent.rmdir()
    refuse_missing_storage(order)
    assert not can_pass(InputMissing("ありません"), order)


def test_a_share_that_goes_while_the_worker_is_asked_gets_no_document(order: JobOrder, tmp_path: Path) -> None:
    class Worker(job_child._Worker):
        def __init__(self) -> None: ...

        def ask(self) -> None:
            (tmp_path / "out/.there").unlink()

    with pytest.raises(TryAgainLater):
        job_child._before_delivery(order, Worker())


def test_a_share_that_is_away_is_written_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    places = Places(tmp_path / "in", tmp_path / "out", known=False)
    notes = NoteFiles(places.out, places.has_out)
    assert notes.write("会議", Note("【待ち】会議\n"))
    (tmp_path / "out").rename(tmp_path / "away")
    (tmp_path / "out").mkdir()
    assert not notes.write("会議", Note("【処理中】会議\n"))
    with pytest.raises(CannotWrite, match="見えません"):
        places.refuse_missing_out()
    assert not list((tmp_path / "out").iterdir())
    (tmp_path / "out").rmdir()
    (tmp_path / "away").rename(tmp_path / "out")
    assert notes.write("会議", Note("【処理中】会議\n"))
