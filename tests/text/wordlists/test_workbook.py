"""Dictionaries as workbooks: read again, safe, and good to edit."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from minutes.domain import Term
from minutes.text.dictionary import COLUMNS, read_dictionary, shipped_dictionaries
from minutes.text.wordlists.workbook import workbook_of

TERMS = (
    Term(text="管渠", reading="かんきょ", wrong=("官渠", "管巨"), category="下水道", note="一つ\n二つ", cues=("敷設",)),
    Term(text="=HYPERLINK(1)", reading="いち", wrong=("+81", "-5")),
    Term(text="#7119", reading="しゃーぷ", note="1-2"),
)


def test_a_workbook_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "用語.xlsx"
    for terms in (TERMS, read_dictionary(shipped_dictionaries()["dx"])[0].terms):
        path.write_bytes(workbook_of(terms))
        dictionary, problems = read_dictionary(path)
        assert problems == ()
        assert dictionary.terms == terms


def test_nothing_in_it_is_computed_and_new_rows_are_text() -> None:
    sheet = load_workbook(io.BytesIO(workbook_of(TERMS))).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert {cell.data_type for row in sheet.iter_rows(max_row=4) for cell in row if cell.value} == {"s"}
    assert sheet["A3"].quotePrefix
    assert {sheet.cell(line, 1).number_format for line in (2, 4, 5, 100)} == {"@"}


def test_it_is_good_to_edit() -> None:
    sheet = load_workbook(io.BytesIO(workbook_of(TERMS))).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet["A1"].font.bold
    assert all(sheet.column_dimensions[column].width > 12 for column in "ABCDE")
    assert sheet.print_title_rows == "$1:$1"
