"""A worker with the fake child, in a process that can be killed: `python -m tests.fakes.worker STATE [DATABASE MACHINE]`."""

from __future__ import annotations

import sys
from threading import Event

from minutes.office import supervise
from minutes.office.worker import Worker
from minutes.settings import Office
from tests.fakes import job_child

if __name__ == "__main__":
    supervise._START = job_child.START
    state, database, machine = (*sys.argv[1:], "", "")[:3]
    with Worker(Office(state=state, database=database, machine=machine, jobs=2)).working() as worker:
        worker.wait(Event())
