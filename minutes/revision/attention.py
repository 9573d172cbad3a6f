"""attention.json: how many minutes of the clock somebody worked at a draft, and nobody's name beside them.

It serves the report (what does checking cost?), it is no time clock for staff: who it was, and what was done in which minute,
stands nowhere. Several windows and servers may count; a minute counts once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from filelock import FileLock
from pydantic import AwareDatetime

from minutes import workfolder
from minutes.domain import Edit, Value
from minutes.errors import MinutesError, cannot_write
from minutes.workfolder import WorkFolder

_LOCK = ".attention.lock"
_PATIENCE_S = 1.0
# Several machines' clocks are seconds apart; what lies further ahead is a clock that was set back, and time goes on.
_CLOCKS_APART = dt.timedelta(minutes=10)
_PAUSE = dt.timedelta(minutes=5)


class Attention(Value):
    """`minutes`: of the clock, with attention; `first`, `last`: the beginnings of the first and the last of them, in UTC."""

    minutes: int
    first: AwareDatetime
    last: AwareDatetime


def attend(work: WorkFolder, at: dt.datetime) -> None:
    """Count the minute of `at`, unless it is counted. Raises CannotWrite, InputUnreadable."""
    minute = _minute(at)
    try:
        with FileLock(work.path(_LOCK), timeout=_PATIENCE_S):
            before = work.find(workfolder.ATTENTION, Attention)
            if before and dt.timedelta(0) <= before.last - minute < _CLOCKS_APART:
                return
            first = min(before.first, minute) if before else minute
            counted = Attention(minutes=before.minutes + 1 if before else 1, first=first, last=minute)
            work.write_json(workfolder.ATTENTION, counted)
    except OSError as error:
        raise cannot_write(error, work.path(workfolder.ATTENTION)) from None


def attention_of(work: WorkFolder) -> Attention | None:
    """None where nothing was counted, or nobody can tell."""
    try:
        return work.find(workfolder.ATTENTION, Attention)
    except MinutesError:
        return None


def minutes_spent(attention: Attention | None, edits: Sequence[Edit]) -> int:
    """Those counted; of edits from before anything was counted, the minutes of the clock from edit to edit, without pauses
    of more than five minutes."""
    before = [_minute(edit.at) for edit in edits if attention is None or edit.at < attention.first]
    return (attention.minutes if attention else 0) + sum(_stretches(sorted(before)))


def _stretches(minutes: Sequence[dt.datetime]) -> Iterable[int]:
    """How many minutes each stretch of work touches, its first and its last included."""
    begin = 0
    for place, minute in enumerate(minutes):
        if place + 1 == len(minutes) or minutes[place + 1] - minute > _PAUSE:
            yield round((minute - minutes[begin]).total_seconds() / 60) + 1
            begin = place + 1


def _minute(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC).replace(second=0, microsecond=0)
