"""Claims against one or two utterances, written in the test itself."""

from __future__ import annotations

import datetime as dt

from minutes.domain import Attendee, Meeting
from minutes.structure.grounding.check import Grounds
from minutes.structure.grounding.claim import Claim, Failure, Kind
from tests.structure.meetings import spoken

MEETING = Meeting(
    title="調整会議",
    date=dt.date(2025, 8, 6),
    start=dt.time(10, 0),
    attendees=(
        Attendee(role="総務局長", chair=True),
        Attendee(role="DX推進課長", aliases=("DX推進課課長",)),
        Attendee(role="財政課長"),
        Attendee(role="委員（山田）", name="山田 太郎"),
    ),
)


def failures(
    said: str | tuple[tuple[str | None, str], ...],
    text: str,
    kind: Kind = "statement",
    speaker: str | None = "DX推進課長",
    evidence: tuple[str, ...] | None = None,
    allowed: frozenset[str] | None = None,
    owner: str | None = None,
    due: str | None = None,
) -> tuple[Failure, ...]:
    """What is wrong with a claim; `said`: one utterance of the DX推進課長, or (role, text) pairs, all of them evidence."""
    lines = (("DX推進課長", said),) if isinstance(said, str) else said
    utterances = spoken(*lines)
    ids = tuple(utterance.id for utterance in utterances)
    claim = Claim(kind, text, speaker, ids if evidence is None else evidence, owner, due)
    return Grounds(utterances, MEETING).check(claim, frozenset(ids) if allowed is None else allowed)


def codes(*args: object, **kwargs: object) -> set[str]:
    return {failure.code for failure in failures(*args, **kwargs)}  # type: ignore[arg-type]
