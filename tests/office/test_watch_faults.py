"""The watched folder: shares that go away, a ledger that was lost, a watcher killed at any moment."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from minutes import files
from minutes.errors import InputMissing, WrongUsage
from minutes.office.description import Material
from minutes.office.intake import Manner
from minutes.office.ledger import key_of
from minutes.office.places import ANCHOR, Places
from minutes.office.preparation import Prepared
from tests.office.inbox import Desk, prepared


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
