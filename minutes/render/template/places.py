"""Where in a template something stands, in words with which a clerk finds it in Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_HEADERS = {RELATIONSHIP_TYPE.HEADER: "ヘッダー", RELATIONSHIP_TYPE.FOOTER: "フッター"}
BODY = "本文"
_BLOCKS = (qn("w:p"), qn("w:tbl"))
_TEXT_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Part(NamedTuple):
    """A part of a document that holds paragraphs: its name for clerks, and its root element."""

    name: str
    root: Any


class Paragraph(NamedTuple):
    """A paragraph and where it stands: 本文の3番目の表、2行目・1列目の1番目の段落."""

    element: Any
    place: str


def parts_of(document: Any) -> list[Part]:
    """The body, the headers and the footers of a document opened by python-docx."""
    found = [Part(BODY, document.element.body)]
    numbers: dict[str, int] = {}
    for relation in document.part.rels.values():
        name = _HEADERS.get(relation.reltype)
        if name:
            numbers[name] = numbers.get(name, 0) + 1
            found.append(Part(f"{name}{numbers[name] if numbers[name] > 1 else ''}", relation.target_part.element))
    return found


def paragraphs_of(part: Part) -> Iterator[Paragraph]:
    """Every paragraph, in the order of the text; those of a table by row and column, a text box where it hangs."""
    yield from _walk(part.root, part.name, _Numbers())


class _Numbers:
    def __init__(self) -> None:
        self.tables = 0


def _walk(root: Any, place: str, numbers: _Numbers) -> Iterator[Paragraph]:
    count = 0
    for block in _blocks(root):
        if block.tag == qn("w:tbl"):
            numbers.tables += 1
            yield from _table(block, f"{place}の{numbers.tables}番目の表", numbers)
            continue
        count += 1
        where = f"{place}の{count}番目の段落"
        yield Paragraph(block, where)
        for box in block.iter(_TEXT_BOX):
            if not any(one.tag == _FALLBACK for one in box.iterancestors()):
                yield from _walk(box, f"{where}の図形の中", _Numbers())


def _table(table: Any, place: str, numbers: _Numbers) -> Iterator[Paragraph]:
    for row_number, row in enumerate(table.findall(qn("w:tr")), start=1):
        for column, cell in enumerate(_cells(row), start=1):
            yield from _walk(cell, f"{place}、{row_number}行目・{column}列目", numbers)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.iter(qn("w:tc"))


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those in content controls; not what is inside of them."""
    for child in root:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child)
