"""Jobs for the tests of the office: recordings for the fake child, and waiting for what happens to them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from minutes.office.dbosledger import DbosLedger
from minutes.office.ledger import JobOrder, JobState, order_job
from minutes.office.worker import Worker
from minutes.settings import Office

PATIENCE_S = 120


def order_of(folder: Path, does: str, name: str = "") -> JobOrder:
    """A recording that the fake child deals with as it says."""
    name = name or does
    recording = folder / f"{name}.rec"
    recording.write_text(f"{does} {name}")
    return order_job([recording], folder / f"{name}.docx", folder / f"{name}.work")


def until(holds: Callable[[], bool], what: str = "") -> None:
    begin = time.monotonic()
    while not holds():
        assert time.monotonic() - begin < PATIENCE_S, what
        time.sleep(0.05)


def wait_for(ledger: DbosLedger, job: str, *conditions: str) -> JobState:
    until(lambda: ledger.states([job])[0].condition in conditions, f"{ledger.states([job])[0]}")
    return ledger.states([job])[0]


def began(order: JobOrder) -> list[str]:
    """The stages that began, in order."""
    log = order.work / "log"
    return log.read_text().split() if log.exists() else []


def pids(order: JobOrder) -> list[int]:
    """The child that works on an endless recording, and what it has started."""
    file = order.work / "pids"
    until(lambda: file.exists() and len(file.read_text().split()) == 2)
    return [int(pid) for pid in file.read_text().split()]


def is_alive(pid: int) -> bool:
    """A zombie is not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (OSError, IndexError):
        return False


def working(office: Office) -> AbstractContextManager[Worker]:
    """A worker in this process."""
    return Worker(office).working()
