"""What a form writes on: paragraphs of pieces, tables, places kept free. Word and the files beside the document take it.

A form knows nothing of Word: whatever is written here can be printed by every `Sheet`, so a new form has all formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple, Protocol

from minutes.render.forms import Page

Row = tuple[str, str]


class Piece(NamedTuple):
    """A stretch of text in one look. `style`: a character style's id; `remark`: a comment hung on it, line by line;
    `evidence`: the ids of the utterances it rests on."""

    text: str
    bold: bool = False
    style: str = ""
    remark: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class Control(Enum):
    """What a paragraph holds besides text. Tabs and line feeds inside a text are only space."""

    TAB = "w:tab"
    BREAK = "w:br"


class Indent(NamedTuple):
    """A paragraph's own indent in characters, where the style's does not fit its text."""

    left: float
    hanging: float


class Sheet(Protocol):
    """A document under construction."""

    page: Page

    def paragraph(self, style: str, *pieces: Piece | Control | str, indent: Indent | None = None) -> None:
        """Add a paragraph in the style with this id."""

    def reserve(self) -> Any:
        """Keep a place for paragraphs that can only be written when the rest is known; give it to `fill`."""

    def fill(self, place: Any, style: str, lines: Sequence[str]) -> None:
        """Put one paragraph a line in the reserved place."""

    def table(
        self, rows: Sequence[tuple[str, ...]], style: str, widths: Sequence[float], head: tuple[str, ...] = ()
    ) -> None:
        """Add a ruled table. `widths`: of all columns but the last, in characters of body type; `head` names the
        columns."""

    def facts(self, rows: Sequence[tuple[str, Sequence[Piece | str]]], style: str, label_width: float) -> None:
        """Add a ruled table of two columns, a label and the lines of its value. `label_width` in characters of body type."""
