"""The engines of a machine: so many recordings at once and no more, whoever works on them and however they die."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOOK_S = 0.2


class EngineRoom:
    """Seats at the engines, each a lock in `folder` that the system releases when its holder dies."""

    def __init__(self, folder: Path, seats: int, waiting: Callable[[], None] = lambda: None) -> None:
        self._locks = [FileLock(folder / f"engine-{number + 1}.lock", blocking=False) for number in range(seats)]
        self._waiting = waiting

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """For the block a seat is taken; `waiting` is told once if all are."""
        seat = self._free()
        if seat is None:
            self._waiting()
        while seat is None:
            time.sleep(_LOOK_S)
            seat = self._free()
        try:
            yield
        finally:
            seat.release()

    def _free(self) -> FileLock | None:
        for lock in self._locks:
            try:
                lock.acquire()
            except Timeout:
                continue
            return lock
        return None
