"""What is never touched: numbers, dates, negation, quoted titles, names, terms that stand as they should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutes.text.correction.matches import Match
from minutes.text.correction.surroundings import Scene
from minutes.text.correction.wordclass import is_negation, is_number
from minutes.text.pieces import QUOTATION_MARKS

Stretch = tuple[int, int]


def protected(scene: Scene, names: Sequence[str] = ()) -> tuple[Stretch, ...]:
    """Stretches of an utterance that keep what was heard. `names`: the roster's."""
    text = scene.heard.text
    words = (word for word in scene.heard.words if is_number(word) or is_negation(word))
    return (
        *((word.start, word.start + len(word.surface)) for word in words),
        *_quoted(text),
        *(place for name in names if name for place in _places(text, name)),
    )


def is_free(match: Match, stretches: Sequence[Stretch], terms: Sequence[tuple[int, int, int]] = ()) -> bool:
    """Whether what would change lies outside them; what both sides begin or end with does not change.

    `terms` are right terms: a longer stretch may still be a longer term misheard (配水 inside 配水設備), and the whole
    of one another term of the same sound (決済, 決裁); what only overlaps one is no word.
    """
    start, end = changed_part(match)
    if any(start < stop and begin < end for begin, stop in stretches):
        return False
    return not any(
        start < stop and begin < end and not (match.start <= begin and stop <= match.end) for begin, stop, _ in terms
    )


def changed_part(match: Match) -> Stretch:
    """The characters that would be others: 排水設備 for 配水設備 changes the first alone."""
    before, after = match.before, match.after
    most = min(len(before), len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return match.start + head, max(match.end - tail, match.start + head + 1)


def _quoted(text: str) -> Iterator[Stretch]:
    """「…」 and 『…』 with their marks; one that is not closed protects nothing."""
    opened: list[tuple[int, str]] = []
    for at, sign in enumerate(text):
        if sign in QUOTATION_MARKS:
            opened.append((at, QUOTATION_MARKS[sign]))
        elif opened and sign == opened[-1][1]:
            yield opened.pop()[0], at + 1


def _places(text: str, name: str) -> Iterator[Stretch]:
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + 1)
