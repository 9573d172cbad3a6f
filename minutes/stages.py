"""Stages and how they are taken: one after the other, some side by side, and only where something has changed.

A stage runs again when something its result depends on has changed: the files it reads (by content) or the options it
names. Whatever was finished before a crash stays finished.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any

from minutes.files import file_hash
from minutes.order import Order
from minutes.progress import Progress, RunProgress
from minutes.workfolder import WorkFolder, key_of

STAGE_VERSION = 4  # raise it when a stage's result changes for the same input
# Where the heavy stages of several runs on one machine take turns; entered only while one of them is due.
EngineRoom = Callable[[], AbstractContextManager[None]]
_LOOK_S = 0.5  # how often a wait looks up, so that Ctrl+C is heard on every system


@dataclass(frozen=True)
class Stage:
    """One step: what it reads and leaves in the work folder, and which of the order's options its result depends on.

    `beside`: it may run at the same time as the stage before it on the road, of which it reads nothing; `heavy`: it needs
    the engines, of which a machine has only so many.
    """

    name: str
    label: str
    reads: tuple[str, ...]
    leaves: tuple[str, ...]
    options: Callable[[Order], Any]
    run: Callable[[Order, WorkFolder, Progress], None]
    beside: bool = False
    heavy: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a run did: the labels of the stages that ran, of those that were still valid, and what went wrong of which
    the run could do without."""

    ran: tuple[str, ...]
    kept: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class Spared(Exception):
    """Raised by a stage that failed and that the rest can do without: it is not done, and the run goes on."""

    def __init__(self, remark: str) -> None:
        super().__init__(remark)
        self.remark = remark


class Stopped(BaseException):
    """Raised in a stage, where it reports progress, when the stage beside it has failed or was interrupted."""


def take(
    stages: Sequence[Stage],
    order: Order,
    work: WorkFolder,
    progress: RunProgress,
    engine_room: EngineRoom = nullcontext,
) -> Outcome:
    """Take the order along the stages, skipping what is still valid. The folder must be held."""
    journey = _Journey(order, work, progress)
    for group in _groups(stages):
        due = [(stage, key) for stage in group if not journey.is_done(stage, key := journey.key(stage))]
        with engine_room() if any(stage.heavy for stage, _ in due) else nullcontext():
            if len(due) == 1:
                journey.alone(*due[0])
            elif due:
                journey.side_by_side(due)
    ran, kept = (tuple(stage.label for stage in stages if stage.name in names) for names in (journey.ran, journey.kept))
    return Outcome(ran, kept, tuple(journey.remarks))


def _groups(stages: Sequence[Stage]) -> Iterator[list[Stage]]:
    group: list[Stage] = []
    for stage in stages:
        if group and not stage.beside:
            yield group
            group = []
        group.append(stage)
    yield group


class _Journey:
    """One order on its way through its work folder."""

    def __init__(self, order: Order, work: WorkFolder, progress: RunProgress) -> None:
        self._order = order
        self._work = work
        self._progress = progress
        self._ledger = Lock()  # two stages may end at the same time
        self.ran: set[str] = set()
        self.kept: set[str] = set()
        self.remarks: list[str] = []

    def key(self, stage: Stage) -> str:
        hashes = [file_hash(self._work.path(name)) for name in self._work.there(stage.reads)]
        return key_of(stage.name, STAGE_VERSION, hashes, stage.options(self._order))

    def is_done(self, stage: Stage, key: str) -> bool:
        done = self._work.is_done(stage.name, key)
        if done:
            self.kept.add(stage.name)
        return done

    def alone(self, stage: Stage, key: str) -> None:
        try:
            with self._progress.beside(stage.label) as own:
                self._run(stage, key, own)
                own.done(1.0)
        except Spared as spared:
            self._spare(spared)

    def side_by_side(self, due: Sequence[tuple[Stage, str]]) -> None:
        """The first in this thread, which is the one that hears Ctrl+C. When any of them fails, all end."""
        stop = Event()
        with ThreadPoolExecutor(len(due) - 1, "stage") as pool:
            others = [pool.submit(self._beside, stage, key, stop) for stage, key in due[1:]]
            try:
                self._beside(*due[0], stop)
                while wait(others, timeout=_LOOK_S).not_done:
                    pass
            except Stopped:
                pass  # one of the others failed and tells why
            except BaseException:
                stop.set()
                raise
            for failure in [other.exception() for other in others]:
                if failure is not None and not isinstance(failure, Stopped):
                    raise failure

    def _beside(self, stage: Stage, key: str, stop: Event) -> None:
        try:
            with self._progress.beside(stage.label) as own:
                self._run(stage, key, _Stoppable(own, stop))
                own.done(1.0)
        except Spared as spared:
            self._spare(spared)
        except BaseException:
            stop.set()
            raise

    def _run(self, stage: Stage, key: str, progress: Progress) -> None:
        self._work.journal.note("stage_began", stage=stage.name)
        began = time.monotonic()
        stage.run(self._order, self._work, progress)
        with self._ledger:
            self._work.mark_done(stage.name, key, self._work.there(stage.leaves))
            self.ran.add(stage.name)
        self._work.journal.note("stage_ended", stage=stage.name, sizes={"seconds": round(time.monotonic() - began)})

    def _spare(self, spared: Spared) -> None:
        self._progress.note(spared.remark)
        with self._ledger:
            self.remarks.append(spared.remark)


class _Stoppable:
    """Progress of a stage that others run beside: it is where the stage learns that it has to stop."""

    def __init__(self, progress: Progress, stop: Event) -> None:
        self._progress = progress
        self._stop = stop

    def done(self, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        self._progress.done(share)

    def note(self, text: str) -> None:
        self._progress.note(text)
