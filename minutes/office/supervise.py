"""One recording in a child process of its own: watched while it works, and ended with all it has started when the job is
no longer ours or the worker stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import IO

from minutes import egress
from minutes.office.messages import GO_ON, Said, Task

# With our own search path and not the one the interpreter would make: the same code on both sides.
_START = "import sys; sys.path[:] = sys.argv[1:]; from minutes.office.job_child import main; main()"
_NOT_ITS_BUSINESS = ("PGPASSWORD",)  # of the ledger, which the child never asks
_TICK_S = 0.25  # how often the worker looks up while the child says nothing
_ASK_S = 1.0  # how often the ledger is asked whether the job is still ours, and told how far it is
_GOES_S = 10.0  # a killed child is gone sooner, unless the system holds it in a call to a share that has gone


class LetGo(BaseException):
    """We work on a job no longer, and the ledger stays as it is: no `Exception`, which DBOS would write down as the end
    of the step, for whoever takes the job up after us to find."""


class WorkerStops(LetGo):
    """The worker goes: the job is taken up at its next start."""


class NoLongerOurs(LetGo):
    """The job was cancelled, or another machine has taken it over."""


@dataclass(frozen=True)
class Watch:
    """How a child is watched over. `ours`: whether the ledger still says that the job is, None while it says nothing;
    `report`: told stage and share."""

    ours: Callable[[], bool | None]
    report: Callable[[str, float], None]
    stopping: Event


@dataclass(frozen=True)
class Crash:
    """A child that ended without a word. `code`: its exit code, the signal's number negative."""

    code: int

    @property
    def killed(self) -> bool:
        """As Linux does it when the memory is used up."""
        return self.code == -getattr(signal, "SIGKILL", 9)


def work_on(task: Task, watch: Watch, remarks: Path) -> Said | Crash:
    """What the child said at its end. `remarks`: the file that takes what it says to developers; gone when all went well.

    Raises WorkerStops, NoLongerOurs.
    """
    with open(remarks, "wb", opener=_for_us_alone) as errors, _running(task, errors) as child:
        for said in _listen(child, watch):
            if said.asks:
                _answer(child, watch)
            elif said.refusal is not None:
                egress.remember(said.refusal)
            elif said.failure is not None:
                return said
            elif said.summary is not None:
                remarks.unlink(missing_ok=True)
                return said
        if watch.stopping.is_set():  # the system ends everything at once
            raise WorkerStops
        return Crash(child.wait())


@contextmanager
def _running(task: Task, errors: IO[bytes]) -> Iterator[subprocess.Popen[str]]:
    """The child at work in a process group of its own; however the block ends, the whole group is gone afterwards."""
    pipe = subprocess.PIPE
    child = subprocess.Popen(
        [sys.executable, "-c", _START, *sys.path],
        stdin=pipe,
        stdout=pipe,
        stderr=errors,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name not in _NOT_ITS_BUSINESS},
        start_new_session=True,
    )
    try:
        with suppress(BrokenPipeError):  # it died at once: its exit code says how
            _say(child, task.model_dump_json())
        yield child
    finally:
        _end(child)


def _end(child: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)  # also when the child itself is gone: what it started may be left
        else:
            child.kill()
    with suppress(subprocess.TimeoutExpired):
        child.wait(_GOES_S)
    for end in (child.stdin, child.stdout):
        if end:
            with suppress(BrokenPipeError):
                end.close()


def _listen(child: subprocess.Popen[str], watch: Watch) -> Iterator[Said]:
    """What the child says other than how far it is."""
    lines: Queue[str | None] = Queue()

    def read() -> None:
        assert child.stdout is not None
        with suppress(ValueError):  # closed by us
            for line in child.stdout:
                lines.put(line)
        lines.put(None)

    Thread(target=read, daemon=True).start()
    now, told, asked = ("", 0.0), ("", 0.0), 0.0
    while True:
        if watch.stopping.is_set():
            raise WorkerStops
        if time.monotonic() - asked >= _ASK_S:
            if watch.ours() is False:
                raise NoLongerOurs
            if now != told:
                watch.report(*now)
                told = now
            asked = time.monotonic()
        try:
            line = lines.get(timeout=_TICK_S)
        except Empty:
            continue
        if line is None:
            return
        said = Said.model_validate_json(line)
        if said.stage is None:
            yield said
        else:
            now = (said.stage, said.share)


def _answer(child: subprocess.Popen[str], watch: Watch) -> None:
    """A document is delivered only by whoever is known to own the job."""
    while (ours := watch.ours()) is None:
        if watch.stopping.wait(_ASK_S):
            raise WorkerStops
    if not ours:
        raise NoLongerOurs
    with suppress(BrokenPipeError):
        _say(child, GO_ON)


def _say(child: subprocess.Popen[str], line: str) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{line}\n")
    child.stdin.flush()


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
