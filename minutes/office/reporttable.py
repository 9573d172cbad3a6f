"""The report as a table for Excel: CSV, or a workbook whose second sheet says how it was reckoned."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from minutes.errors import WrongUsage
from minutes.files import writing
from minutes.office.report import Line
from minutes.text.sheet import FORMULA_LIKE, safe

_FONT = "游ゴシック"
_TEXT, _HUNDREDTHS, _WHOLE = "@", "#,##0.00", "#,##0"
Cell = str | int | float | None
# Heading, what stands below it, Excel's format for it, width in characters of half width.
Column = tuple[str, Callable[[Line], Cell], str, int]
OF_WHAT: tuple[Column, ...] = (
    ("年月", lambda line: line.month, _TEXT, 10),
    ("部署", lambda line: line.department, _TEXT, 36),
)
RECKONED: tuple[Column, ...] = (
    *OF_WHAT,
    ("会議数", lambda line: line.meetings, _WHOLE, 9),
    ("うち録音なし", lambda line: line.without_audio, _WHOLE, 14),
    ("録音時間（時間）", lambda line: line.audio_h, _HUNDREDTHS, 18),
    ("処理時間（時間）", lambda line: line.processing_h, _HUNDREDTHS, 18),
    ("削減時間（時間）", lambda line: line.saved_h, _HUNDREDTHS, 18),
    ("削減額（円）", lambda line: line.saved_yen, _WHOLE, 16),
)
CHECKED: tuple[Column, ...] = (
    ("確認済みの会議数", lambda line: line.checked.meetings, _WHOLE, 18),
    ("確認時間（時間）", lambda line: line.checked.hours, _HUNDREDTHS, 18),
    ("修正（1,000字あたり）", lambda line: _shown(line.checked.per_1000), _HUNDREDTHS, 22),
    ("誤り率 聞き取り（％）", lambda line: _shown(line.checked.heard.value, 100), _HUNDREDTHS, 22),
    ("誤り率 訂正後（％）", lambda line: _shown(line.checked.text.value, 100), _HUNDREDTHS, 20),
)
COLUMNS = RECKONED + CHECKED
# What CHECKED says, for the reader of the table.
OF_CHECKING = (
    "確認済みの会議数から右は、確認の画面（minutes review）で確かめて確定した会議だけの数字です（作業フォルダーが残っているもの）。",
    "確認時間は、画面を使った時間の合計です。だれの時間かは記録していません。",
    "誤り率は、職員が直した後の文と比べた、聞き取ったままの文と辞書で訂正した文の文字の誤りです。職員が気付かなかった誤りは数えられません。",
)
_SHEET, _HOW = "実績", "計算の条件"


def write_table(lines: Sequence[Line], notes: Sequence[str], place: Path) -> None:
    """As the ending of `place` says: .csv or .xlsx. `notes`: how it was reckoned, for the workbook. Raises WrongUsage,
    CannotWrite."""
    made = {".csv": _csv, ".xlsx": _workbook}.get(place.suffix.lower())
    if made is None:
        raise WrongUsage(
            "表は .csv か .xlsx にしか書けません", subject=place, advice="-o 実績.xlsx のように指定してください。"
        )
    data = made(lines, notes)
    with writing(place) as beside:
        beside.write_bytes(data)


def _csv(lines: Sequence[Line], notes: Sequence[str]) -> bytes:
    """With a byte order mark, without which Excel takes it for another encoding."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([heading for heading, *_ in COLUMNS])
    for line in lines:
        cells = [cell(line) for _, cell, *_ in COLUMNS]
        table.writerow([safe(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _workbook(lines: Sequence[Line], notes: Sequence[str]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    for number, (heading, cell, shown, width) in enumerate(COLUMNS, start=1):
        _fill(sheet.cell(1, number), heading, _TEXT, bold=True)
        for row, line in enumerate(lines, start=2):
            _fill(sheet.cell(row, number), cell(line), shown, bold=row == len(lines) + 1)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    how = book.create_sheet(_HOW)
    how.column_dimensions["A"].width = 120
    for row, note in enumerate(notes, start=1):
        _fill(how.cell(row, 1), note, _TEXT)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _shown(value: float | None, times: int = 1) -> float | None:
    return None if value is None else round(times * value, 2)


def _fill(cell: Any, value: Cell, shown: str, *, bold: bool = False) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    cell.font, cell.number_format = Font(name=_FONT, size=11, bold=bold), shown
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # = at the beginning is a text, too
        cell.quotePrefix = value.startswith(FORMULA_LIKE)
    else:
        cell.value = value
