"""Work folders to be reviewed: a synthetic meeting of any length with sound, words, and open checks of every kind a clerk meets.

What the rules doubt of their own lines stays as it is. Doubts of utterances are set, every eighth one: between the examples of the
house with the fewest (2 of 25) and with the most (41 of 108).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.rendering.folders import Meetings
from minutes import workfolder
from minutes.domain import (
    AgendaItem,
    Correction,
    Coverage,
    Part,
    Recording,
    Segment,
    Stretch,
    Transcript,
    Unreflected,
    Utterance,
    Word,
)
from minutes.render.head import proof_of
from minutes.workfolder import WorkFolder

RATE = 16_000
PIECE = (
    3  # characters of a recognised word: then there are as many words as are said in two hours, though more is written
)
SPOKEN = 0.9  # of an utterance's time; then a pause
DOUBTS = (  # of every so many utterances one: its flags, and whether nobody is named
    (13, ("low_confidence",), False),
    (41, ("unknown_speaker",), True),
    (67, ("uncertain_speaker",), False),
    (97, ("overlap", "inaudible"), False),
    (211, ("hallucination",), False),
)
LINE_DOUBTS = (
    (61, "unsupported_number:120万円"),
    (127, "unsupported_name:山本"),
)
MISHEARD = (  # what is meant, what was written for it
    ("資料", "試料"),
    ("計画", "系画"),
    ("予算", "与算"),
    ("避難所", "非難所"),
    ("保険料", "保健料"),
    ("事業", "次業"),
    ("委員", "医院"),
)
SUGGESTED = 12  # of each, at most
LOST = 12  # stretches of speech without text
UNREFLECTED = 8


@dataclass(frozen=True)
class Doubtful:
    """A meeting with what is to be checked in it."""

    meeting: Meetings
    corrections: tuple[Correction, ...]
    coverage: Coverage


def spread_over(meeting: Meetings, seconds: float) -> Meetings:
    """Its utterances evenly over so many seconds."""
    step = seconds / len(meeting.utterances)
    spread = [
        one.model_copy(update={"start": round(place * step, 2), "end": round((place + SPOKEN) * step, 2)})
        for place, one in enumerate(meeting.utterances)
    ]
    return replace(meeting, utterances=spread)


def doubted(meeting: Meetings) -> Doubtful:
    """With flags, suggestions, lost speech and things nobody wrote down, spread over the whole of it."""
    utterances = [_doubted(place, one) for place, one in enumerate(meeting.utterances, start=1)]
    corrections = tuple(_suggestions(utterances))
    wrong = {one.utterance: one for one in corrections}
    utterances = [_misheard(one, wrong.get(one.id)) for one in utterances]
    tidied = [
        one.model_copy(update={name: getattr(one, name).replace(found.after, found.before, 1) for name in _LEVELS})
        if (found := wrong.get(one.id))
        else one
        for one in meeting.tidied
    ]
    counted = iter(range(1, 1 << 20))
    items = [_item(item, counted) for item in meeting.items]
    unreflected = [*meeting.unreflected, *_left_out(utterances, items)][: max(len(meeting.unreflected), UNREFLECTED)]
    made = replace(meeting, utterances=utterances, tidied=tidied, items=items, unreflected=unreflected)
    return Doubtful(made, corrections, _coverage(utterances))


_LEVELS = ("clean", "edited")


def _doubted(place: int, one: Utterance) -> Utterance:
    flags: tuple[str, ...] = ()
    named = True
    for every, given, nobody in DOUBTS:
        if place % every == 0:
            flags, named = given, not nobody
    return one.model_copy(update={"flags": flags, "name": one.name if named else None}) if flags else one


def _suggestions(utterances: Sequence[Utterance]) -> Iterator[Correction]:
    """What was misheard, in utterances far apart; one for an utterance."""
    taken: set[str] = set()
    for right, wrong in MISHEARD:
        holding = [one for one in utterances if right in one.text and one.id not in taken]
        for one in holding[:: max(len(holding) // SUGGESTED, 1)][:SUGGESTED]:
            taken.add(one.id)
            at = one.text.index(right)
            yield Correction(
                utterance=one.id,
                before=wrong,
                after=right,
                start=at,
                end=at + len(wrong),
                term=right,
                rule="reading",
                score=0.6,
                applied=False,
            )


def _misheard(one: Utterance, found: Correction | None) -> Utterance:
    if found is None:
        return one
    text = one.text.replace(found.after, found.before, 1)
    return one.model_copy(update={"text": text, "heard": text})


def _item(item: AgendaItem, counted: Iterator[int]) -> AgendaItem:
    def doubted_part(part: object) -> object:
        number = next(counted)
        flags = tuple(flag for every, flag in LINE_DOUBTS if number % every == 0)
        return part.model_copy(update={"flags": (*part.flags, *flags)}) if flags else part  # type: ignore[attr-defined]

    kinds = ("statements", "decisions", "actions")
    return item.model_copy(update={kind: tuple(map(doubted_part, getattr(item, kind))) for kind in kinds})


def _left_out(utterances: Sequence[Utterance], items: Sequence[AgendaItem]) -> Iterator[Unreflected]:
    cited = {id_ for item in items for id_ in proof_of(item)}
    free = [one for one in utterances if one.id not in cited and len(one.text) > 15]
    for one in islice(free[:: max(len(free) // UNREFLECTED, 1)], UNREFLECTED):
        yield Unreflected(utterance=one.id, text=one.text)


def _coverage(utterances: Sequence[Utterance]) -> Coverage:
    """Speech in some of the pauses that nobody could read."""
    step = max(len(utterances) // LOST, 1)
    pairs = list(pairwise(utterances))[step // 2 :: step][:LOST]
    lost = tuple(Stretch(start=one.end, end=next_.start, state="lost") for one, next_ in pairs)
    seconds = sum(one.end - one.start for one in utterances)
    return Coverage(stretches=lost, transcribed=seconds, flagged=0, lost=sum(one.end - one.start for one in lost))


# ---- on disk ---------------------------------------------------------------------------------------------------------


def laid(root: Path, made: Doubtful, seconds: float) -> WorkFolder:
    """The work folder, with a sound of this length."""
    made.meeting.write(root)
    work = WorkFolder(root)
    segments = tuple(_segment(one) for one in made.meeting.utterances)
    transcript = Transcript(language="ja", duration=seconds, model="none", segments=segments)
    work.write_json(workfolder.TRANSCRIPT, transcript)
    work.write_json(workfolder.CORRECTIONS, made.corrections)
    work.write_json(workfolder.COVERAGE, made.coverage)
    part = Part(file="会議.m4a", sha256="0" * 64, start=0, duration=seconds)
    work.write_json(workfolder.RECORDING, Recording(parts=(part,), sha256="0" * 64, duration=seconds))
    with soundfile.SoundFile(work.path(workfolder.AUDIO), "w", RATE, 1, format="FLAC") as file:
        minute = (500 * np.sin(np.arange(60 * RATE) / 20)).astype("int16")
        for _ in range(round(seconds / 60)):
            file.write(minute)
    return work


def _segment(one: Utterance) -> Segment:
    step = (one.end - one.start) / max(len(one.heard), 1)
    words = [
        Word(
            start=one.start + at * step,
            end=one.start + min(at + PIECE, len(one.heard)) * step,
            text=one.heard[at : at + PIECE],
            probability=0.9,
        )
        for at in range(0, len(one.heard), PIECE)
    ]
    return Segment(start=one.start, end=one.end, text=one.heard, words=tuple(words))
