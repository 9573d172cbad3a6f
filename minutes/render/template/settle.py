"""Turning the pencil's signs in a filled-in document into marks, remarks and line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from minutes.render.sheet import Piece
from minutes.render.styles import CHECK
from minutes.render.template.pencil import ANY_SIGN, BREAK, SIGNS, Pencil
from minutes.render.template.places import BODY, parts_of
from minutes.render.template.sheet import TemplateSheet

_R, _T, _RPR = qn("w:r"), qn("w:t"), qn("w:rPr")
_NO_REMARKS = qn("w:txbxContent")  # Word hangs no comment in a text box, nor in a header
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def count_checks(document: Any, pencil: Pencil, mark: str) -> int:
    """How often the document prints the mark for the clerk."""
    if not mark:
        return 0
    return sum(
        isinstance(note, Piece) and note.style == CHECK and note.text == mark
        for part in parts_of(document)
        for text in part.root.iter(_T)
        for sign in SIGNS.finditer(text.text or "")
        if (note := pencil.note(sign[1] or "")) is not None
    )


def settle(document: Any, pencil: Pencil, sheet: TemplateSheet) -> None:
    """Replace every sign. What hangs on a text in a header or a text box stands there without its remark."""
    for part in parts_of(document):
        for text in [one for one in part.root.iter(_T) if ANY_SIGN.search(one.text or "")]:
            remarked = part.name == BODY and next(text.iterancestors(_NO_REMARKS), None) is None
            _replace(text, pencil, sheet, remarked)


def _replace(text: Any, pencil: Pencil, sheet: TemplateSheet, remarked: bool) -> None:
    """Cut the run in which the text stands: what is before it stays there, then what it becomes, then what is after."""
    run = text.getparent()
    look = run.find(_RPR)
    after = list(text.itersiblings())
    if after:
        rest = _run(look)
        rest.extend(after)
        run.addnext(rest)
    for made in reversed(list(_made(text.text, look, pencil, sheet, remarked))):
        run.addnext(made)
    run.remove(text)
    if all(one.tag == _RPR for one in run):
        run.getparent().remove(run)


def _made(given: str, look: Any, pencil: Pencil, sheet: TemplateSheet, remarked: bool) -> Iterator[Any]:
    at = 0
    for sign in SIGNS.finditer(given):
        yield from _text(given[at : sign.start()], look)
        at = sign.end()
        note = pencil.note(sign[1] or "")
        if sign[2] == BREAK:
            yield _run(look, OxmlElement("w:br"))
        elif isinstance(note, Piece):
            yield from sheet.hang(note, look, remarked)
        elif note is not None:
            yield from _made(pencil.lines(note()), look, pencil, sheet, remarked)
    yield from _text(given[at:], look)


def _text(text: str, look: Any) -> Iterator[Any]:
    if text:
        element = OxmlElement("w:t")
        element.text = text
        element.set(_SPACE, "preserve")
        yield _run(look, element)


def _run(look: Any, *content: Any) -> Any:
    run = OxmlElement("w:r")
    if look is not None:
        run.append(deepcopy(look))
    run.extend(content)
    return run
