"""Papers as .xlsx (openpyxl: the library that also writes them here) and .csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from minutes.materials.papers import Block, Line, Paper, line, table
from minutes.text.officefile import EXCEL, open_office
from minutes.text.plainfile import read_plain

_MOST_ROWS = 5_000  # of one sheet; what is longer is data rather than a paper


def read_xlsx(path: Path) -> Paper:
    """Every sheet that is shown: its name as a heading, its rows as a table. Raises InputMissing or InputUnreadable."""
    return Paper(path.name, open_office(path, EXCEL, _sheets))


def read_csv(path: Path) -> Paper:
    """Raises InputMissing or InputUnreadable."""
    text = read_plain(path).text.lstrip("\ufeff")
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return Paper(path.name, (table(rows),))


def _sheets(data: io.BytesIO) -> tuple[Block, ...]:
    book = openpyxl.load_workbook(data, read_only=True, data_only=True)  # values as last computed, not formulas
    shown = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    return tuple(block for sheet in shown for block in _sheet(sheet))


def _sheet(sheet: Any) -> Iterator[Block]:
    rows = ([_cell(value) for value in row] for row in sheet.iter_rows(max_row=_MOST_ROWS, values_only=True))
    filled = [row for row in rows if any(row)]
    if filled:
        yield Line(line(sheet.title).text, heading=True)
        yield table(filled)


def _cell(value: object) -> str:
    """Numbers and dates are no words."""
    return value if isinstance(value, str) else ""
