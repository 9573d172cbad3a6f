"""What the office gained, month by month and department by department: counted from the ledger, reckoned by its own factors.

A meeting belongs to the month in which its minutes were first made, here and now by this machine's time zone. Made again,
with a better meeting file say, it is still one meeting, and its latest figures count. What checking really cost is told beside
(see `checked`) and changes nothing of what is reckoned.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes.office.checked import NONE, Checked, checked_of, effort_at, together
from minutes.office.ledger import JobState
from minutes.settings import Report

UNNAMED = "（部署の記入なし）"
TOTAL = "合計"
_HOUR_S = 3600.0


@dataclass(frozen=True)
class Meeting:
    """Minutes that were made. `day`: when first; `audio_s`: None for a finished transcript, which has no sound; `works`: the
    work folders they were made in, the latest first."""

    day: dt.date
    department: str
    audio_s: float | None
    processing_s: float
    works: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Line:
    """One department in one month. `without_audio`: how many of the meetings were finished transcripts; `checked`: of those
    that were confirmed."""

    month: str
    department: str
    meetings: int
    without_audio: int
    audio_h: float
    processing_h: float
    saved_h: float
    saved_yen: int
    checked: Checked = NONE


def meetings_of(states: Iterable[JobState]) -> tuple[Meeting, ...]:
    """The meetings whose minutes are there, in the order of their days; what failed or is under way is none."""
    made: dict[object, list[JobState]] = defaultdict(list)
    for state in states:
        if state.condition == "done" and state.finished:
            made[_identity(state)].append(state)
    return tuple(sorted((_meeting(jobs) for jobs in made.values()), key=lambda one: (one.day, one.department)))


def lines_of(
    meetings: Iterable[Meeting], factors: Report, first: dt.date | None = None, last: dt.date | None = None
) -> tuple[Line, ...]:
    """By month, then department. `first`, `last`: of the days that count, both included."""
    groups: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for one in meetings:
        if (first is None or first <= one.day) and (last is None or one.day <= last):
            groups[f"{one.day:%Y-%m}", one.department].append(one)
    return tuple(_line(month, department, group, factors) for (month, department), group in sorted(groups.items()))


def total_of(lines: Sequence[Line]) -> Line:
    """The sum of lines as they are shown, so that a column can be added up by hand."""
    return Line(
        month=TOTAL,
        department="",
        meetings=sum(line.meetings for line in lines),
        without_audio=sum(line.without_audio for line in lines),
        audio_h=round(sum(line.audio_h for line in lines), 2),
        processing_h=round(sum(line.processing_h for line in lines), 2),
        saved_h=round(sum(line.saved_h for line in lines), 2),
        saved_yen=sum(line.saved_yen for line in lines),
        checked=together([line.checked for line in lines]),
    )


def saved_s(meetings: Sequence[Meeting], factors: Report) -> float:
    """Seconds of a clerk's work that were saved: so many minutes for each meeting where the office reckons like that
    (180 minutes × 200 meetings = 600 hours), else the recordings' length × (by hand − checking), never less than none."""
    if factors.per_meeting_min:
        return len(meetings) * factors.per_meeting_min * 60
    return max(0.0, factors.by_hand - factors.checking) * sum(one.audio_s or 0.0 for one in meetings)


def basis(factors: Report) -> str:
    """How the savings were reckoned, for whoever reads the table."""
    if factors.per_meeting_min:
        how = f"会議の数 × {factors.per_meeting_min:g}分（report.per_meeting_min）"
    else:
        how = f"録音時間 ×（手作業 {factors.by_hand:g}（report.by_hand）－ 案の確認 {factors.checking:g}（report.checking））"
    return f"削減時間 ＝ {how}、削減額 ＝ 削減時間 × 1時間 {factors.wage_yen:,}円（report.wage_yen）"


def measured(checked: Checked) -> str:
    """What the office's own factor of checking would be as far as it was measured; "" where nothing was."""
    if checked.share.value is None:
        return ""
    return (
        f"確認の画面で測った係数：確認時間 {checked.share.part:.2f}時間 ÷ その会議の録音時間 {checked.share.whole:.2f}時間 ＝ "
        f"{checked.share.value:.2f}（削減時間は、これではなく上の係数で計算しています。合わせるときは report.checking に書いてください）"
    )


def _line(month: str, department: str, meetings: Sequence[Meeting], factors: Report) -> Line:
    saved_h = round(saved_s(meetings, factors) / _HOUR_S, 2)
    confirmed = [(effort, one.audio_s) for one in meetings if (effort := effort_at(one.works))]
    return Line(
        month=month,
        department=department,
        meetings=len(meetings),
        without_audio=sum(one.audio_s is None for one in meetings),
        audio_h=round(sum(one.audio_s or 0.0 for one in meetings) / _HOUR_S, 2),
        processing_h=round(sum(one.processing_s for one in meetings) / _HOUR_S, 2),
        saved_h=saved_h,
        saved_yen=round(saved_h * factors.wage_yen),
        checked=checked_of(confirmed),
    )


def _identity(state: JobState) -> object:
    """What makes two jobs minutes of one meeting: the recordings' content; of a transcript, where it lay."""
    parts = state.summary.get("recording", {}).get("parts", ())
    return tuple(part["sha256"] for part in parts) or state.order.inputs


def _meeting(jobs: Sequence[JobState]) -> Meeting:
    in_order = sorted(jobs, key=_ended)
    latest = in_order[-1]
    return Meeting(
        day=_ended(in_order[0]).astimezone().date(),
        department=_department(latest.summary.get("department", "")),
        audio_s=latest.summary.get("duration"),
        processing_s=latest.summary.get("processing", _elapsed(latest)),
        works=tuple(dict.fromkeys(job.work for job in reversed(in_order))),
    )


def _department(written: str) -> str:
    """One spelling of it: clerks write 市長公室　ＤＸ推進課 and 市長公室 DX推進課."""
    return " ".join(unicodedata.normalize("NFKC", written).split()) or UNNAMED


def _ended(job: JobState) -> dt.datetime:
    assert job.finished is not None, "only jobs that are done are counted"
    return job.finished


def _elapsed(job: JobState) -> float:
    """Of a job from before its processing was measured: from its last beginning to its end."""
    return max(0.0, (_ended(job) - job.started).total_seconds()) if job.started else 0.0
