"""A worker with the fake child, in a process that can be killed: `python -m tests.fakes.worker STATE`."""

from __future__ import annotations

import sys
from threading import Event

from minutes.office import supervise
from minutes.office.worker import Worker
from minutes.settings import Office
from tests.fakes import job_child

if __name__ == "__main__":
    supervise._START = job_child.START
    with Worker(Office(state=sys.argv[1], jobs=2)).working() as worker:
        worker.wait(Event())
