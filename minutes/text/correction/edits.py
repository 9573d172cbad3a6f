"""Replacements in a heard text, and the way back from the changed text's places to the heard ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.text.correction.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Edit:
    """`candidate.term` for the characters of the heard text from `start` to before `end`."""

    start: int
    end: int
    candidate: Candidate

    @property
    def key(self) -> tuple[int, int, str]:
        return (self.start, self.end, self.candidate.term)


def applied(heard: str, edits: Sequence[Edit]) -> str:
    """The text with its edits, which are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [heard[at : edit.start], edit.candidate.term]
        at = edit.end
    return "".join([*pieces, heard[at:]])


def carried(certainty: Sequence[float], edits: Sequence[Edit]) -> list[float]:
    """A value per character of the heard text, for the changed text: what was put in is certain."""
    found: list[float] = []
    at = 0
    for edit in edits:
        found += [*certainty[at : edit.start], *[1.0] * len(edit.candidate.term)]
        at = edit.end
    return [*found, *certainty[at:]]


def back(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int, list[Edit]]:
    """(start, end) in the heard text of a stretch of the changed text, and the edits it touches."""
    touched: list[Edit] = []
    moved = 0
    heard_start = heard_end = None
    for edit in edits:
        begin = edit.start + moved
        stop = begin + len(edit.candidate.term)
        if begin < end and start < stop:
            touched.append(edit)
        if heard_start is None and start < stop:
            heard_start = start - moved
        if heard_end is None and end <= begin:
            heard_end = end - moved
        moved += len(edit.candidate.term) - (edit.end - edit.start)
    return (
        start - moved if heard_start is None else heard_start,
        end - moved if heard_end is None else heard_end,
        touched,
    )
