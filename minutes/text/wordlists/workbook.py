"""A dictionary as a workbook that is good to edit: head row fixed, every cell text, columns wide enough, a filter."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from minutes.domain import Term
from minutes.text.dictionary import COLUMNS, cells_of
from minutes.text.sheet import FORMULA_LIKE

_WIDTHS = (30, 34, 36, 16, 48)  # characters of half width, as Excel counts
_TEXT = "@"  # Excel's format for text: nothing is taken for a number, a day or a formula
_FONT = "游ゴシック"
_HEAD_COLOUR, _LINE_COLOUR = "DDEBF7", "BFBFBF"
_SHEET = "用語辞書"
_HEAD, _BODY = "辞書の見出し", "辞書の行"
_EMPTY_ROWS = 200  # below the last term, already text, for new terms


def workbook_of(terms: Iterable[Term]) -> bytes:
    """An xlsx file that `read_dictionary` reads again."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    sheet = book.active
    sheet.title = _SHEET
    rows = [COLUMNS, *(cells_of(term) for term in terms)]
    for number, cells in enumerate(rows, start=1):
        _fill(sheet, number, cells, _HEAD if number == 1 else _BODY)
    for number in range(len(rows) + 1, len(rows) + 1 + _EMPTY_ROWS):
        _fill(sheet, number, ("",) * len(COLUMNS), _BODY)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{len(rows)}"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _styles() -> list[Any]:
    """How a cell of the head and one of the body look; named, since openpyxl is slow where each cell has its own."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Border(bottom=Side(style="thin", color=_LINE_COLOUR))
    head = NamedStyle(_HEAD, font=Font(name=_FONT, size=11, bold=True), border=line, number_format=_TEXT)
    head.fill = PatternFill("solid", start_color=_HEAD_COLOUR)
    body = NamedStyle(_BODY, font=Font(name=_FONT, size=11), border=line, number_format=_TEXT)
    body.alignment = Alignment(vertical="top", wrap_text=True)
    return [head, body]


def _fill(sheet: Any, number: int, cells: Iterable[str], style: str) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for column, text in enumerate(cells, start=1):
        cell = sheet.cell(number, column)
        cell.style = style
        if text:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
            cell.data_type = "s"  # = at the beginning is a text, too
            cell.quotePrefix = text.startswith(FORMULA_LIKE)
