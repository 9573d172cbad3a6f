"""Papers made for the tests, as offices write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from pptx import Presentation

RESOURCES = Path(__file__).parents[1] / "resources" / "materials"


def write_docx(path: Path, blocks: Sequence[str | Sequence[Sequence[str]]]) -> Path:
    """A string is a paragraph (`# ` before it: a heading), rows are a table."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            _ = document.add_heading(block[2:]) if block.startswith("# ") else document.add_paragraph(block)
        else:
            table = document.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    document.save(str(path))
    return path


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    book = Workbook()
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.create_sheet(name, number)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(path)
    return path


def write_pptx(path: Path, title: str, lines: str, notes: str) -> Path:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text_frame.text = lines
    slide.notes_slide.notes_text_frame.text = notes
    presentation.save(str(path))
    return path


def add_xml(path: Path, paragraph: str) -> Path:
    """A paragraph written in WordprocessingML, for what python-docx cannot write."""
    document = docx.Document(str(path))
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))
    document.save(str(path))
    return path
