"""The table of placeholders on disk: for its owner's eyes only, with a day on which it expires.

minutes.json holds restored text, so the table may go at any time; only what was masked cannot be read back any more.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from minutes.domain import Value
from minutes.errors import cannot_write
from minutes.files import read_json, writing
from minutes.text.masking.table import Entity, Table

_OWNER_ONLY = 0o600


class TableFile(Value):
    """`expires`: the first day on which the table is to be gone; None: never."""

    expires: dt.date | None = None
    entities: tuple[Entity, ...] = ()


def write_table(place: Path, table: Table, expires: dt.date | None = None) -> None:
    """Whole or not at all, and never readable by others, not even for a moment. Raises CannotWrite."""
    content = TableFile(expires=expires, entities=table.entities).model_dump_json(indent=1)
    with writing(place) as beside:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(content + "\n")


def read_table(place: Path) -> TableFile:
    """Raises InputMissing, InputUnreadable."""
    return read_json(place, TableFile)


def forget(place: Path) -> bool:
    """Delete a table; whether there was one. Raises CannotWrite."""
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise cannot_write(error, place) from error
    return True


def forget_expired(places: Iterable[Path], today: dt.date) -> tuple[Path, ...]:
    """Delete the tables whose day has come; which. Raises InputUnreadable for one that is none, CannotWrite."""
    expired = [place for place in places if _has_expired(read_table(place), today)]
    return tuple(place for place in expired if forget(place))


def _has_expired(table: TableFile, today: dt.date) -> bool:
    return table.expires is not None and table.expires <= today
