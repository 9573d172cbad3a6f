"""A worker as one machine of the benchmark, in a process of its own: `python -m benchmarks.machines_worker KIND STATE
DATABASE MACHINE [CORE]`. KIND is `real` (the road of `minutes run`) or `waiting` (see `waiting_road`)."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Event
from typing import Any

from minutes.office import job_child, supervise
from minutes.office.engineroom import EngineRoom
from minutes.office.ledger import JobOrder
from minutes.office.worker import Worker
from minutes.progress import RunProgress
from minutes.settings import Office

_WAITING = (
    "import sys; sys.path[:] = sys.argv[1:]; from benchmarks.machines_worker import waiting_child; waiting_child()"
)


def waiting_road(
    order: JobOrder, progress: RunProgress, room: EngineRoom, before_delivery: Callable[[], None]
) -> dict[str, Any]:
    """Sleeps at the engines for as long as the recording says: a GPU elsewhere, which costs this machine nothing."""
    seconds = float(order.inputs[0].read_text().split()[0])
    order.work.mkdir(parents=True, exist_ok=True)
    with room():
        with open(order.work / "began", "a") as log:
            log.write(f"{os.getpid()}\n")
        time.sleep(seconds)
    before_delivery()
    with open(order.document, "a") as document:
        document.write(f"{os.getpid()}\n")
    return {}


def waiting_child() -> None:
    job_child.main(waiting_road)


def main(kind: str, state: str, database: str, machine: str, core: str = "") -> None:
    if core:
        os.sched_setaffinity(0, {int(core)})  # its children inherit it
    if kind == "waiting":
        supervise._START = _WAITING
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with Worker(Office(state=state, database=database, machine=machine)).working() as worker:
        worker.wait(stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
