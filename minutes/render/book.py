"""What every block of a form writes from: the sheet, the minutes, and what is known besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from minutes.domain import Minutes
from minutes.render import styles
from minutes.render.annexes import Annexes
from minutes.render.forms import Form, Labels
from minutes.render.sheet import Piece, Row, Sheet
from minutes.render.sources import Sources
from minutes.render.standing import Standing


@dataclass
class Book:
    """One document being written. `aids`: whether it carries the lists that only serve its checking; `level`: of the
    headings within the block being written; `notes`: what the blocks want told in the record."""

    sheet: Sheet
    minutes: Minutes
    sources: Sources
    standing: Standing
    beside: Annexes
    aids: bool
    level: int = 1
    notes: list[Row] = field(default_factory=list)

    @property
    def form(self) -> Form:
        return self.sources.form

    @property
    def labels(self) -> Labels:
        return self.sources.form.labels


Head = Callable[[], None]  # writes the heading of a block or part; where there is nothing to print it is not called
Block = Callable[[Book, Head], None]


@dataclass
class Numbering:
    """The headings of one run of numbers: 1, 2, 3 through a document, （1）（2）（3） through an item."""

    sheet: Sheet
    last: int = 0
    written: bool = False

    def head(self, pattern: str, style: str, marks: Sequence[Piece] = ()) -> Head:
        """A heading that takes its number when it is written. Without a pattern the marks stand alone."""

        def write() -> None:
            self.written = True
            if pattern:
                self.last += "{number}" in pattern
                self.sheet.paragraph(style, pattern.format(number=self.last), *marks)
            elif marks:
                self.sheet.paragraph(styles.NORMAL, *marks)

        return write
