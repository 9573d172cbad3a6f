"""What the program made of a meeting: the parts of a work folder that can be held against a reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from minutes import workfolder
from minutes.domain import Coverage, Meeting, Minutes, Segment, Transcript, Turn, Utterance
from minutes.evaluation.normalisation import INAUDIBLE
from minutes.evaluation.timedtext import Span, TimedText, evenly, joined
from minutes.render.flags import NO_TIMES
from minutes.rttm import read_rttm
from minutes.workfolder import WorkFolder

T = TypeVar("T")


@dataclass(frozen=True)
class Hypothesis:
    """`heard` is the recogniser's text with its times; `doubtful` are the stretches marked as inaudible. `timed` is
    False for an imported transcript without times: then nothing can be said that needs them."""

    utterances: tuple[Utterance, ...]
    turns: tuple[Turn, ...]
    heard: TimedText
    doubtful: tuple[Span, ...] = ()
    coverage: Coverage | None = None
    meeting: Meeting | None = None
    timed: bool = True


def read_hypothesis(work: WorkFolder) -> Hypothesis:
    """Only utterances.json must be there. Raises InputMissing, InputUnreadable."""
    utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    transcript = _if_there(work, workfolder.TRANSCRIPT, Transcript)
    minutes = _if_there(work, workfolder.MINUTES, Minutes)
    turns = work.path(workfolder.TURNS)
    return hypothesis_of(
        utterances,
        transcript.segments if transcript else (),
        turns=read_rttm(turns) if turns.is_file() else None,
        coverage=_if_there(work, workfolder.COVERAGE, Coverage),
        meeting=minutes.meeting if minutes else None,
    )


def hypothesis_of(
    utterances: Sequence[Utterance],
    segments: Sequence[Segment] = (),
    *,
    turns: Sequence[Turn] | None = None,
    coverage: Coverage | None = None,
    meeting: Meeting | None = None,
) -> Hypothesis:
    """Without segments an utterance's characters are evenly spread over it; without turns the utterances are the turns."""
    own_turns = [Turn(start=u.start, end=u.end, speaker=u.speaker or "?") for u in utterances if u.end > u.start]
    pieces = _of_segments(segments) or [evenly(u.heard, u.start, u.end) for u in utterances]
    marked: Sequence[Segment | Utterance] = segments or utterances
    return Hypothesis(
        utterances=tuple(utterances),
        turns=tuple(own_turns if turns is None else turns),
        heard=joined(pieces),
        doubtful=tuple((piece.start, piece.end) for piece in marked if INAUDIBLE.search(piece.text)),
        coverage=coverage,
        meeting=meeting,
        timed=not any(NO_TIMES in utterance.flags for utterance in utterances),
    )


def _of_segments(segments: Sequence[Segment]) -> list[TimedText]:
    pieces = []
    for segment in segments:
        words = [evenly(word.text, word.start, word.end) for word in segment.words]
        pieces += words or [evenly(segment.text, segment.start, segment.end)]
    return pieces


def _if_there(work: WorkFolder, name: str, kind: type[T]) -> T | None:
    return work.read(name, kind) if work.path(name).is_file() else None
