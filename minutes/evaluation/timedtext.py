"""Text of which every character has its time, however often it is spelled anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from minutes.domain import Seconds

Span = tuple[Seconds, Seconds]


@dataclass(frozen=True)
class TimedText:
    """`spans[i]` is when `text[i]` is heard, seconds from the beginning of the meeting."""

    text: str
    spans: tuple[Span, ...]

    def respelled(self, text: str) -> TimedText:
        """The same in another spelling: a character takes the time of its counterpart in the edit alignment (Levenshtein),
        those without one share the time of what they replace or stand behind."""
        if text == self.text:
            return self
        spans: list[Span] = []
        for block in Levenshtein.opcodes(self.text, text):
            spans += self._shared(block.src_start, block.src_end, block.dest_end - block.dest_start)
        return TimedText(text, tuple(spans))

    def _shared(self, start: int, end: int, count: int) -> list[Span]:
        if end - start == count:
            return list(self.spans[start:end])
        if start == end:  # nothing there that they replace: the moment where they stand
            at = self.spans[start - 1][1] if start else self.spans[0][0] if self.spans else 0.0
            return [(at, at)] * count
        return list(evenly("x" * count, self.spans[start][0], self.spans[end - 1][1]).spans)


def evenly(text: str, start: Seconds, end: Seconds) -> TimedText:
    """All characters equally long: as good a guess as any where only the ends are known."""
    step = (end - start) / max(1, len(text))
    return TimedText(text, tuple((start + step * n, start + step * (n + 1)) for n in range(len(text))))


def joined(pieces: Iterable[TimedText]) -> TimedText:
    """One after the other."""
    found = tuple(pieces)
    return TimedText("".join(piece.text for piece in found), tuple(span for piece in found for span in piece.spans))
