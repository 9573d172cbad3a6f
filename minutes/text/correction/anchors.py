"""Long terms of which a word in the middle was heard as another: found by the characters that stand in their places.

災害行政給付 sounds too little like 災害共済給付 to be looked up by its sound; 災害 and 給付 tell where to compare.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutes.text.correction.distance import distance, shared_ends
from minutes.text.correction.secondguess import second_sounds
from minutes.text.correction.sounds import Morae, morae
from minutes.text.correction.spans import CLOSED, OPEN, Heard
from minutes.text.correction.wordclass import is_function

# Terms shorter than this are found by their sound alone.
LONG_CHARACTERS = 4
LONG_MORAE = 6
# Characters in a row that may be others, at most half of a term's; how many more or fewer were heard.
MOST_CHANGED = 3
_MORE_OR_FEWER = 1
# Sounds by which the readings may differ, per mora of the whole term and per mora of its words that are others.
FARTHEST = 0.3
FARTHEST_CHANGED = 0.9
MOST_WORDS = 10
_GAP = "\0"


@dataclass(frozen=True, slots=True)
class Anchored:
    """A term (its number) that may be meant from `start` to before `end`; `apart`: distance of the readings in sounds;
    `changed`: morae of the words that are others; `in_place`: share of its characters that are not."""

    start: int
    end: int
    number: int
    apart: float
    changed: int
    in_place: float


@dataclass(frozen=True, slots=True)
class Sounded:
    """A term as text and reading."""

    text: str
    sounds: Morae

    @property
    def is_long(self) -> bool:
        return len(self.text) >= LONG_CHARACTERS and len(self.sounds) >= LONG_MORAE


@dataclass(frozen=True, slots=True)
class Anchors:
    """`numbers`: what a term begins and ends with, for all that may have been heard in between → numbers of terms;
    `ends`: first two characters, last two, or first and last of the keys, so that most stretches are passed over."""

    numbers: Mapping[str, Sequence[int]]
    ends: frozenset[str]

    def of(self, text: str) -> Iterator[int]:
        if any(ends in self.ends for ends in _ends(text)):
            for changed in range(1, MOST_CHANGED + _MORE_OR_FEWER + 1):
                for key in _keys(text, changed):
                    yield from self.numbers.get(key, ())


def _ends(text: str) -> tuple[str, str, str]:
    return text[:2] + _GAP, _GAP + text[-2:], text[0] + _GAP + text[-1]


def anchors_of(terms: Sequence[Sounded]) -> Anchors:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        if term.is_long:
            for key in _keys(term.text, min(MOST_CHANGED, len(term.text) // 2)):
                found[key].append(number)
    return Anchors(dict(found), frozenset(ends for term in terms if term.is_long for ends in _ends(term.text)))


def _keys(text: str, changed: int) -> Iterator[str]:
    """What stands before and after each of its stretches of so many characters; fewer that changed lie inside one."""
    for head in range(len(text) - changed + 1):
        yield text[:head] + _GAP + text[head + changed :]


def anchored(heard: Heard, anchors: Anchors, terms: Sequence[Sounded], longest: int) -> Iterator[Anchored]:
    """Each place with each long term, `longest` the characters of the longest. Particles and numerals may be inside:
    what sounds like them may be part of a word (安定か基金, 整産六地)."""
    for first, last in _stretches(heard, longest + _MORE_OR_FEWER):
        start = heard.words[first].start
        end = heard.words[last].start + len(heard.words[last].surface)
        text = heard.text[start:end]
        for number in dict.fromkeys(anchors.of(text)):
            found = _compared(heard, (first, last + 1), (start, end), number, terms[number])
            if found:
                yield found


def _stretches(heard: Heard, longest: int) -> Iterator[tuple[int, int]]:
    """(first, last) of words of which a long term may have been made."""
    for first, kind in enumerate(heard.classes):
        if kind != OPEN:
            continue
        start = heard.words[first].start
        for last in range(first, min(first + MOST_WORDS, len(heard.words))):
            word = heard.words[last]
            length = word.start + len(word.surface) - start
            if heard.classes[last] == CLOSED or length > longest:
                break
            if heard.classes[last] == OPEN and length >= LONG_CHARACTERS - _MORE_OR_FEWER:
                yield first, last


def _compared(
    heard: Heard, words: tuple[int, int], place: tuple[int, int], number: int, term: Sounded
) -> Anchored | None:
    text = heard.text[slice(*place)]
    if abs(len(text) - len(term.text)) > _MORE_OR_FEWER or text == term.text:
        return None
    head, tail = shared_ends(text, term.text)
    if head + tail == min(len(text), len(term.text)):
        return None  # 学校給食 is no 学校給食費 of which a part was misheard
    first, last = _changed_words(heard, words, (place[0] + head, place[1] - tail))
    begins = _spoken(heard, words[0], first, term.sounds, at_end=False)
    ends = _spoken(heard, last, words[1], term.sounds[len(begins) :], at_end=True)
    first, last = (first if begins else words[0]), (last if ends else words[1])
    meant = term.sounds[len(begins) : len(term.sounds) - len(ends)]
    most = FARTHEST * len(term.sounds)
    readings = _readings(heard, first, last)
    apart, changed = min((distance(one, meant, most), max(len(one), len(meant))) for one in readings)
    if apart > min(most, FARTHEST_CHANGED * changed):
        return None
    if apart and any(is_function(word) and word.surface not in term.text for word in heard.words[first:last]):
        return None  # a particle that was heard is not left out
    return Anchored(*place, number, apart, changed, (head + tail) / max(len(text), len(term.text)))


def _changed_words(heard: Heard, words: tuple[int, int], place: tuple[int, int]) -> tuple[int, int]:
    """The words, from `first` to before `last`, that hold the characters of a place."""
    first, last = words
    while first + 1 < last and heard.words[first + 1].start <= place[0]:
        first += 1
    while last - 1 > first and heard.words[last - 1].start >= max(place[1], place[0] + 1):
        last -= 1
    return first, last


def _spoken(heard: Heard, first: int, last: int, meant: Morae, *, at_end: bool) -> Morae:
    """How words are spoken that are written as in the term: as there. Nothing where no reading of them fits."""
    for sounds in _readings(heard, first, last) if first < last else ():
        if sounds and (meant[-len(sounds) :] if at_end else meant[: len(sounds)]) == sounds:
            return sounds
    return ()


def _readings(heard: Heard, first: int, last: int) -> Iterator[Morae]:
    words = heard.words[first:last]
    yield morae("".join(word.reading for word in words))
    yield from second_sounds("".join(word.surface for word in words))
