"""A sheet that keeps the rows of tables, for a template that prints them in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from minutes.render.forms import Page
from minutes.render.sheet import Control, Indent, Piece


class Collected:
    """Takes what any part of a form writes and keeps its tables; see minutes.render.sheet.Sheet."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tables: list[list[tuple[str, ...]]] = []

    def paragraph(self, style: str, *pieces: Piece | Control | str, indent: Indent | None = None) -> None:
        """Not kept."""

    def reserve(self) -> Any:
        """Nothing."""

    def fill(self, place: Any, style: str, lines: Sequence[str]) -> None:
        """Not kept."""

    def facts(self, rows: Sequence[tuple[str, Sequence[Piece | str]]], style: str, label_width: float) -> None:
        """Not kept."""

    def table(
        self, rows: Sequence[tuple[str, ...]], style: str, widths: Sequence[float], head: tuple[str, ...] = ()
    ) -> None:
        """Keep the rows."""
        self.tables.append(list(rows))
