"""Where a line of Japanese may end: by the rules of line breaking (JIS X 4051: 行頭・行末禁則) and where a reader pauses.

There is no dictionary here: a change from hiragana to another script is where a phrase (文節) begins more often than not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from minutes.render.japanese import width

_STOPS, _COMMAS = "。．？！?!〕", "、，,；;：:"
_CLOSING = "」』）)］]｝}〉》】〕"
_NOT_FIRST = frozenset(
    _STOPS + _COMMAS + _CLOSING + "・ー～゛゜ヽヾゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ.…‥%％℃"
)
_NOT_LAST = frozenset("「『（([［{｛〈《【〔￥$＃№")
_JOINERS = "\u200d"  # zero width joiner: one picture out of several
_SENTENCE = re.compile(rf"[{re.escape(_STOPS)}][{re.escape(_CLOSING)}]*\Z")
# How willingly a line ends between two characters, by what stands before and after; the first rule that fits.
_WILLING = (
    (re.compile(r"[A-Za-z0-9.,'_/@%-]\Z"), re.compile(r"[A-Za-z0-9'_/@%-]"), 0.0),
    (re.compile(rf"[{re.escape(_STOPS)}][{re.escape(_CLOSING)}]*\Z"), re.compile(""), 1.0),
    (re.compile(rf"[{re.escape(_COMMAS)}\s]\Z"), re.compile(""), 0.8),
    (re.compile(r"[ァ-ヺー・]\Z"), re.compile(r"[ァ-ヺー・]"), 0.0),
    (re.compile(r"[ぁ-ゖ]\Z"), re.compile(r"[^ぁ-ゖ]"), 0.6),
    (re.compile(r"[一-鿿々]\Z"), re.compile(r"[ぁ-ゖ]"), 0.05),
    (re.compile(r"[0-9]\Z"), re.compile(r"[年月日時分秒回件人円％%億万千]"), 0.05),
    (re.compile(""), re.compile(""), 0.2),
)
_LOOK_BACK = 4  # characters before a place that the rules look at
_FAR = 0.5  # what the length of a line costs beside a good place to end it
_TWO_LINES = 100  # characters: no two lines of a caption have more


class Line(NamedTuple):
    """Characters start…end of a text."""

    start: int
    end: int


def lines_of(text: str, columns: float, taken: float = 0) -> Iterator[Line]:
    """The text cut into lines of at most so many full-width characters, of which so many are `taken` in the first one; a
    word longer than a line is cut anywhere."""
    at = 0
    while at < len(text):
        reach = _reach(text, at, columns if at else columns - taken)
        # what fits into two lines is parted in the middle, so that no line of two letters is left over
        halves = width(text[at : at + _TWO_LINES]) + (0 if at else taken) <= 2 * columns
        goal = (at + len(text)) / 2 if halves and len(text) - at < _TWO_LINES else reach
        end = reach if reach == len(text) else _best(text, at, reach, goal)
        yield Line(at, end)
        at = end


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with the text."""
    return bool(_SENTENCE.search(text[-_LOOK_BACK:]))


def _reach(text: str, at: int, columns: float) -> int:
    """How far a line from here may go: at least one character with all that belongs to it."""
    end, used = at, 0.0
    while end < len(text) and (end == at or used + width(text[end]) <= columns):
        used += width(text[end])
        end += 1
    whole = end
    while whole > at + 1 and whole < len(text) and _belongs(text, whole):
        whole -= 1
    return whole if whole > at + 1 or not _belongs(text, whole) else end


def _best(text: str, at: int, reach: int, goal: float) -> int:
    places = range(at + 1, reach + 1)
    best = max(places, key=lambda place: _willing(text, place) - _FAR * abs(place - goal) / (reach - at))
    return best if _willing(text, best) > 0 else reach


def _willing(text: str, place: int) -> float:
    """How willingly a line ends before the character at `place`; at the end of the text there is no other choice."""
    if place == len(text):
        return 1.0
    if _belongs(text, place) or text[place] in _NOT_FIRST or text[place - 1] in _NOT_LAST:
        return -1.0
    before, after = text[max(0, place - _LOOK_BACK) : place], text[place]
    return next(worth for left, right, worth in _WILLING if left.search(before) and right.match(after))


def _belongs(text: str, place: int) -> bool:
    """Whether the character at `place` is drawn together with the one before it."""
    if place >= len(text):
        return False
    here, before = text[place], text[place - 1]
    if before in _JOINERS or here in _JOINERS or "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    if _is_flag(here) and _is_flag(before):
        flags = len(text[:place]) - len(text[:place].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
        return flags % 2 == 1
    return unicodedata.category(here) in ("Mn", "Me", "Mc", "Cf")


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
