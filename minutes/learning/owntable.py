"""A table that grows row by row and that clerks also edit in Excel: whatever else stands in it stays as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from minutes.errors import InputMissing, TryAgainLater, cannot_write
from minutes.files import writing
from minutes.text.plainfile import decoded, read_bytes
from minutes.text.sheet import plain, safe

SEPARATOR = "|"
_HEAD_WITHIN = 5  # rows: a title may stand above the names of the columns
_PATIENCE_S = 10.0


@dataclass(frozen=True)
class OwnTable:
    """A CSV with these columns, the first of which names a row; made when the first row is put."""

    place: Path
    columns: tuple[str, ...]

    def put(self, cells: Mapping[str, str], gathered: Collection[str] = ()) -> None:
        """A row of that name gets what it lacks, and in the columns `gathered` what it has not yet; else it is a new one.

        Raises TryAgainLater (somebody else holds it), CannotWrite, InputUnreadable.
        """
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.place.with_name(f".{self.place.name}.lock"), timeout=_PATIENCE_S):
                self._write(self._with(self._rows(), cells, gathered))
        except Timeout:
            raise TryAgainLater(
                "別の人が同じ表に書き込んでいます",
                subject=self.place,
                advice="少し待ってから、もう一度行ってください。",
            ) from None
        except OSError as error:
            raise cannot_write(error, self.place) from error

    def _with(
        self, rows: list[list[str]], cells: Mapping[str, str], gathered: Collection[str]
    ) -> Sequence[Sequence[str]]:
        name = self.columns[0]
        head = next((at for at, row in enumerate(rows[:_HEAD_WITHIN]) if name in map(plain, row)), None)
        if head is None:
            rows.insert(0, list(self.columns))
            head = 0
        heads = [plain(cell) for cell in rows[head]]
        missing = [column for column in cells if column not in heads]
        rows[head] += missing
        heads += missing
        row = next((row for row in rows[head + 1 :] if _cell(row, heads.index(name)) == cells[name]), None)
        if row is None:
            row = []
            rows.append(row)
        row += [""] * (len(heads) - len(row))
        for column, cell in cells.items():
            at = heads.index(column)
            row[at] = safe(_joined(plain(row[at]), cell, column in gathered))
        return rows

    def _rows(self) -> list[list[str]]:
        try:
            text = decoded(read_bytes(self.place), self.place).text
        except InputMissing:
            return []
        return [list(row) for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))]

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        with writing(self.place) as beside:
            beside.write_bytes(text.getvalue().encode("utf-8-sig"))  # with the mark that Excel wants


def _cell(row: Sequence[str], at: int) -> str:
    return plain(row[at]) if at < len(row) else ""


def _joined(there: str, new: str, gather: bool) -> str:
    if not gather:
        return there or new
    parts = [part for cell in (there, new) for part in cell.split(SEPARATOR) if part]
    return SEPARATOR.join(dict.fromkeys(parts))
