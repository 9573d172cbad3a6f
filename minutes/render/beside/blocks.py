"""A sheet that keeps what a form writes as blocks, for formats that are written from beginning to end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from minutes.render import styles
from minutes.render.beside.given import Given
from minutes.render.forms import Form, Page
from minutes.render.layout import BlockName
from minutes.render.render import write
from minutes.render.sheet import Control, Indent, Piece
from minutes.render.sources import Sources


class Paragraph(NamedTuple):
    """As `Sheet.paragraph` was given it."""

    style: str
    pieces: tuple[Piece | Control, ...]
    indent: Indent | None = None


_USUAL: tuple[str, ...] = get_args(BlockName)
Cell = tuple[Piece, ...]  # its lines


class Table(NamedTuple):
    """As `Sheet.table` or `Sheet.facts` was given it; in a table without a `head` the first cell names its row."""

    rows: tuple[tuple[Cell, ...], ...]
    style: str
    head: tuple[str, ...] = ()


Block = Paragraph | Table


class Blocks:
    """A `Sheet`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._blocks: list[list[Block]] = []

    def paragraph(self, style: str, *pieces: Piece | Control | str, indent: Indent | None = None) -> None:
        whole = (Piece(piece) if isinstance(piece, str) else piece for piece in pieces)
        self._blocks.append([Paragraph(style, tuple(whole), indent)])

    def reserve(self) -> list[Block]:
        self._blocks.append([])
        return self._blocks[-1]

    def fill(self, place: list[Block], style: str, lines: Sequence[str]) -> None:
        place.extend(Paragraph(style, (Piece(line),)) for line in lines)

    def table(
        self, rows: Sequence[tuple[str, ...]], style: str, widths: Sequence[float], head: tuple[str, ...] = ()
    ) -> None:
        self._blocks.append([Table(tuple(tuple(map(_cell, row)) for row in rows), style, head)])

    def facts(self, rows: Sequence[tuple[str, Sequence[Piece | str]]], style: str, label_width: float) -> None:
        self._blocks.append([Table(tuple((_cell(label), _cell(*lines)) for label, lines in rows), style)])

    def __iter__(self) -> Iterator[Block]:
        return (block for some in self._blocks for block in some)


def _cell(*lines: Piece | str) -> Cell:
    return tuple(line if isinstance(line, Piece) else Piece(line) for line in lines)


def blocks_of(given: Given) -> tuple[tuple[Block, ...], Sources]:
    """All that the form prints of it, and its utterances as the form writes their speakers."""
    sheet = Blocks(given.form.page)
    sources = write(sheet, given.minutes, given.utterances, _in_usual_order(given.form), given.annexes)
    blocks = tuple(sheet)
    if any(isinstance(block, Paragraph) and block.style == styles.TITLE for block in blocks):
        return blocks, sources
    return (Paragraph(styles.TITLE, (Piece(given.title),)), *blocks), sources


def _in_usual_order(form: Form) -> Form:
    """An office's own Word file has an order nobody else knows: what the form prints then stands as it does in others."""
    if not form.template:
        return form
    known = [entry for entry in form.layout if entry.block in _USUAL]
    layout = sorted(known, key=lambda entry: _USUAL.index(entry.block))
    return form.model_copy(update={"layout": tuple(layout)})
