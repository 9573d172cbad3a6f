"""Papers as .docx. python-docx opens them; its paragraphs know neither text boxes, content controls, ruby nor tracked
changes, all of which offices use, so the body is walked as XML: the text as it stands once every change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from minutes.materials.papers import Block, Paper, line, table
from minutes.text.officefile import WORD, open_office

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX, _RUBY, _RUBY_BASE, _RUBY_TEXT = qn("w:txbxContent"), qn("w:ruby"), qn("w:rubyBase"), qn("w:rt")
_TEXT, _SPACES = qn("w:t"), {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# a text box stands in a file twice, the second time for Word 2007; what was deleted or moved away is not there
_OLD_SHAPE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASSED_OVER = frozenset((qn("w:del"), qn("w:moveFrom"), _RUBY_TEXT, qn("w:pPr"), _BOX, _OLD_SHAPE))
_HEADING_STYLES = ("heading", "title", "subtitle", "見出し", "表題", "副題")


def read_docx(path: Path) -> Paper:
    """Raises InputMissing or InputUnreadable."""
    document = open_office(path, WORD, docx.Document)
    headings = {style.style_id for style in document.styles if (style.name or "").lower().startswith(_HEADING_STYLES)}
    ruby = tuple(_ruby(document.element.body))
    return Paper(path.name, tuple(_blocks(document.element.body, headings)), ruby)


def paragraphs(path: Path) -> tuple[str, ...]:
    """Every paragraph's text, those of tables and text boxes too, in order. Raises InputMissing or InputUnreadable."""
    body = open_office(path, WORD, docx.Document).element.body
    return tuple(text for text in map(_text, body.iter(_PARAGRAPH)) if text.strip())


def _blocks(parent: Any, headings: set[str]) -> Iterator[Block]:
    for element in parent:
        if element.tag == _PARAGRAPH:
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            heading = style is not None and style.get(qn("w:val")) in headings
            for text in _text(element).split("\n"):
                if text.strip():
                    yield line(text, heading)
            for box in _boxes(element):
                yield from _blocks(box, headings)
        elif element.tag == _TABLE:
            yield table(_rows(element))
        elif element.tag not in _PASSED_OVER:  # a content control or other wrapping
            yield from _blocks(element, headings)


def _rows(element: Any) -> Iterator[list[str]]:
    for row in element.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is element:
            cells = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
            yield ["\n".join(filter(None, map(_text, cell.iter(_PARAGRAPH)))) for cell in cells]


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once."""
    for element in paragraph:
        if element.tag == _BOX:
            yield element
        elif element.tag not in _PASSED_OVER:
            yield from _boxes(element)


def _text(element: Any) -> str:
    """What is read in the element itself, without its text boxes."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag in _SPACES:
        return _SPACES[element.tag]
    return "".join(_text(child) for child in element if child.tag not in _PASSED_OVER)


def _ruby(body: Any) -> Iterator[tuple[str, str]]:
    for ruby in body.iter(_RUBY):
        base, reading = (_text(part) if part is not None else "" for part in map(ruby.find, (_RUBY_BASE, _RUBY_TEXT)))
        if base and reading:
            yield base, reading
