"""Workbooks as clerks save them; text is tested with the dictionaries."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from minutes.errors import InputUnreadable
from minutes.text.dictionary import read_with_lines
from minutes.text.sheet import FORMULA_LIKE, plain, read_sheet, safe

HEAD = ["用語", "よみ", "誤変換", "分類", "備考"]


def _saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["説明", "この表の使い方"])
    sheet = book.create_sheet("辞書")
    for row in (
        [" 用　語", *HEAD[1:]],
        ["管渠", "ｶﾝｷｮ", "官渠｜管巨", None, 3],
        [],
        ["付議", "ふ議"],
        [119.0, "ひゃくじゅうきゅう"],
    ):
        sheet.append(row)
    dictionary, problems, lines = read_with_lines(_saved(book, tmp_path / "用語.xlsx"))
    assert [(t.text, t.reading, t.wrong, t.note) for t in dictionary.terms] == [
        ("管渠", "カンキョ", ("官渠", "管巨"), "3"),
        ("119", "ひゃくじゅうきゅう", (), ""),
    ]
    assert lines == (2, 5)
    assert [problem.line for problem in problems] == [4]


def test_a_day_is_shown_without_its_time(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["用語", dt.datetime(2025, 8, 6), 2.5, True])
    assert read_sheet(_saved(book, tmp_path / "a.xlsx"), "用語").rows[0].cells == ["用語", "2025-08-06", "2.5", "True"]


@pytest.mark.parametrize("kind", ["cut", "zip", "bomb"])
def test_what_is_no_workbook_is_told(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutes.text.sheet.LARGEST_UNPACKED", 1_000_000)
    path = _saved(Workbook(), tmp_path / "a.xlsx")
    if kind == "cut":
        path.write_bytes(path.read_bytes()[:2000])
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "xl/workbook.xml" if kind == "bomb" else "a.txt", bytes(2_000_000 if kind == "bomb" else 9)
            )
    with pytest.raises(InputUnreadable, match="Excel") as refusal:
        read_sheet(path, "用語")
    assert "xlsx" in refusal.value.advice


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-5", "@x", "管渠", "'今季", ""])
def test_cells_come_back_as_they_were(cell: str) -> None:
    assert not safe(cell).startswith(FORMULA_LIKE)
    assert plain(safe(cell)) == cell
