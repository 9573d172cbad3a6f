"""Runs of figures in a text, however they are said, and the numbers that are cut out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from minutes.text.masking.spoken import BETWEEN, DIGIT, FILLER, digits_of

_RUN = re.compile(f"{DIGIT}(?:{BETWEEN}{DIGIT})+")
_ONE = re.compile(f"(?:{FILLER})|(?P<digit>{DIGIT})")  # ダッシュ holds no シ
_WORDS = ("に", "さん", "し", "ご", "く")
_WRITTEN = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ〇零一二三四五六七八九]")


class Figure(NamedTuple):
    """One figure and its place in the text."""

    digit: str
    start: int
    end: int


class Run(NamedTuple):
    """Figures with nothing but signs, の and hesitation between them."""

    text: str
    figures: tuple[Figure, ...]

    @property
    def digits(self) -> str:
        return "".join(figure.digit for figure in self.figures)

    def begins(self, at: int) -> bool:
        """Whether a number may begin with this figure, rather than go on from what is written without a gap before it."""
        start = self.figures[at].start
        return start == 0 or not (_WRITTEN.match(self.text[start - 1]) and _WRITTEN.match(self.text[start]))

    def ends(self, at: int) -> bool:
        """Whether a number may end before this figure (or with the run). に and さん go on as words: 5678に電話する."""
        end = self.figures[at - 1].end
        return end == len(self.text) or not (_WRITTEN.match(self.text[end]) and _WRITTEN.match(self.text[end - 1]))

    def groups(self) -> tuple[tuple[int, int], ...]:
        """The figures without a gap between them, as from which to before which."""
        cuts = [0, *(at for at in range(1, len(self.figures)) if self._gap(at)), len(self.figures)]
        return tuple(pairwise(cuts))

    def _gap(self, at: int) -> bool:
        before, after = self.figures[at - 1], self.figures[at]
        return after.start > before.end or (self._written(at) != self._written(at - 1) and after.end - after.start == 1)

    def _written(self, at: int) -> bool:
        return bool(_WRITTEN.match(self.text[self.figures[at].start]))


def runs(text: str, shortest: int) -> Iterator[Run]:
    """The runs with at least so many figures, in order."""
    for found in _RUN.finditer(text):
        figures = tuple(
            Figure(digits_of(one[0]), *one.span()) for one in _ONE.finditer(text, *found.span()) if one["digit"]
        )
        figures = _without_words(text, figures)
        if len(figures) >= shortest:
            yield Run(text, figures)


def _without_words(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """に and さん before and after written figures are words: 754-8813に電話する."""
    if not any(_WRITTEN.match(text[figure.start]) for figure in figures):
        return figures
    first, last = 0, len(figures)
    while text[figures[first].start : figures[first].end] in _WORDS:
        first += 1
    while text[figures[last - 1].start : figures[last - 1].end] in _WORDS:
        last -= 1
    return figures[first:last]
