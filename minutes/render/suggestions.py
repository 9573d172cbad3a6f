"""Where in a document the suggestions of the correction stand: what was heard, in whatever became of it.

A form prints an utterance as it is, tidied, or made over into statements. A suggestion's place in what was heard is followed
into the printed text; where its words are no longer there, there is nothing to remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from minutes.domain import Correction, Utterance


class Place(NamedTuple):
    """Characters of a printed text, and what is suggested for them."""

    start: int
    end: int
    correction: Correction


class Suggestions:
    """The suggestions of a meeting by utterance; each is placed once, at the first text that holds its words."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self._open: dict[str, list[Correction]] = {}
        for correction in corrections:
            if not correction.applied:
                self._open.setdefault(correction.utterance, []).append(correction)
        self.placed = 0

    def take(self, text: str, evidence: Iterable[Utterance]) -> list[Place]:
        """The places in this text of suggestions that have none yet, in order and without overlaps."""
        places: list[Place] = []
        for utterance in evidence:
            waiting = self._open.get(utterance.id, [])
            for correction in list(waiting):
                start = _follow(utterance.heard, text, correction)
                place = Place(start, start + len(correction.before), correction)
                if start >= 0 and not any(one.start < place.end and place.start < one.end for one in places):
                    places.append(place)
                    waiting.remove(correction)
        self.placed += len(places)
        return sorted(places)


def _follow(heard: str, text: str, correction: Correction) -> int:
    """Where the words that a suggestion is about begin in the text, -1 where they are not told apart or not there."""
    before = correction.before
    if not before or before not in text:
        return -1
    for block in Indel.opcodes(heard, text):
        inside = block.src_start <= correction.start and correction.end <= block.src_end
        if block.tag == "equal" and inside:
            return block.dest_start + correction.start - block.src_start
    return text.find(before) if text.count(before) == 1 else -1
