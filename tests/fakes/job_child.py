"""A child of the worker with a road of its own, which needs no model and no library: what it does stands in the recording.

Its stages leave files as the real ones do, and are not done again where those are. `log` in the work folder has a line for
each that began.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from minutes.errors import InputUnreadable, TryAgainLater
from minutes.office import job_child
from minutes.office.engineroom import EngineRoom
from minutes.office.ledger import JobOrder
from minutes.progress import Progress, RunProgress

Does = Callable[[Path, Progress], None]
START = "import sys; sys.path[:] = sys.argv[1:]; from tests.fakes.job_child import main; main()"


def main() -> None:
    job_child.main(_road)


def _road(
    order: JobOrder, progress: RunProgress, room: EngineRoom, before_delivery: Callable[[], None]
) -> dict[str, Any]:
    order.work.mkdir(parents=True, exist_ok=True)
    _stage(order, progress, "normalize")
    with room():
        _stage(order, progress, "transcribe", _DOES[order.inputs[0].read_text().split()[0]])
    _stage(order, progress, "render")
    before_delivery()
    order.document.write_text(f"minutes by {os.getpid()}")
    progress.note("注意：試験です。")
    return {"document": str(order.document), "department": "総務課", "duration": 3600.0, "processing": 60.0}


def _stage(order: JobOrder, progress: RunProgress, name: str, work: Does = lambda work, progress: None) -> None:
    done = order.work / name
    if done.exists():
        return
    with progress.beside(name) as own:
        with open(order.work / "log", "a") as log:
            log.write(f"{name}\n")
        work(order.work, own)
    done.write_text("")


def _crash(work: Path, progress: Progress) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash_once(work: Path, progress: Progress) -> None:
    if not (work / "crashed").exists():
        (work / "crashed").write_text("")
        _crash(work, progress)


def _later_once(work: Path, progress: Progress) -> None:
    if not (work / "asked").exists():
        (work / "asked").write_text("")
        raise TryAgainLater("今は使えません")


def _endless(work: Path, progress: Progress) -> None:
    """Until `free` is there, with a process of its own beside it."""
    helper = subprocess.Popen(["sleep", "600"])
    (work / "pids").write_text(f"{os.getpid()} {helper.pid}")
    while not (work / "free").exists():
        progress.done(0.5)
        time.sleep(0.02)
    helper.kill()


def _broken(work: Path, progress: Progress) -> None:
    raise InputUnreadable("読めません")


def _fault(work: Path, progress: Progress) -> None:
    raise ZeroDivisionError("what was said")


_DOES: dict[str, Does] = {
    "quick": lambda work, progress: None,
    "crash": _crash,
    "crash-once": _crash_once,
    "later-once": _later_once,
    "endless": _endless,
    "broken": _broken,
    "fault": _fault,
}
