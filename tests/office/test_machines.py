"""Several machines and one PostgreSQL: processes with a name and a state folder each."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutes import egress
from minutes.office.database import server_clock
from minutes.office.dbosledger import DbosLedger, open_ledger
from minutes.office.report import lines_of, meetings_of
from minutes.settings import Office, Report
from tests.fakes.postgres import postgres
from tests.office.jobs import began, is_alive, order_of, pids, until, wait_for

Machine = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with postgres(Path(folder)) as url:
            yield url


@pytest.fixture
def ledger(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DbosLedger]:
    monkeypatch.setattr(egress, "_add", lambda ways: None)  # what this process may reach stays as it was
    ledger = open_ledger(Office(state=str(tmp_path), database=database, machine="office-pc"))
    yield ledger
    ledger.close()


@pytest.fixture
def machine(database: str, tmp_path: Path, ledger: DbosLedger) -> Iterator[Machine]:
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.fakes.worker", str(tmp_path / name), database, name]
        started.append(subprocess.Popen(command, start_new_session=True))
        return started[-1]

    yield start
    for process in started:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def test_two_machines_share_the_work_and_do_nothing_twice(
    ledger: DbosLedger, machine: Machine, tmp_path: Path, database: str
) -> None:
    orders = [order_of(tmp_path, "quick", f"{number}") for number in range(10)]
    busy = [
        order_of(tmp_path, "endless", name) for name in ("one", "two", "three", "four", "five")
    ]  # one has four in hand
    for order in (*busy, *orders):
        ledger.enqueue(order)
    for name in ("gpu-1", "gpu-2"):
        machine(name)
    until(lambda: sum((order.work / "pids").exists() for order in busy) >= 3)  # more than one has engines for
    for order in busy:
        order.work.mkdir(exist_ok=True)
        (order.work / "free").write_text("")
    states = [wait_for(ledger, order.key, "done") for order in (*busy, *orders)]
    assert {state.machine for state in states} == {"gpu-1", "gpu-2"}
    assert all(began(state.order) == ["normalize", "transcribe", "render"] for state in states)
    clock = server_clock(Office(state=str(tmp_path), database=database, machine="office-pc"))
    assert clock is not None and abs(dt.datetime.now(dt.UTC) - clock) < dt.timedelta(minutes=1)
    (line,) = lines_of(meetings_of(ledger.states()), Report())
    assert (line.department, line.meetings, line.audio_h, line.saved_h) == ("総務課", 15, 15.0, 27.0)


def test_a_machine_that_died_and_one_that_only_seemed_dead(
    ledger: DbosLedger, machine: Machine, tmp_path: Path
) -> None:
    order = order_of(tmp_path, "endless")
    ledger.enqueue(order)
    killed = machine("gpu-1")
    child = pids(order)
    os.kill(killed.pid, signal.SIGKILL)
    until(lambda: not any(map(is_alive, child)))
    (order.work / "pids").unlink()
    paused = machine("gpu-2")
    assert [state.id for state in ledger.recover("gpu-1")] == [order.key]
    late = pids(order)
    os.kill(paused.pid, signal.SIGSTOP)
    (order.work / "pids").unlink()
    machine("gpu-3")
    assert [state.id for state in ledger.recover("gpu-2")] == [order.key]
    pids(order)
    (order.work / "free").write_text("")
    done = wait_for(ledger, order.key, "done")
    assert done.machine == "gpu-3"
    delivered = order.document.read_text()
    assert all(map(is_alive, late[:1]))  # it has its minutes, too, and waits to be told that it may deliver them
    os.kill(paused.pid, signal.SIGCONT)
    until(lambda: not any(map(is_alive, late)))
    assert order.document.read_text() == delivered != f"minutes by {late[0]}"
    assert ledger.states([order.key])[0].machine == "gpu-3"
