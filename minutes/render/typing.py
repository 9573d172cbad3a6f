"""Figures in one width throughout a document, where its form says which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from minutes.render.forms import Digits, Page
from minutes.render.sheet import Control, Indent, Piece, Sheet

_FIGURES = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")
_TO_HALF = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_TO_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_LATIN = re.compile(r"[!-~]")  # 00:12:34, 042-000-0000, R7 and SHA-256 stay as they are


def figures(text: str, digits: Digits) -> str:
    """The text with its figures in this width; beside Latin letters and signs they are half-width in any case."""
    if digits == "keep":
        return text
    return _FIGURES.sub(lambda found: _typed(found, digits), text)


def _typed(found: re.Match[str], digits: Digits) -> str:
    half = found[0].translate(_TO_HALF)
    around = found.string[max(found.start() - 1, 0) : found.start()] + found.string[found.end() : found.end() + 1]
    wide = digits == "full" or (digits == "mixed" and len(half) == 1)
    return half.translate(_TO_FULL) if wide and not _LATIN.search(around) else half


def typed(sheet: Sheet, digits: Digits) -> Sheet:
    """The sheet as one on which every text has its figures in this width."""
    return sheet if digits == "keep" else _Typed(sheet, digits)


class _Typed:
    """A `Sheet` that writes on another. Remarks quote, and stay as they are."""

    def __init__(self, sheet: Sheet, digits: Digits) -> None:
        self._sheet = sheet
        self._digits = digits
        self.page: Page = sheet.page

    def paragraph(self, style: str, *pieces: Piece | Control | str, indent: Indent | None = None) -> None:
        self._sheet.paragraph(
            style, *(one if isinstance(one, Control) else self._text(one) for one in pieces), indent=indent
        )

    def reserve(self) -> Any:
        return self._sheet.reserve()

    def fill(self, place: Any, style: str, lines: Sequence[str]) -> None:
        self._sheet.fill(place, style, [figures(line, self._digits) for line in lines])

    def table(
        self, rows: Sequence[tuple[str, ...]], style: str, widths: Sequence[float], head: tuple[str, ...] = ()
    ) -> None:
        typed_rows = [tuple(figures(cell, self._digits) for cell in row) for row in rows]
        self._sheet.table(typed_rows, style, widths, head)

    def facts(self, rows: Sequence[tuple[str, Sequence[Piece | str]]], style: str, label_width: float) -> None:
        self._sheet.facts([(label, [self._text(line) for line in lines]) for label, lines in rows], style, label_width)

    def _text(self, piece: Piece | str) -> Piece | str:
        if isinstance(piece, str):
            return figures(piece, self._digits)
        return piece._replace(text=figures(piece.text, self._digits))
