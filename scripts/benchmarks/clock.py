"""Wall-clock seconds of each stage, as the pipeline tells of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from minutes.progress import NoProgress, Progress


class Clock(NoProgress):
    """A progress that keeps the seconds of each stage; stages side by side have their own, so the sum may be more than
    the whole."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._begin = "", 0.0

    def stage(self, name: str) -> None:
        self.stop()
        self._name, self._begin = name, time.perf_counter()

    @contextmanager
    def beside(self, name: str) -> Iterator[Progress]:
        self.stop()
        begin = time.perf_counter()
        yield NoProgress()
        self.seconds[name] = time.perf_counter() - begin

    def stop(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._begin
        self._name = ""
