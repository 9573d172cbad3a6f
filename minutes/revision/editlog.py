"""edits.json: what clerks changed, kept in the work folder at once and whole, so that a killed server loses nothing that was
acknowledged. Several windows and servers may write; the later one is told what it had not seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from filelock import FileLock

from minutes import workfolder
from minutes.domain import Act, Edit
from minutes.errors import InputMissing, InputUnreadable, cannot_write
from minutes.workfolder import WorkFolder

_LOCK = ".edits.lock"
_PATIENCE_S = 10.0


class Overtaken(Exception):
    """Somebody else has changed something meanwhile; `newer`: what the caller had not seen."""

    def __init__(self, newer: Sequence[Edit]) -> None:
        super().__init__(f"{len(newer)} newer")
        self.newer = tuple(newer)


class EditLog:
    """The edits of one work folder."""

    def __init__(self, work: WorkFolder) -> None:
        self._work = work

    def edits(self) -> tuple[Edit, ...]:
        """All of them, oldest first. Raises InputUnreadable: what clerks did is never thrown away for being unreadable."""
        try:
            return self._work.read(workfolder.EDITS, tuple[Edit, ...])
        except InputMissing:
            return ()
        except InputUnreadable as error:
            raise InputUnreadable(
                "確認の画面で直した記録を読み取れません",
                subject=self._work.path(workfolder.EDITS),
                advice="このファイルは職員の修正の記録です。消さずに、情報システム担当に見せてください。",
            ) from error

    def append(self, acts: Sequence[Act], *, seen: int, by: str, at: dt.datetime) -> Edit:
        """Keep what was done. `seen`: how many edits the caller knew. Raises Overtaken, CannotWrite."""
        try:
            with FileLock(self._work.path(_LOCK), timeout=_PATIENCE_S):
                before = self.edits()
                if len(before) != seen:
                    raise Overtaken(before[seen:])
                edit = Edit(number=len(before) + 1, at=at, by=by, acts=tuple(acts))
                self._work.write_json(workfolder.EDITS, (*before, edit))
                return edit
        except OSError as error:
            raise cannot_write(error, self._work.path(workfolder.EDITS)) from None
