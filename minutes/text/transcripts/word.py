"""Word documents that Teams or a clerk wrote: paragraphs or tables of name, time and text.

Whatever the layout, it is brought to lines that the reader of plain text understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.table import Table

from minutes.errors import InputUnreadable
from minutes.text.officefile import WORD, open_office
from minutes.text.plainfile import tidy_lines
from minutes.text.transcripts.cues import Cue
from minutes.text.transcripts.plain import cues_of, has_speakers

_BOLD_MARKS = re.compile(r"\*\*(.+?)\*\*")
_TIME = re.compile(r"[\[(（［]?\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?[\])）］]?")
_TABLE_HEAD_WORDS = "発言者 話者 氏名 名前 発言 発言内容 内容 時刻 時間 開始 タイムスタンプ speaker name time text"
_TABLE_HEADS = frozenset(_TABLE_HEAD_WORDS.split())

_EXPECTED = "Teams から書き出した文字起こしか、「名前：発言」の形の文書を指定してください。"


def read_docx(path: Path) -> list[Cue]:
    """Raises InputMissing, or InputUnreadable (no Word file, or nobody speaks in it)."""
    cues = cues_of(list(_lines(open_office(path, WORD, docx.Document))))
    if cues and not has_speakers(cues):
        raise InputUnreadable("この Word 文書には発言者の名前が見つかりません", subject=path, advice=_EXPECTED)
    return cues


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield from _row_lines([_text(cell.text) for cell in row.cells])
        else:
            yield from tidy_lines(_text(block.text))


def _text(text: str) -> str:
    """Bold written with asterisks, as some services export it, is plain here."""
    return _BOLD_MARKS.sub(r"\1", text)


def _row_lines(cells: list[str]) -> Iterator[str]:
    """A row of name, time and text in any order as lines; other rows as the text of their cells."""
    filled = [cell.strip() for number, cell in enumerate(cells) if cell.strip() and cell not in cells[:number]]
    if filled and all(cell.lower() in _TABLE_HEADS for cell in filled):
        return
    times = [cell for cell in filled if _TIME.fullmatch(cell)]
    others = [cell for cell in filled if cell not in times]
    if len(others) == 2 and "\n" not in others[0]:
        name, *said = others[0], *tidy_lines(others[1])
        yield f"{' '.join(times)} {name.rstrip(':：')}：{said[0]}".strip()
        yield from said[1:]
        return
    yield from times
    for cell in others:
        yield from tidy_lines(cell)
