"""The process in which one recording is worked on: it reads a task, takes the same road as `minutes run`, tells how far
it is, asks before it delivers, and never outlives the worker that started it."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, TextIO

from minutes import egress
from minutes.errors import InternalFault, MinutesError
from minutes.office.engineroom import EngineRoom
from minutes.office.ledger import JobError, JobOrder
from minutes.office.messages import GO_ON, Said, Task
from minutes.office.storage import can_pass, refuse_missing_storage, refuse_replaced
from minutes.progress import Progress, RunProgress

QUEUING = "順番待ち"  # shown while others are at the engines
_EVERY_S = 0.3  # between two reports of a stage
_LESS_DEAR = "500"  # of 1000: when the memory is used up, Linux ends the child and not the worker


Road = Callable[[JobOrder, RunProgress, EngineRoom, Callable[[], None]], dict[str, Any]]
"""Makes the minutes and delivers them, once the last argument returned; the summary."""


def main(road: Road | None = None) -> None:
    """`road`: that of `minutes run` unless a test knows a shorter one."""
    egress.guard("job")
    for name in ("SIGINT", "SIGTERM"):  # the worker decides
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_LESS_DEAR)
    worker = _Worker(_own_output())
    task = Task.model_validate_json(worker.first_line())
    with egress.witnessed(lambda refusal: worker.tell(Said(refusal=refusal))):
        work_on(task, worker, road or _the_road)


def work_on(task: Task, worker: _Worker, road: Road) -> None:
    """Say how it ended; whatever fails is told and nothing raised."""
    order = task.order
    if not order.wishes.config:
        order = order.model_copy(update={"wishes": order.wishes.model_copy(update={"config": task.config})})
    try:
        refuse_missing_storage(order)
        refuse_replaced(order)
        progress = _Reports(worker)
        room = EngineRoom(task.room, task.seats, lambda: progress.stage(QUEUING))
        summary = road(order, progress, room, lambda: _before_delivery(order, worker))
        worker.tell(Said(summary={**summary, "notes": progress.notes}))
    except MinutesError as error:
        _tell_failure(error, order, worker)
    except Exception as error:
        traceback.print_exc()
        fault = InternalFault(f"思わぬ不具合が起きました（{type(error).__name__}）")
        _tell_failure(fault, order, worker)


def _the_road(
    order: JobOrder, progress: RunProgress, room: EngineRoom, before_delivery: Callable[[], None]
) -> dict[str, Any]:
    from minutes.meetingrun import MeetingRun, make_minutes

    meeting = MeetingRun(order.inputs, order.wishes, order.document, order.work, order.also)
    return make_minutes(
        meeting,
        progress,
        engine_room=room,
        before_work=lambda: refuse_missing_storage(order),  # the models have taken their time
        before_delivery=before_delivery,
    )


def _before_delivery(order: JobOrder, worker: _Worker) -> None:
    """A worker that lost the job does not answer but ends us."""
    worker.ask()
    refuse_missing_storage(order)


def _tell_failure(error: MinutesError, order: JobOrder, worker: _Worker) -> None:
    worker.tell(Said(failure=JobError.of(error), passes=can_pass(error, order)))


class _Worker:
    """The other end of our pipes."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lock = Lock()
        self._allowed = Event()

    def first_line(self) -> str:
        line = sys.stdin.readline()
        Thread(target=self._listen, daemon=True).start()
        return line

    def tell(self, said: Said) -> None:
        line = said.model_dump_json(exclude_defaults=True)
        with self._lock:
            self._out.write(f"{line}\n")
            self._out.flush()

    def ask(self) -> None:
        """Wait until the worker says that the job is still its own."""
        self.tell(Said(asks=True))
        self._allowed.wait()

    def _listen(self) -> None:
        """The worker holds the other end of our standard input for as long as it lives."""
        while heard := os.read(sys.stdin.fileno(), 100):
            if GO_ON.encode() in heard:
                self._allowed.set()
        end_group()


def end_group() -> None:
    """This process and all it has started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


class _Reports:
    """Progress as messages. Of stages side by side the one that is furthest behind is told."""

    def __init__(self, worker: _Worker) -> None:
        self._worker = worker
        self._shares: dict[str, float] = {}
        self._told = ""
        self._at = 0.0
        self.notes: list[str] = []  # for the summary

    def stage(self, name: str) -> None:
        self._tell(name, 0.0)

    def done(self, share: float) -> None: ...

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    @contextmanager
    def beside(self, name: str) -> Iterator[Progress]:
        self.put(name, 0.0)
        try:
            yield _OfStage(self, name)
        finally:
            self._shares.pop(name, None)

    def put(self, name: str, share: float) -> None:
        self._shares[name] = share
        stage, least = min(list(self._shares.items()), key=lambda of: of[1])
        if stage != self._told or time.monotonic() - self._at >= _EVERY_S:
            self._tell(stage, least)

    def _tell(self, stage: str, share: float) -> None:
        self._told, self._at = stage, time.monotonic()
        self._worker.tell(Said(stage=stage, share=min(1.0, max(0.0, share))))


class _OfStage:
    def __init__(self, reports: _Reports, name: str) -> None:
        self._reports, self._name = reports, name

    def done(self, share: float) -> None:
        self._reports.put(self._name, share)

    def note(self, text: str) -> None:
        self._reports.note(text)


def _own_output() -> TextIO:
    """The pipe to the worker, for us alone: what libraries print goes where their errors go."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return pipe


if __name__ == "__main__":
    main()
