"""When files may be trusted: once their sizes and times have stood still for a while, seen by ourselves.

The age a file claims to have says nothing: a copy carries the time of its original, and a clock may be set back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from minutes.domain import Value
from minutes.office.folders import encodable


class Trace(Value):
    """A file as it was seen. `name`: its path within the folder; `size` in bytes, `mtime_ns` since 1970."""

    name: str
    size: int
    mtime_ns: int


Traces = tuple[Trace, ...]


def traces_of(files: Sequence[Path], folder: Path) -> Traces:
    """Raises OSError for one that is not there any more."""
    return tuple(_trace(path, folder) for path in files)


def _trace(path: Path, folder: Path) -> Trace:
    seen = path.stat()
    return Trace(name=encodable(path.relative_to(folder).as_posix()), size=seen.st_size, mtime_ns=seen.st_mtime_ns)


class Stillness:
    """What changes, by a name. `clock`: seconds that only go forward."""

    def __init__(self, settle_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._settle_s = settle_s
        self._clock = clock
        self._since: dict[str, tuple[Traces | None, float]] = {}

    def is_still(self, name: str, traces: Traces | None) -> bool:
        """Whether it has been like this for long enough; None: it is not there."""
        before = self._since.get(name)
        if before is None or before[0] != traces:
            self._since[name] = (traces, self._clock())
            return self._settle_s <= 0
        return self._clock() - before[1] >= self._settle_s

    def forget(self, name: str) -> None:
        """It is dealt with."""
        self._since.pop(name, None)

    def keep_only(self, names: Collection[str]) -> None:
        """Forget what is none of these."""
        for name in self._since.keys() - set(names):
            del self._since[name]

    @property
    def is_waiting(self) -> bool:
        """Whether anything is not trusted yet."""
        return bool(self._since)
