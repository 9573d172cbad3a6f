"""Shares that go away and come back, and files that are not what they were: what a job looks at before it trusts them."""

from __future__ import annotations

from pathlib import Path

from minutes.errors import (
    CannotWrite,
    InputMissing,
    InputUnreadable,
    InternalFault,
    MinutesError,
    TryAgainLater,
)
from minutes.office.ledger import JobOrder, key_of

# Which kinds of failure may be gone the next time.
PASSING = (
    TryAgainLater,  # another run holds the work folder
    CannotWrite,  # a full disk is emptied, a permission given, a share comes back
)
# What a share that has gone looks like from within a run.
_MAY_BE_STORAGE = (InputMissing, InputUnreadable, InternalFault)


def can_pass(error: MinutesError, order: JobOrder) -> bool:
    """Whether trying again later may help."""
    return isinstance(error, PASSING) or (isinstance(error, _MAY_BE_STORAGE) and _away(order) is not None)


def refuse_missing_storage(order: JobOrder) -> None:
    """Raises TryAgainLater where a share is away: what would be written now would lie under its place, seen by nobody."""
    place = _away(order)
    if place is not None:
        raise TryAgainLater(
            "録音か保存先のあるフォルダー（共有フォルダー）が見えません",
            subject=place,
            advice="共有フォルダーがつながれば、自動でもう一度行います。つながらないときは、情報システム担当に連絡してください。",
        )


def refuse_replaced(order: JobOrder) -> None:
    """Raises InputUnreadable when a file is no longer the one that was enqueued: that one is a job of its own."""
    if key_of(order) != order.key:
        raise InputUnreadable(
            "順番を待つ間に、録音か会議ファイルが別の内容に変わりました",
            subject=order.inputs[0],
            advice="変わった後のファイルは、別の仕事として受け付けます。受け付けられていないときは、もう一度入れてください。",
        )


def _away(order: JobOrder) -> Path | None:
    """A place that has to be there and is not: an anchor, or the folder of a recording, gone or empty as a mount point
    without its mount is."""
    for anchor in order.anchors:
        if not _is_there(anchor):
            return anchor.parent
    anchored = {anchor.parent for anchor in order.anchors}  # a folder below one that is there was removed by somebody
    for path in order.inputs:
        if not _is_there(path) and _is_bare(path.parent) and anchored.isdisjoint(path.parents):
            return path.parent
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _is_bare(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return True
