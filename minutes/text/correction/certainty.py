"""How sure the recogniser was of each character of an utterance, from its words' probabilities.

Utterances are made of the transcript's words, but cut and joined; so words are found again by time and text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from minutes.domain import Transcript, Utterance, Word

# An utterance begins and ends with its words; what rounding moved is still found.
_TOLERANCE_S = 0.05


def certainties(transcript: Transcript, utterances: Sequence[Utterance]) -> Mapping[str, tuple[float, ...]]:
    """Per utterance a probability for each character of `heard`; none for an utterance whose words are not found."""
    words = sorted((word for segment in transcript.segments for word in segment.words), key=_start)
    starts = [word.start for word in words]
    found: dict[str, tuple[float, ...]] = {}
    for utterance in utterances:
        first = bisect_left(starts, utterance.start - _TOLERANCE_S)
        last = bisect_left(starts, utterance.end + _TOLERANCE_S)
        values = _placed(utterance.heard, words[first:last])
        if values:
            found[utterance.id] = values
    return found


def _start(word: Word) -> float:
    return word.start


def _placed(heard: str, words: Sequence[Word]) -> tuple[float, ...]:
    """Each word where it stands next; characters of no word take the mean of those that were found."""
    values: list[float | None] = [None] * len(heard)
    at = 0
    for word in words:
        text = word.text.strip()
        place = heard.find(text, at) if text else -1
        if place >= 0:
            at = place + len(text)
            values[place:at] = [word.probability] * len(text)
    known = [value for value in values if value is not None]
    if not known:
        return ()
    mean = sum(known) / len(known)
    return tuple(mean if value is None else value for value in values)
