"""Markdown (CommonMark with GitHub's tables): the document's text in its order, each sentence with its times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from minutes.render import styles
from minutes.render.beside.blocks import Paragraph, Table, blocks_of
from minutes.render.beside.given import Given
from minutes.render.beside.proof import proofs, stretches
from minutes.render.clean import clean
from minutes.render.japanese import FULL_SPACE
from minutes.render.sheet import Control, Piece
from minutes.render.sources import Sources

_LEVELS = {style: "#" * level + " " for level, style in enumerate((styles.TITLE, *styles.HEADINGS), start=1)}
# What means something else than itself, by itself or where a line begins; what GitHub makes a link of.
_SIGNS = re.compile(r"[\\`*_\[\]<>&|~$#]|:(?=//)|(?<=www)\.")
_LISTED = re.compile(r"^ *\d{1,9}(?=[.)])", re.MULTILINE)
_BEGUN = re.compile(r"^ *(?=[+=:-])", re.MULTILINE)
_BREAK = "\\\n"
_NOTE = "注"


def markdown(given: Given) -> str:
    """The same words as in the Word document; what stands in its comments is listed at the end."""
    blocks, sources = blocks_of(given)
    writer = _Writer(sources, given.proven)
    written = [writer.table(block) if isinstance(block, Table) else writer.paragraph(block) for block in blocks]
    return "\n\n".join(part for part in (*written, *writer.notes()) if part) + "\n"


def escaped(text: str) -> str:
    """The text as it is, wherever in a line it may stand."""
    return _SIGNS.sub(lambda sign: "\\" + sign[0], clean(text))


class _Writer:
    """Numbers the remarks in the order in which they are met."""

    def __init__(self, sources: Sources, proven: bool) -> None:
        self._sources = sources
        self._proven = proven
        self._remarks: list[tuple[str, tuple[str, ...]]] = []

    def paragraph(self, block: Paragraph) -> str:
        text = "".join(self._stretch(evidence, pieces) for evidence, pieces in stretches(block)).strip(" ")
        return _LEVELS.get(block.style, "") + _as_text(text) if text else ""

    def table(self, block: Table) -> str:
        """GitHub's tables must have a head: without one, its cells are empty."""
        columns = max(map(len, (block.head, *block.rows)))
        head = block.head or ("",) * columns
        lines = [_row(map(escaped, head)), _row(["---"] * columns)]
        return "\n".join(lines + [_row("<br>".join(map(self._piece, cell)) for cell in row) for row in block.rows])

    def notes(self) -> Iterator[str]:
        """What comments say, with the words they hang on."""
        if self._remarks:
            yield f"{_LEVELS[styles.HEADING1]}{_NOTE}"
        for number, (words, lines) in enumerate(self._remarks, start=1):
            yield _as_text(_BREAK.join((f"{_NOTE}{number}{FULL_SPACE}{escaped(words)}", *map(escaped, lines))))

    def _stretch(self, evidence: tuple[str, ...], pieces: Iterable[Piece | Control]) -> str:
        text = "".join(map(self._piece, pieces))
        times = [proof.label for proof in proofs(evidence, self._sources)] if self._proven else []
        return text + (f"［{escaped('、'.join(times))}］" if times else "")

    def _piece(self, piece: Piece | Control) -> str:
        if isinstance(piece, Control):
            return _BREAK if piece is Control.BREAK else FULL_SPACE
        if not piece.remark:
            return escaped(piece.text)
        self._remarks.append((piece.text, piece.remark))
        return f"{escaped(piece.text)}（{_NOTE}{len(self._remarks)}）"


def _as_text(lines: str) -> str:
    """No line begins a list, a rule, a heading or a block of code."""
    return _LISTED.sub(lambda number: number[0].lstrip() + "\\", _BEGUN.sub("\\\\", lines))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
