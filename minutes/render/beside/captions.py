"""Captions: what was said in pieces of at most two short lines, with the times at which each is spoken.

No cue overlaps another: SubRip players show the second of two at once over the first or not at all. Where people talk at
the same time, the later one waits until the earlier can have been read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutes.domain import Utterance
from minutes.render.beside.given import Given, is_timed, said
from minutes.render.beside.linebreaks import Line, ends_sentence, lines_of
from minutes.render.beside.spokentimes import Moment, SpokenTimes
from minutes.render.clean import clean
from minutes.render.japanese import width

COLUMNS = 20  # full-width characters a line: what a screen shows at a size that can be read from a seat
LINES = 2
_SHORT_LABEL = 10  # characters; a longer one has a line for itself
_PAUSE_S = 1.5  # a silence this long ends a cue
_SHOWN_MS = 1000  # a cue stays at least so long where nothing follows
_LEAST_MS = 500  # and so long in any case


@dataclass(frozen=True)
class Caption:
    """`start`, `end`: milliseconds; `label`: what names the speaker at the beginning of the first line, "" where the cue
    goes on with an utterance."""

    start: int
    end: int
    speaker: str
    label: str
    lines: tuple[str, ...]


def captions(given: Given) -> tuple[Caption, ...]:
    """In order of time, none overlapping another. What has no times is not among them."""
    sources, times = given.sources(), SpokenTimes(given.transcript)
    cues = [
        cue
        for utterance in filter(is_timed, given.utterances)
        for cue in _captions(utterance, sources.speaker(utterance), said(utterance, given.form), times)
    ]
    return tuple(_one_after_the_other(sorted(cues, key=lambda cue: cue.start)))


def _captions(utterance: Utterance, speaker: str, text: str, times: SpokenTimes) -> Iterator[Caption]:
    speaker, text = clean(speaker).strip(), clean(text).strip()
    label = _shortened(speaker) + "：" if speaker else ""
    own_line = width(label) > _SHORT_LABEL
    lines = list(lines_of(text, COLUMNS, taken=0 if own_line else width(label)))
    moments = times.of(utterance, text)
    room = LINES - 1 if own_line else LINES
    while lines:
        taken = _together(text, moments, lines, room)
        first, last = moments[lines[0].start], moments[lines[taken - 1].end - 1]
        words = [text[line.start : line.end].strip() for line in lines[:taken]]
        shown = (label, *words) if own_line else (label + words[0], *words[1:])
        # a blank line would end the cue
        yield Caption(
            round(first.start * 1000), round(last.end * 1000), speaker, label, tuple(line for line in shown if line)
        )
        lines, label, own_line, room = lines[taken:], "", False, LINES


def _together(text: str, moments: Sequence[Moment], lines: Sequence[Line], room: int) -> int:
    """How many of the lines make the next cue."""
    for number in range(1, min(room, len(lines))):
        before, after = lines[number - 1], lines[number]
        silence = moments[after.start].start - moments[before.end - 1].end
        if silence >= _PAUSE_S and ends_sentence(text[before.start : before.end]):
            return number
    return min(room, len(lines))


def _shortened(label: str) -> str:
    """As much of the label as a line holds beside its colon."""
    if width(label) < COLUMNS:
        return label
    kept = next(lines_of(label, COLUMNS - 2))
    return label[: kept.end] + "…"


def _one_after_the_other(cues: Sequence[Caption]) -> Iterator[Caption]:
    starts: list[int] = []
    for cue in cues:
        starts.append(max(cue.start, starts[-1] + _LEAST_MS if starts else 0))
    for number, cue in enumerate(cues):
        end = max(cue.end, starts[number] + _SHOWN_MS)
        following = starts[number + 1] if number + 1 < len(starts) else end
        yield replace(cue, start=starts[number], end=min(end, following))
