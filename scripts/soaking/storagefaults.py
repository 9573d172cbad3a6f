"""Disks, shares and the ledger's file: full, away, read-only, held by somebody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager

from soaking.scene import Scene
from soaking.storage import full

_LASTS_S = (10.0, 20.0)
_RECORDINGS = 3


def results_full(scene: Scene) -> None:
    _while_at_work(scene, lambda: full(scene.office.disk))


def ledger_full(scene: Scene) -> None:
    _while_at_work(scene, lambda: full(scene.office.state_disk))


def read_only(scene: Scene) -> None:
    _while_at_work(scene, scene.office.out.read_only)


def inbox_away(scene: Scene) -> None:
    _while_at_work(scene, scene.office.inbox.away)


def results_away(scene: Scene) -> None:
    _while_at_work(scene, scene.office.out.away)


def both_away(scene: Scene) -> None:
    def away() -> AbstractContextManager[object]:
        stack = ExitStack()
        stack.enter_context(scene.office.inbox.away())
        stack.enter_context(scene.office.out.away())
        return stack

    _while_at_work(scene, away)


def locked(scene: Scene) -> None:
    _while_at_work(scene, lambda: _held(scene))


@contextmanager
def _held(scene: Scene) -> Iterator[None]:
    with closing(sqlite3.connect(scene.office.ledger, timeout=60)) as jobs:
        jobs.execute("begin exclusive")
        yield
        jobs.rollback()


def _while_at_work(scene: Scene, harm: Callable[[], AbstractContextManager[object]]) -> None:
    """While one is worked on, and once more before what is dropped now has been seen."""
    scene.running(*(scene.drop() for _ in range(_RECORDINGS)))
    with harm():
        scene.did()
        scene.wait(*_LASTS_S)
    scene.drop()
    scene.wait(0, 2)
    with harm():
        scene.did()
        scene.wait(*_LASTS_S)
