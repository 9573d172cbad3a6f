"""What is never touched: numbers, dates, negation, quoted titles, names, terms that stand as they should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from minutes.text.correction.distance import shared_ends
from minutes.text.correction.matches import Match
from minutes.text.correction.surroundings import Scene
from minutes.text.correction.wordclass import is_counter, is_negation, is_number
from minutes.text.pieces import QUOTATION_MARKS
from minutes.text.reading import Morpheme

Stretch = tuple[int, int]

_NUMERALS = frozenset("〇一二三四五六七八九十百千万億兆")
# What sounds like a numeral may be part of a long term (整産六地): at most so many sounds per mora away, with
# characters in place on both sides, or with so many after it.
_NO_AMOUNT = 0.12
_ENOUGH_AFTER = 3


def protected(scene: Scene, names: Sequence[str] = ()) -> tuple[Stretch, ...]:
    """Stretches of an utterance that keep what was heard, beside `numerals`. `names`: the roster's."""
    text = scene.heard.text
    return (
        *(_place(word) for word in scene.heard.words if is_negation(word)),
        *_numbers(scene, in_kanji=False),
        *_quoted(text),
        *(place for name in names if name for place in _places(text, name)),
    )


def numerals(scene: Scene) -> tuple[Stretch, ...]:
    """Numbers in kanji: kept but where `is_no_amount`."""
    return tuple(_numbers(scene, in_kanji=True))


def _numbers(scene: Scene, *, in_kanji: bool) -> Iterator[Stretch]:
    """Each with what it counts: 1回 before a term is not part of it."""
    words = scene.heard.words
    for word, after in zip_longest(words, words[1:]):
        if is_number(word) and _NUMERALS.issuperset(word.surface) == in_kanji:
            yield _place(word)
            if after and is_counter(after):
                yield _place(after)


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


def is_no_amount(match: Match) -> bool:
    """Whether a numeral in kanji is but a sound of the long term around it; one number is never another."""
    one = match.anchored
    if one is None or one.apart > _NO_AMOUNT * len(match.entry.sounds):
        return False
    head, tail = shared_ends(match.before, match.after)
    meant = match.after[head : len(match.after) - tail]
    return _NUMERALS.isdisjoint(meant) and ((head > 0 and tail > 0) or tail >= _ENOUGH_AFTER)


def changed_part(match: Match) -> Stretch:
    """The characters that would be others: 排水設備 for 配水設備 changes the first alone."""
    head, tail = shared_ends(match.before, match.after)
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


def _place(word: Morpheme) -> Stretch:
    return word.start, word.start + len(word.surface)
