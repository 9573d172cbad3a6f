"""The office's worker with children that make no minutes: `python -m soaking.shortworker CONFIG`.

What a worker holds depends on how many jobs it had and not on what their children did; a child that only delivers a file
lets hundreds of them be had in minutes.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from minutes.delivery import deliver
from minutes.office import job_child
from minutes.office.engineroom import EngineRoom
from minutes.office.ledger import JobOrder
from minutes.progress import RunProgress
from minutes.workfolder import DOCUMENT, WorkFolder

_START = "import sys; sys.path[:] = sys.argv[1:]; from soaking.shortworker import child; child()"


def child() -> None:
    job_child.main(_road)


def _road(
    order: JobOrder, progress: RunProgress, room: EngineRoom, before_delivery: Callable[[], None]
) -> dict[str, Any]:
    with WorkFolder(order.work).held() as folder:
        for number in range(8):
            with room(), progress.beside(f"段階{number + 1}") as own:
                own.done(1.0)
        with folder.writing(DOCUMENT) as place:
            place.write_bytes(order.inputs[0].read_bytes())
        before_delivery()
        deliver(folder.path(DOCUMENT), order.document)
    return {"document": str(order.document), "duration": 3600.0}


def main(config: Path) -> None:
    from minutes.cli.office import office_of
    from minutes.office import supervise
    from minutes.office.worker import Worker

    supervise._START = _START
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with Worker(office_of(config), config=config).working() as worker:
        worker.wait(stop)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
