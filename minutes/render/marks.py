"""Marks for the clerk that are still in a Word document somebody has worked on."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def marks_in(document: Path, mark: str) -> int | None:
    """How often the mark stands in the text; None where the file is no Word document."""
    try:
        with zipfile.ZipFile(document) as package:
            body = ElementTree.fromstring(package.read(_BODY))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return None
    paragraphs = ("".join(text.text or "" for text in one.iter(f"{_W}t")) for one in body.iter(f"{_W}p"))
    return sum(text.count(mark) for text in paragraphs)
