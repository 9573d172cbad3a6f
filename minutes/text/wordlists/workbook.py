"""A dictionary as a workbook that is good to edit: head row fixed, every cell text, columns wide enough, a filter."""

from __future__ import annotations

import io
from collections.abc import Iterable

from minutes.domain import Term
from minutes.text.dictionary import COLUMNS, cells_of

_WIDTHS = (30, 34, 36, 16, 48)  # characters of half width, as Excel counts
_TEXT = "@"  # Excel's format for text: nothing is taken for a number, a day or a formula
_FONT = "游ゴシック"
_HEAD_COLOUR, _LINE_COLOUR = "DDEBF7", "BFBFBF"
_SHEET = "用語辞書"
_EMPTY_ROWS = 200  # below the last term, already text, for new terms


def workbook_of(terms: Iterable[Term]) -> bytes:
    """An xlsx file that `read_dictionary` reads again."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    line = Border(bottom=Side(style="thin", color=_LINE_COLOUR))
    rows = [COLUMNS, *(cells_of(term) for term in terms)]
    for number, cells in enumerate([*rows, *[("",) * len(COLUMNS)] * _EMPTY_ROWS], start=1):
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(number, column)
            if text:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
                cell.data_type = "s"  # = at the beginning is a text, too
            cell.number_format = _TEXT
            cell.quotePrefix = bool(text) and text[0] in "=+-@"
            cell.font = Font(name=_FONT, size=11, bold=number == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=number > 1)
            if number <= len(rows):
                cell.border = line
            if number == 1:
                cell.fill = PatternFill("solid", start_color=_HEAD_COLOUR)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
