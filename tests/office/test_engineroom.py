"""So many at the engines and no more."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

from minutes.office.engineroom import EngineRoom


def test_one_waits_until_the_other_has_left(tmp_path: Path) -> None:
    waits, entered = Event(), Event()

    def second() -> None:
        with EngineRoom(tmp_path, 1, waits.set)():
            entered.set()

    with EngineRoom(tmp_path, 1)():
        thread = Thread(target=second)
        thread.start()
        assert waits.wait(10)
        assert not entered.is_set()
    assert entered.wait(10)
    thread.join()


def test_there_are_as_many_seats_as_said(tmp_path: Path) -> None:
    waited: list[str] = []
    with EngineRoom(tmp_path, 2, lambda: waited.append("a"))(), EngineRoom(tmp_path, 2, lambda: waited.append("b"))():
        pass
    assert waited == []
