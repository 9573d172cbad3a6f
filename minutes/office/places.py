"""The watched folder and the one for results: whether they are really there, and not the bare places where a share hangs
when it is connected."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from minutes.errors import CannotWrite, InputMissing, WrongUsage, cannot_write

ANCHOR = ".minutes-watch"  # lies in both for as long as they are there
_ANCHORED = "minutes watch が見ているフォルダーの目印です。消さないでください。\n"


class Places:
    """Raises InputMissing without the watched folder, WrongUsage where the results would be taken for recordings, and
    CannotWrite where there is no place for them.

    `known`: whether this folder has been watched before; then what looks empty is taken for a share that is away.
    """

    def __init__(self, inbox: Path, out: Path, known: bool) -> None:
        if not known and not inbox.is_dir():
            raise InputMissing("受付のフォルダーが見つかりません", subject=inbox)
        self.inbox, self.out = inbox.resolve(), out.resolve()
        if self.out == self.inbox or self.inbox in self.out.parents:
            raise WrongUsage(
                "結果のフォルダーが、受付のフォルダーの中にあります",
                subject=out,
                advice="結果のフォルダー（--out）は、受付のフォルダーの外にしてください。",
            )
        self._known = known
        if not known:
            try:
                self.out.mkdir(parents=True, exist_ok=True)
                self._mark(self.out)
            except OSError as error:
                raise cannot_write(error, out) from error

    def missing(self) -> Path | None:
        """The one that is not there now; None where both are."""
        for place in (self.inbox, self.out):
            if not self._is_there(place):
                return place
        self._known = True
        return None

    def has_out(self) -> bool:
        """Whether results may be written at this very moment."""
        return (self.out / ANCHOR).exists()

    def refuse_missing_out(self) -> None:
        """Raises CannotWrite."""
        if not self.has_out():
            raise CannotWrite(
                "結果のフォルダーが見えません（共有フォルダーが外れている恐れがあります）", subject=self.out
            )

    def anchors(self) -> tuple[Path, ...]:
        """The marks, for jobs that must not write where a share ought to be."""
        return tuple(mark for place in (self.inbox, self.out) if (mark := place / ANCHOR).exists())

    def _is_there(self, place: Path) -> bool:
        try:
            if (place / ANCHOR).exists():
                return True
            bare = next(place.iterdir(), None) is None
        except OSError:
            return False
        if bare and self._known:
            return False
        with suppress(OSError):  # where only reading is allowed we go by what is in it
            self._mark(place)
        return True

    def _mark(self, place: Path) -> None:
        mark = place / ANCHOR
        if not mark.exists():
            mark.write_text(_ANCHORED, encoding="utf-8")
