"""One to three workers as machines over one PostgreSQL: how much faster they are together, and what becomes of the job of
one that is killed, and of one that is paused and wakes up late.

Every machine is one core of this one. Real jobs are excerpts of examples/ through the whole road with the shipped models;
a waiting job sleeps where the engines would work, which leaves what ledger and workers cost themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.excerpt import EXAMPLES
from benchmarks.machine import machine
from minutes.audio.ffmpeg import program
from minutes.office.dbosledger import DbosLedger, open_ledger
from minutes.office.ledger import UNFINISHED, JobOrder, JobState, order_job
from minutes.office.worker import life_file
from minutes.settings import Office
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder
from tests.fakes.postgres import postgres

_NAMES = ("kettei-kaigi", "shingikai-5", "kaigo-hoken", "jogesuido")
_PARTS = ("waiting", "real", "faults")
_PATIENCE_S = 1800.0
_LOOK_S = 0.2


@dataclass
class House:
    """A ledger of its own in the server at `server`, and machines that can be killed."""

    root: Path
    database: str
    kind: str
    ledger: DbosLedger
    machines: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, number: int) -> subprocess.Popen[bytes]:
        """Machine gpu-1, gpu-2 …; working when this returns."""
        name = f"gpu-{number}"
        core = sorted(os.sched_getaffinity(0))[(number - 1) % len(os.sched_getaffinity(0))]
        state = self.root / name
        command = [sys.executable, "-m", "benchmarks.machines_worker", self.kind, state, self.database, name, str(core)]
        self.machines[name] = subprocess.Popen(command, start_new_session=True)
        until(life_file(state, name).exists)
        return self.machines[name]

    def state(self, order: JobOrder) -> JobState:
        return self.ledger.states([order.key])[0]


@contextmanager
def house(server: str, name: str, kind: str, root: Path) -> Iterator[House]:
    database = f"{server.rpartition('/')[0]}/{name}"
    (root / name).mkdir()
    ledger = open_ledger(Office(state=str(root / name / "office"), database=database, machine="office"))
    one = House(root / name, database, kind, ledger)
    try:
        yield one
    finally:
        for process in one.machines.values():
            process.kill()
            process.wait()
        ledger.close()


def until(holds: Callable[[], bool]) -> None:
    begin = time.monotonic()
    while not holds():
        if time.monotonic() - begin > _PATIENCE_S:
            raise TimeoutError("what the benchmark waits for does not happen")
        time.sleep(_LOOK_S)


def real_orders(folder: Path, jobs: int, seconds: float) -> list[JobOrder]:
    """Excerpts that follow one another, each another recording."""
    orders = []
    for number in range(jobs):
        name = _NAMES[number % len(_NAMES)]
        place = folder / f"{number}-{name}.wav"
        begin = 5 + seconds * (number // len(_NAMES))
        cut = ["-ss", f"{begin:g}", "-i", str(EXAMPLES / f"{name}.m4a"), "-t", f"{seconds:g}", str(place)]
        subprocess.run([program(), "-y", "-loglevel", "error", *cut], check=True)
        wishes = Wishes(meeting=EXAMPLES / f"{name}.toml", no_llm=True)
        orders.append(order_job([place], folder / f"{place.stem}.docx", folder / f"{place.stem}.work", wishes=wishes))
    return orders


def waiting_orders(folder: Path, jobs: int, seconds: float) -> list[JobOrder]:
    orders = []
    for number in range(jobs):
        place = folder / f"{number}.rec"
        place.write_text(f"{seconds} {number}")
        orders.append(order_job([place], folder / f"{number}.docx", folder / f"{number}.work"))
    return orders


def throughput(server: str, kind: str, machines: int, root: Path, orders: Sequence[JobOrder]) -> dict[str, Any]:
    """All of them enqueued at once; seconds until the last is done."""
    with house(server, f"{kind}_{machines}", kind, root) as one:
        for number in range(machines):
            one.start(number + 1)
        began = time.time()
        for order in orders:
            one.ledger.enqueue(order)
        until(lambda: all(state.condition not in UNFINISHED for state in one.ledger.states()))
        states = one.ledger.states()
    ended = max(state.finished.timestamp() for state in states if state.finished)
    return {
        "kind": kind,
        "machines": machines,
        "jobs": len(orders),
        "done": sum(state.condition == "done" for state in states),
        "seconds": round(ended - began, 1),
        "load": round(os.getloadavg()[0], 1),
        "by_machine": dict(sorted(Counter(state.machine for state in states).items())),
    }


def killed(server: str, root: Path, order: JobOrder) -> dict[str, Any]:
    """A machine is killed while it transcribes and does not come back."""
    with house(server, "killed", "real", root) as one:
        lost = one.start(1)
        one.ledger.enqueue(order)
        until(lambda: "transcribe" in _began(order))
        os.kill(lost.pid, signal.SIGKILL)
        one.start(2)
        began = time.time()
        recovered = len(one.ledger.recover("gpu-1"))
        until(lambda: one.state(order).condition not in UNFINISHED)
        end = one.state(order)
    return {
        "recovered": recovered,
        "condition": end.condition,
        "machine": end.machine,
        "seconds_after_recover": round(time.time() - began, 1),
        "began": dict(Counter(_began(order))),
        "ended": dict(Counter(_ended(order))),
    }


def paused(server: str, root: Path, order: JobOrder) -> dict[str, Any]:
    """A machine stands still once its minutes are made and before it has asked whether it may deliver them; its job is
    given to another, which delivers; then it wakes up."""
    with house(server, "paused", "waiting", root) as one:
        sleeper = one.start(1)
        one.ledger.enqueue(order)
        began = order.work / "began"
        until(began.exists)
        os.kill(sleeper.pid, signal.SIGSTOP)
        one.start(2)
        one.ledger.recover("gpu-1")
        until(lambda: one.state(order).condition not in UNFINISHED)
        delivered = order.document.read_text()
        os.kill(sleeper.pid, signal.SIGCONT)
        log = one.root / "gpu-1/logs/worker-gpu-1.jsonl"
        until(lambda: "job_lost" in log.read_text())
        time.sleep(2.0)  # time in which it might still do harm
        workers = began.read_text().split()
        end = one.state(order)
    return {
        "worked_on_by": len(workers),
        "machine": end.machine,
        "condition": end.condition,
        "deliveries": len(order.document.read_text().split()),
        "same_after_waking": order.document.read_text() == delivered,
        "delivered_by_second": delivered.split() == workers[1:],
    }


def _began(order: JobOrder) -> list[str]:
    return [event.stage or "" for event in WorkFolder(order.work).journal.events() if event.event == "stage_began"]


def _ended(order: JobOrder) -> list[str]:
    return [event.stage or "" for event in WorkFolder(order.work).journal.events() if event.event == "stage_ended"]


def measure(options: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {"machine": machine(), "rows": []}
    with tempfile.TemporaryDirectory(prefix="minutes-machines-") as name:
        root = Path(name)
        root.chmod(0o755)
        (root / "server").mkdir(mode=0o755)
        with postgres(root / "server") as server:
            for kind in ("waiting", "real"):
                for machines in options.machines if kind in options.parts else ():
                    orders = _orders(kind, root / f"{kind}-{machines}", options)
                    found["rows"].append(throughput(server, kind, machines, root, orders))
                    print(found["rows"][-1], file=sys.stderr, flush=True)
            if "faults" in options.parts:
                (root / "faults").mkdir()
                found["paused"] = paused(server, root, waiting_orders(root / "faults", 1, 5.0)[0])
                found["killed"] = killed(server, root, real_orders(root / "faults", 1, options.seconds)[0])
    return found


def _orders(kind: str, folder: Path, options: argparse.Namespace) -> list[JobOrder]:
    folder.mkdir()
    if kind == "waiting":
        return waiting_orders(folder, options.waiting_jobs, options.waiting_seconds)
    return real_orders(folder, options.jobs, options.seconds)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench machines", description=__doc__)
    parser.add_argument("--machines", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=list(_PARTS))
    parser.add_argument("--jobs", type=int, default=8, help="real ones")
    parser.add_argument("--seconds", type=float, default=15.0, help="of each recording")
    parser.add_argument("--waiting-jobs", type=int, default=12)
    parser.add_argument("--waiting-seconds", type=float, default=20.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measure(options)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{found['machine']}; every machine is one core")
    for row in found["rows"]:
        first = next(one for one in found["rows"] if one["kind"] == row["kind"])
        print(
            f"{row['kind']:8} {row['machines']} machines: {row['done']}/{row['jobs']} jobs in {row['seconds']:7.1f} s, "
            f"{first['seconds'] / row['seconds']:.2f} of {first['machines']}, shares {list(row['by_machine'].values())}, "
            f"load {row['load']}"
        )
    for fault in ("killed", "paused"):
        if fault in found:
            print(f"{fault}: {found[fault]}")


if __name__ == "__main__":
    main()
