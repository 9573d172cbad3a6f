"""The place beside the models where one is made ready: what lies there is no model yet, and nobody looks for one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from minutes.errors import TryAgainLater

_PREFIX = ".unfinished-"
_LOCK = ".models.lock"


@contextmanager
def staging(home: Path) -> Iterator[Path]:
    """A scratch folder on the disk of `home`, gone afterwards; what a killed process left there is cleared away first.

    One process at a time works in a home. Raises TryAgainLater, OSError.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / _LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise TryAgainLater("この場所では、別のモデルの取得か取り出しが進んでいます", subject=home) from None
    try:
        for left in home.glob(f"{_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=home) as scratch:
            yield Path(scratch)
    finally:
        lock.release()
