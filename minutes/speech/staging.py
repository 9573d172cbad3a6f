"""Room to make a model or an archive ready in: what lies in the staging place is no model yet, and nobody looks there."""

from __future__ import annotations

import errno
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


def need_room(place: Path, needed: int) -> None:
    """Before gigabytes are written for nothing: raises OSError (ENOSPC) when fewer bytes are free where `place` will be."""
    there = next(folder for folder in (place, *place.resolve().parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise OSError(errno.ENOSPC, f"{needed / 1e9:.1f} GB needed, {free / 1e9:.1f} GB free")
