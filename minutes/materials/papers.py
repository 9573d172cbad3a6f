"""The papers of a meeting as the rest of this package sees them: lines of text and tables, whatever file they came in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF_KANA = re.compile(r"[ｦ-ﾟ]+")
_SPACED_OUT = re.compile(r"(?<![^\s　])([^\W\d_a-zA-Z](?:[ 　]+[^\W\d_a-zA-Z](?![^\s　])){2,})(?![^\s　])")
_HEADING = re.compile(
    r"^[\s　]*(?:第?[0-9一二三四五六七八九十]{1,3}(?:号|章|節)?[.．、\s　]|[(（][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳]"
    r"|議題|議案|案件|報告第|資料[0-9]|【.+】$|[■◆□◇]|[IVXⅠ-Ⅻ]+[.．\s　])"
)
_LONGEST_HEADING = 60  # characters


class Line(NamedTuple):
    """A paragraph or line; `heading`: set apart by its style or its number (a title, an item of the agenda)."""

    text: str
    heading: bool = False


class Table(NamedTuple):
    """Rows of cells."""

    rows: tuple[tuple[str, ...], ...]


Block = Line | Table


class Paper(NamedTuple):
    """One file. `ruby`: words with the reading printed above them; `remark`: what a reader must know, in Japanese."""

    name: str
    blocks: tuple[Block, ...]
    ruby: tuple[tuple[str, str], ...] = ()
    remark: str = ""

    def lines(self) -> Iterator[Line]:
        """All text in order, the cells of a table one by one."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                yield from (Line(cell) for row in block.rows for cell in row if cell)

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


def plain(text: str) -> str:
    """Letters and digits half width, kana full width, 「次　第」 as 次第; signs as they stand."""
    text = unicodedata.normalize("NFC", text).translate(_HALF)
    text = _HALF_KANA.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)
    return _SPACED_OUT.sub(lambda word: re.sub(r"[ 　]", "", word[1]), text).strip()


def line(text: str, heading: bool = False) -> Line:
    """A line brought into one form; numbered and short ones without a full stop are headings by themselves."""
    text = plain(text)
    numbered = bool(_HEADING.match(text)) and len(text) <= _LONGEST_HEADING and not text.endswith(("。", "．", "、"))
    return Line(text, heading or numbered)


def table(rows: Iterable[Iterable[str]]) -> Table:
    """A table without its empty rows; a line break inside a cell is kept."""
    kept = (tuple(plain(cell) for cell in row) for row in rows)
    return Table(tuple(row for row in kept if any(row)))
