"""When each character of an utterance is spoken: by the recogniser's words where they are known, else evenly.

What is printed differs from what was recognised (terms put right, fillers left out), so the two are aligned; what has no
counterpart is spoken between its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from minutes.domain import Seconds, Transcript, Utterance

_EXACT_S = 0.001  # times of utterances are rounded to this


class Moment(NamedTuple):
    """When a character is spoken."""

    start: Seconds
    end: Seconds


class _Word(NamedTuple):
    start: Seconds
    end: Seconds
    text: str
    speaker: str | None


class SpokenTimes:
    """The moments of the characters of any utterance of a transcript."""

    def __init__(self, transcript: Transcript | None) -> None:
        found = [
            _Word(word.start, word.end, word.text.strip(), segment.speaker)
            for segment in (transcript.segments if transcript else ())
            for word in segment.words or (segment,)
        ]
        self._words = sorted(found, key=itemgetter(0, 1))
        self._starts = [word.start for word in self._words]

    def of(self, utterance: Utterance, text: str) -> list[Moment]:
        """One for each character of the `text` that is printed for the utterance; they never run backwards."""
        moments = _aligned(text, self._spoken(utterance)) or _evenly(len(text), utterance.start, utterance.end)
        return _in_order(moments, utterance)

    def _spoken(self, utterance: Utterance) -> list[_Word]:
        first = bisect_left(self._starts, utterance.start - _EXACT_S)
        last = bisect_left(self._starts, utterance.end)
        return [word for word in self._words[first:last] if word.speaker in (None, utterance.speaker)]


def _evenly(count: int, start: Seconds, end: Seconds) -> list[Moment]:
    edges = [start + (end - start) * number / max(count, 1) for number in range(count + 1)]
    return [Moment(edges[number], edges[number + 1]) for number in range(count)]


def _aligned(text: str, words: Sequence[_Word]) -> list[Moment]:
    heard = "".join(word.text for word in words)
    if not heard:
        return []
    times = [moment for word in words for moment in _evenly(len(word.text), word.start, word.end)]
    moments: list[Moment] = []
    for change in Levenshtein.opcodes(text, heard):
        there = times[change.dest_start : change.dest_end]
        count = change.src_end - change.src_start
        at = times[min(change.dest_start, len(times) - 1)].start
        moments += [there[number * len(there) // count] if there else Moment(at, at) for number in range(count)]
    return moments


def _in_order(moments: Sequence[Moment], utterance: Utterance) -> list[Moment]:
    latest = utterance.start
    ordered = []
    for moment in moments:
        start = min(max(moment.start, latest), utterance.end)
        latest = min(max(moment.end, start), utterance.end)
        ordered.append(Moment(start, latest))
    return ordered
