"""The processes of the office: real commands, started again whenever they end, as systemd does it, and never otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, RLock, Thread

_MAIN = "from minutes.cli.main import main; main()"
_RESTART_S = 0.5
_STOPS_S = 60.0


def minutes(*arguments: str | Path) -> list[str]:
    """`minutes …` as a command of this interpreter."""
    return [sys.executable, "-c", _MAIN, *map(str, arguments)]


@dataclass
class Service:
    """`wanted`: whether it is to run; `fell`: how it ended when nobody had sent it a signal."""

    name: str
    command: Sequence[str]
    log: Path
    environment: dict[str, str]
    wanted: bool = False
    starts: int = 0
    kills: int = 0
    fell: list[int] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None
    _told: bool = False
    _lock: RLock = field(default_factory=RLock)

    def look(self) -> None:
        """Start it where it has to run and does not."""
        with self._lock:
            if self._process and self._process.poll() is not None:
                if not self._told:
                    self.fell.append(self._process.returncode)
                self._process = None
                time.sleep(_RESTART_S)
            if self.wanted and self._process is None:
                with open(self.log, "ab") as log:
                    self._process = subprocess.Popen(
                        self.command, stdout=log, stderr=log, env=self.environment, start_new_session=True
                    )
                self.starts += 1
                self._told = False

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process and process.poll() is None else None

    def send(self, number: signal.Signals) -> bool:
        """Whether there was anybody to send the signal to."""
        with self._lock:
            if self.pid is None:
                return False
            self._told = True
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
            self.kills += number == signal.SIGKILL
        return True

    def end(self, number: signal.Signals = signal.SIGTERM) -> bool:
        """Send it the signal and wait for its end; whether it ran. Raises TimeoutExpired for one that does not end."""
        with self._lock:
            ran = self.send(number)
            if ran:
                assert self._process
                self._process.wait(_STOPS_S)
        return ran

    @contextmanager
    def resting(self, number: signal.Signals = signal.SIGTERM) -> Iterator[None]:
        """It does not run in the block."""
        with self._lock:
            self.wanted = False
            self.end(number)
        try:
            yield
        finally:
            self.wanted = True


class Keeper:
    """Looks after services for as long as the block lasts; afterwards none is left."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._services = services
        self._stop = Event()

    def __enter__(self) -> Keeper:
        for service in self._services:
            service.wanted = True
        self._thread = Thread(target=self._keep, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for service in self._services:
            service.wanted = False
            service.end()

    def _keep(self) -> None:
        while not self._stop.wait(0.1):
            for service in self._services:
                service.look()


def plain_environment(more: Mapping[str, str]) -> dict[str, str]:
    """Without settings of ours that whoever runs the soak may have."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MINUTES_")} | dict(more)
