"""A cue: what a transcript says was spoken in one go, before anyone is looked up or anything is put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minutes.domain import Seconds

# Beside a Japanese character a line break or blank stands for nothing; between Latin words it is a blank.
_ASCII_WORD_END = re.compile(r"[!-~]$")
_ASCII_WORD_START = re.compile(r"^[!-~]")


@dataclass(frozen=True)
class Cue:
    """`speaker`: the label in the file, empty: none; `start`, `end`: None where the file has no times."""

    text: str
    speaker: str = ""
    start: Seconds | None = None
    end: Seconds | None = None
    confidence: float = 1.0


def joined(pieces: Iterable[str]) -> str:
    """Pieces of text as Japanese is written: without blanks, but for those between Latin words."""
    text = ""
    for piece in (piece.strip() for piece in pieces):
        blank = _ASCII_WORD_END.search(text) and _ASCII_WORD_START.match(piece)
        text += f" {piece}" if blank else piece
    return text
