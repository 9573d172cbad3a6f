"""Papers as .pptx, by python-pptx: titles, text, tables and the notes below the slides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx

from minutes.materials.papers import Block, Paper, line, table
from minutes.text.officefile import POWERPOINT, open_office


def read_pptx(path: Path) -> Paper:
    """Raises InputMissing or InputUnreadable."""
    presentation = open_office(path, POWERPOINT, pptx.Presentation)
    return Paper(path.name, tuple(block for slide in presentation.slides for block in _slide(slide)))


def _slide(slide: Any) -> Iterator[Block]:
    title = slide.shapes.title
    for shape in slide.shapes:
        yield from _shape(shape, heading=title is not None and shape.shape_id == title.shape_id)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _lines(slide.notes_slide.notes_text_frame.text)


def _shape(shape: Any, heading: bool = False) -> Iterator[Block]:
    if hasattr(shape, "shapes"):  # a group
        for inner in shape.shapes:
            yield from _shape(inner)
    elif getattr(shape, "has_table", False):
        yield table([cell.text for cell in row.cells] for row in shape.table.rows)
    elif shape.has_text_frame:
        yield from _lines(shape.text_frame.text, heading)


def _lines(text: str, heading: bool = False) -> Iterator[Block]:
    """A vertical tab is PowerPoint's line break inside a paragraph."""
    for one in text.replace("\v", "\n").split("\n"):
        if one.strip():
            yield line(one, heading)
