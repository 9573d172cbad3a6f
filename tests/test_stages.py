"""Stages side by side: which fail together, and who stops whom."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from minutes.errors import CannotWrite
from minutes.order import Order
from minutes.progress import NoProgress, Progress, RunProgress, terminal_progress
from minutes.stages import Outcome, Spared, Stage, Stopped, take
from minutes.workfolder import WorkFolder
from tests.fakes.orders import fake_order

Work = Callable[[Progress], None]


def _stage(name: str, work: Work, log: list[str], beside: bool = False) -> Stage:
    def run(order: Order, folder: WorkFolder, progress: Progress) -> None:
        try:
            work(progress)
            folder.path(name).write_text(name)
            log.append(f"{name} done")
        except Stopped:
            log.append(f"{name} stopped")
            raise

    return Stage(name, name, (), (name,), lambda order: [], run, beside)


def _until_stopped(progress: Progress) -> None:
    """Ends only when it is told to."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        progress.done(0.5)
        time.sleep(0.01)


def _nothing(progress: Progress) -> None:
    progress.done(1.0)


def _failing(error: BaseException) -> Work:
    def work(progress: Progress) -> None:
        raise error

    return work


def _take(folder: Path, first: Work, second: Work, log: list[str], progress: RunProgress | None = None) -> Outcome:
    stages = [_stage("first", first, log), _stage("second", second, log, beside=True), _stage("third", _nothing, log)]
    with WorkFolder(folder / "w").held() as work:
        return take(stages, fake_order([], []), work, progress or NoProgress())


def test_side_by_side_each_sees_the_other_working(tmp_path: Path) -> None:
    seen: list[str] = []

    def meets(own: str, other: str) -> Work:
        def work(progress: Progress) -> None:
            seen.append(own)
            until = time.monotonic() + 20
            while other not in seen:
                assert time.monotonic() < until, "they run one after the other"
                time.sleep(0.01)

        return work

    assert _take(tmp_path, meets("a", "b"), meets("b", "a"), []).ran == ("first", "second", "third")


@pytest.mark.parametrize("error", [CannotWrite("空きがない"), KeyboardInterrupt()])
def test_when_one_fails_the_other_stops_and_the_failure_is_told(error: BaseException, tmp_path: Path) -> None:
    for number, works in enumerate([(_failing(error), _until_stopped), (_until_stopped, _failing(error))]):
        log: list[str] = []
        with pytest.raises(type(error)) as told:
            _take(tmp_path / str(number), *works, log)
        assert told.value is error
        assert log == ["second stopped" if number == 0 else "first stopped"]


def test_what_one_finished_before_the_other_failed_is_kept(tmp_path: Path) -> None:
    done: list[str] = []

    def fails_after_the_other(progress: Progress) -> None:
        while not done:
            time.sleep(0.01)
        raise CannotWrite("空きがない")

    with pytest.raises(CannotWrite):
        _take(tmp_path, fails_after_the_other, _nothing, done)
    assert _take(tmp_path, _nothing, _failing(AssertionError("done already")), []).kept == ("second",)


def test_a_stage_that_can_be_spared_stops_nobody_and_is_tried_again(tmp_path: Path) -> None:
    log: list[str] = []
    outcome = _take(tmp_path, _nothing, _failing(Spared("だめでした")), log)
    assert outcome == Outcome(("first", "third"), (), ("だめでした",))
    assert _take(tmp_path, _nothing, _nothing, log).ran == ("second",)


def test_what_failed_alone_is_not_told_as_done(tmp_path: Path) -> None:
    _take(tmp_path, _nothing, _failing(Spared("だめでした")), [])
    terminal = _Terminal()
    with terminal_progress(terminal) as progress:
        _take(tmp_path, _nothing, _failing(Spared("だめでした")), [], progress)
    assert "だめでした" in terminal.getvalue()
    assert "済" not in terminal.getvalue()


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_heavy_stages_are_taken_in_the_engine_room(tmp_path: Path) -> None:
    """Once for stages side by side, and not at all when nothing heavy is due."""
    log: list[str] = []

    @contextmanager
    def room() -> Iterator[None]:
        log.append("in")
        yield
        log.append("out")

    stages = [
        _stage("light", _nothing, log),
        replace(_stage("heard", _nothing, log), heavy=True),
        replace(_stage("told", _nothing, log, beside=True), heavy=True),
        _stage("last", _nothing, log),
    ]
    with WorkFolder(tmp_path / "w").held() as work:
        take(stages, fake_order([], []), work, NoProgress(), room)
        assert [log[0], log[1], log[4], log[5]] == ["light done", "in", "out", "last done"]
        log.clear()
        take(stages, fake_order([], []), work, NoProgress(), room)
    assert log == []
