"""Disks and shares of the office, in a mount namespace that nobody else sees."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BALLAST = ".ballast"
_BLOCK = 1 << 20


def disk(place: Path, mebibytes: int) -> None:
    """A small one, empty."""
    place.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={mebibytes}m", "soak", place)


class Share:
    """A folder of a disk that is seen somewhere else, as a network share is. `below`: what lies under its place while it
    is away, which has to be nothing."""

    def __init__(self, source: Path, place: Path) -> None:
        self.source, self.place = source, place
        for folder in (source, place):
            folder.mkdir(parents=True, exist_ok=True)
        self.strays: set[str] = set()
        self._connect()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Whoever has a file of it open keeps it; everybody else finds an empty folder."""
        self._disconnect()
        try:
            yield
        finally:
            self._connect()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        self._disconnect()
        self._connect()
        _mount("-o", "remount,bind,ro", self.place)
        try:
            yield
        finally:
            self._disconnect()
            self._connect()

    def close(self) -> None:
        self._disconnect()

    def _connect(self) -> None:
        self.strays |= {str(path.relative_to(self.place)) for path in self.place.rglob("*")}
        _mount("--bind", self.source, self.place)

    def _disconnect(self) -> None:
        unmount(self.place)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Not a byte is left on it."""
    ballast = disk / _BALLAST
    with open(ballast, "wb", buffering=0) as file:
        for size in (_BLOCK, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
        os.fsync(file.fileno())
    try:
        yield
    finally:
        ballast.unlink()


def unmount(place: Path) -> None:
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)
