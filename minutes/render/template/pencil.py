"""Marks and remarks on their way through the template engine, which knows only text.

Text that may carry a mark holds signs that no text of ours can hold (`clean` takes them out of everything that was said
or written); when the document is filled in, they are turned into what they stand for, in the look of the run they are in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minutes.render.clean import clean
from minutes.render.forms import Digits
from minutes.render.sheet import Piece
from minutes.render.typing import figures

# Non-characters: valid in XML, without meaning to anyone (Unicode 16.0, section 23.7).
_OPEN, _CLOSE, BREAK = "\ufdd0", "\ufdd1", "\ufdd2"
SIGNS = re.compile(f"{_OPEN}(\\d*){_CLOSE}|({BREAK})|[{_OPEN}{_CLOSE}]")
ANY_SIGN = re.compile(f"[{_OPEN}{_CLOSE}{BREAK}]")


class Pencil:
    """Writes text with signs in it, and knows what they stand for."""

    def __init__(self, digits: Digits = "keep") -> None:
        """`digits`: the width of figures."""
        self._digits = digits
        self._notes: list[Piece | Callable[[], Sequence[str]]] = []

    def text(self, *pieces: Piece | str) -> str:
        """The pieces in one text."""
        return "".join(self._one(piece) for piece in pieces)

    def lines(self, lines: Sequence[str]) -> str:
        """Lines below each other."""
        return BREAK.join(self._typed(line) for line in lines)

    def later(self, lines: Callable[[], Sequence[str]]) -> str:
        """Lines that are known only when all marks stand."""
        return self._sign(lines)

    def note(self, number: str) -> Piece | Callable[[], Sequence[str]] | None:
        """What a sign stands for; None for one nobody wrote."""
        known = number.isdecimal() and int(number) < len(self._notes)
        return self._notes[int(number)] if known else None

    def _one(self, piece: Piece | str) -> str:
        if isinstance(piece, str):
            return self._typed(piece)
        if piece.remark or piece.style:
            return self._sign(piece._replace(text=figures(piece.text, self._digits)))
        return self._typed(piece.text)

    def _typed(self, text: str) -> str:
        return figures(clean(text), self._digits)

    def _sign(self, note: Piece | Callable[[], Sequence[str]]) -> str:
        self._notes.append(note)
        return f"{_OPEN}{len(self._notes) - 1}{_CLOSE}"
