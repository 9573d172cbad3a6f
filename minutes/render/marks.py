"""What is left of a draft in a Word document somebody has worked on."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from minutes.render.forms import Labels
from minutes.render.styles import DRAFT_NAME, NOTICE, TITLE, name_of

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_TITLE, _NOTICE = name_of(TITLE), name_of(NOTICE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Left(NamedTuple):
    """`to_check`: marks for the clerk; `draft`: whether the title or the box on the first page still calls it a draft."""

    to_check: int
    draft: bool


def left_in(document: Path, labels: Labels) -> Left | None:
    """None where the file is no Word document."""
    try:
        with zipfile.ZipFile(document) as package:
            body, styles = (ElementTree.fromstring(package.read(part)) for part in (_BODY, _STYLES))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return None
    names = _names(styles)
    paragraphs = list(_paragraphs(body, names))
    return Left(
        to_check=sum(text.count(labels.check) for style, text in paragraphs if style != _NOTICE),
        draft=_has_draft_mark(body, names) or any(_calls_it_draft(style, text, labels) for style, text in paragraphs),
    )


def _names(styles: ElementTree.Element) -> dict[str, str]:
    """Word may give a style another id when it saves; the name stays."""
    named = ((style.get(f"{_W}styleId", ""), style.find(f"{_W}name")) for style in styles.iter(f"{_W}style"))
    return {id_: name.get(f"{_W}val", "") for id_, name in named if name is not None}


def _paragraphs(body: ElementTree.Element, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each with its style's name; Word cuts a text into as many runs as it likes."""
    for one in body.iter(f"{_W}p"):
        style = one.find(f"{_W}pPr/{_W}pStyle")
        text = "".join(part.text or "" for part in one.iter(f"{_W}t"))
        yield names.get(style.get(f"{_W}val", ""), "") if style is not None else "", text


def _has_draft_mark(body: ElementTree.Element, names: dict[str, str]) -> bool:
    """Where the title stands in an office's own template, its style is anybody's; the word itself has ours."""
    for run in body.iter(f"{_W}r"):
        style = run.find(f"{_W}rPr/{_W}rStyle")
        marked = style is not None and names.get(style.get(f"{_W}val", "")) == DRAFT_NAME
        if marked and any((text.text or "").strip() for text in run.iter(f"{_W}t")):
            return True
    return False


def _calls_it_draft(style: str, text: str, labels: Labels) -> bool:
    if style == _TITLE:
        return bool(labels.draft) and text.endswith(labels.draft)
    return style == _NOTICE and bool(labels.notice) and text == labels.notice
