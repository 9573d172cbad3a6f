"""Tables as offices keep them, row by row with the line a clerk sees: CSV and tab text in any encoding, and xlsx.

Cells are trimmed, NFC, without invisible signs; katakana of half width become full. Lines count from 1, as in Excel.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from minutes.errors import InputUnreadable
from minutes.text.plainfile import decoded, read_bytes

LARGEST_UNPACKED = 300_000_000  # bytes of a workbook; a million rows are a tenth of it
FORMULA_LIKE = ("=", "+", "-", "@")
ESCAPE = "'"  # before what Excel would take for a formula; Excel's own sign for "this is text"

_XLSX = b"PK\x03\x04"
_MOST_COLUMNS = 50
_NEAR_THE_TOP = 5  # rows
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_HALF_KATAKANA = re.compile("[\uff61-\uff9f]+")
_SAVE_AGAIN = "Excel で開き、「名前を付けて保存」で「Excel ブック（*.xlsx）」か「CSV UTF-8」を選んで保存してください。"


class Row(NamedTuple):
    """A row that is not blank."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """A file's rows, and its bytes for those who want their hash."""

    rows: tuple[Row, ...]
    data: bytes


def read_sheet(path: Path, wanted: str) -> Sheet:
    """The rows of a file; of a workbook, those of the first sheet that has a cell `wanted` near its top, else of the
    first one. Raises InputMissing, or InputUnreadable for what is neither text nor a workbook."""
    data = read_bytes(path)
    rows = _workbook_rows(data, path, wanted) if data.startswith(_XLSX) else _text_rows(decoded(data, path).text)
    return Sheet(tuple(_filled(rows)), data)


def plain(cell: str) -> str:
    """A cell as it is meant: trimmed, without invisible signs, half-width katakana in full width."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", cell)).strip()
    if seen.startswith(ESCAPE) and seen[1:].startswith(FORMULA_LIKE):
        seen = seen[1:]
    return _HALF_KATAKANA.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), seen)


def safe(cell: str) -> str:
    """A cell that Excel will not compute when it opens a CSV; `plain` takes the sign away again."""
    return ESCAPE + cell if cell.startswith(FORMULA_LIKE) else cell


def _filled(rows: Sequence[Row]) -> Iterator[Row]:
    for line, cells in rows:
        meant = [plain(cell) for cell in cells]
        if any(meant):
            yield Row(line, meant)


# ---- text --------------------------------------------------------------------------------------------------------


def _text_rows(text: str) -> list[Row]:
    lines = list(io.StringIO(text.lstrip("\ufeff"), newline=""))
    tabs = bool(lines) and "\t" in lines[0] and "," not in lines[0]
    delimiter = "\t" if tabs else ","
    try:
        return _parsed(lines, delimiter)
    except csv.Error:  # a quotation mark that is never closed would swallow the rest: take each line for itself
        return [Row(number, line.replace('"', "").split(delimiter)) for number, line in enumerate(lines, start=1)]


def _parsed(lines: Sequence[str], delimiter: str) -> list[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    found: list[Row] = []
    line = 1
    for cells in reader:
        found.append(Row(line, cells))
        line = reader.line_num + 1
    return found


# ---- workbooks ---------------------------------------------------------------------------------------------------


def _workbook_rows(data: bytes, path: Path, wanted: str) -> list[Row]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
                raise InputUnreadable("Excel のファイルとしては大きすぎます", subject=path, advice=_SAVE_AGAIN)
            if "xl/workbook.xml" not in archive.namelist():
                raise InputUnreadable("Excel のファイルではありません", subject=path, advice=_SAVE_AGAIN)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [_rows_of(sheet) for sheet in book.worksheets]
    except InputUnreadable:
        raise
    except Exception as error:  # openpyxl lets any exception of zip, XML and its own checks pass
        raise InputUnreadable(
            f"Excel のファイルとして読めません（{type(error).__name__}）", subject=path, advice=_SAVE_AGAIN
        ) from error
    headed = (rows for rows in sheets if any(wanted in map(_bare, row.cells) for row in rows[:_NEAR_THE_TOP]))
    return next(headed, sheets[0] if sheets else [])


def _rows_of(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    found = []
    for line, values in enumerate(rows, start=1):
        cells = [_shown(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.append(Row(line, cells))
    return found


def _shown(value: object) -> str:
    """A cell's value as Excel shows it, near enough: whole numbers without a point, dates as dates."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _bare(cell: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))
