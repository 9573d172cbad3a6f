"""Notes on disk: in a folder per meeting, whole or not at all, and written only when they say something new."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from minutes.errors import CannotWrite
from minutes.files import writing
from minutes.office.notes import ERROR, STATUS, Note

_ENCODING = "utf-8-sig"  # so that every editor of Windows takes it for what it is
_OURS = "【"


class NoteFiles:
    """Those below one folder. What cannot be written now is written at the next look. `is_there`: whether the folder is;
    what is written to the place of a share that is away nobody sees."""

    def __init__(self, out: Path, is_there: Callable[[], bool] = lambda: True) -> None:
        self._out = out
        self._is_there = is_there
        self._last: dict[str, Note] = {}

    def write(self, folder: str, note: Note, *, surely: bool = True) -> bool:
        """Whether the note stands there now; a folder that is gone is made again. Not `surely`: what was written before is
        believed to be there."""
        if not surely and self._last.get(folder) == note:
            return True
        self._last.pop(folder, None)
        if not self._is_there():
            return False
        try:
            put_text(self._out / folder / STATUS, note.status)
            if note.error:
                put_text(self._out / folder / ERROR, note.error)
            else:
                _remove(self._out / folder / ERROR)
        except CannotWrite:
            return False
        self._last[folder] = note
        return True

    def forget(self, folder: str) -> None:
        """It will not be written again soon."""
        self._last.pop(folder, None)

    def remove(self, folder: str) -> None:
        """Of what is no longer there to be told about; a folder somebody has put something into stays."""
        self.forget(folder)
        for name in (STATUS, ERROR):
            _remove(self._out / folder / name)
        with suppress(OSError):
            (self._out / folder).rmdir()


def put_text(place: Path, text: str) -> None:
    """With the line ends of Windows. Raises CannotWrite."""
    data = text.replace("\n", "\r\n").encode(_ENCODING)
    with suppress(OSError):
        if place.read_bytes() == data:
            return
    with writing(place, sole=True) as beside:
        beside.write_bytes(data)


def _remove(place: Path) -> None:
    """A file of that name which is not ours stays."""
    with suppress(OSError):
        if place.read_text(_ENCODING).startswith(_OURS):
            place.unlink()
