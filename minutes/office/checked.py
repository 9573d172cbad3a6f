"""What clerks did with the drafts of several meetings until these were confirmed, read from their work folders.

Only figures are read, one small file a meeting, and nobody's name is among them. A folder that has gone or that nobody can read
is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes.evaluation.effort import Effort, kept_effort
from minutes.evaluation.ratio import NOTHING, Ratio, pooled
from minutes.workfolder import WorkFolder

_HOUR_MIN = 60
_HOUR_S = 3600.0


@dataclass(frozen=True)
class Checked:
    """`meetings`: that were confirmed after somebody had worked at them on the review page; `hours`: of checking; `edits`
    to `characters` of corrected text; `heard`, `text`: character errors (see `Effort`). `share`: hours of checking to hours
    of recording, of those that have a recording."""

    meetings: int = 0
    hours: float = 0.0
    edits: int = 0
    characters: int = 0
    heard: Ratio = NOTHING
    text: Ratio = NOTHING
    share: Ratio = NOTHING

    @property
    def per_1000(self) -> float | None:
        """Edits per 1,000 characters; None where nothing was confirmed."""
        return 1000 * self.edits / self.characters if self.characters else None


NONE = Checked()

Confirmed = tuple[Effort, float | None]
"""Of one meeting: what it cost, and how long its recording is (s)."""


def effort_at(works: Iterable[Path]) -> Effort | None:
    """Of the first of a meeting's work folders that tells."""
    return next(filter(None, (kept_effort(WorkFolder(work)) for work in works)), None)


def checked_of(confirmed: Sequence[Confirmed]) -> Checked:
    """Characters and minutes summed, not shares averaged: a long meeting weighs more than a short one."""
    efforts = [effort for effort, _ in confirmed]
    return Checked(
        meetings=len(efforts),
        hours=round(sum(one.minutes for one in efforts) / _HOUR_MIN, 2),
        edits=sum(one.edits for one in efforts),
        characters=sum(one.characters for one in efforts),
        heard=pooled(one.heard for one in efforts),
        text=pooled(one.text for one in efforts),
        share=pooled(
            Ratio(part=effort.minutes / _HOUR_MIN, whole=audio_s / _HOUR_S) for effort, audio_s in confirmed if audio_s
        ),
    )


def together(several: Sequence[Checked]) -> Checked:
    """The sum, of hours as they are shown."""
    return Checked(
        meetings=sum(one.meetings for one in several),
        hours=round(sum(one.hours for one in several), 2),
        edits=sum(one.edits for one in several),
        characters=sum(one.characters for one in several),
        heard=pooled(one.heard for one in several),
        text=pooled(one.text for one in several),
        share=pooled(one.share for one in several),
    )
