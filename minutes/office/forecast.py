"""When a job will be done, reckoned from how long earlier ones took here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from statistics import median

from minutes.office.ledger import JobState

LATEST = 30  # jobs that are looked back on
_LEAST_S = 60.0  # of a job that is late: nobody knows, and it is not over yet


class Forecast:
    """`done`: jobs that are done, for their speeds. Without any that say how long they were it knows nothing."""

    def __init__(self, done: Sequence[JobState] = ()) -> None:
        spans = [(job.started, job.finished, _seconds(job)) for job in done if job.started and job.finished]
        measured = sorted((end, begin, seconds) for begin, end, seconds in spans if seconds and end > begin)[-LATEST:]
        ratios = [(end - begin).total_seconds() / seconds for end, begin, seconds in measured]
        whole = sum(seconds for _, _, seconds in measured)
        self._alone = median(ratios) if ratios else None
        # several may be in hand at once: what a queue costs is the time in which any was, over what came of it
        self._queued = _covered([(begin, end) for end, begin, _ in measured]) / whole if whole else None

    def ends(self, jobs: Sequence[JobState], lengths: Mapping[str, float], now: dt.datetime) -> dict[str, dt.datetime]:
        """Of jobs that wait or run, by id. `lengths`: seconds of sound, by id; others are taken to be of middling length."""
        if self._alone is None or self._queued is None:
            return {}
        known = [length for length in lengths.values() if length]
        middling = median(known) if known else 3600.0
        ends = {}
        ahead = 0.0  # seconds of sound
        for job in (one for one in jobs if one.condition == "running"):
            needed = (lengths.get(job.id) or middling) * self._alone
            spent = (now - job.started).total_seconds() if job.started else 0.0
            left = max(needed - spent, _LEAST_S)
            ends[job.id] = now + dt.timedelta(seconds=left)
            ahead += left / self._alone
        for job in sorted((one for one in jobs if one.condition == "waiting"), key=lambda one: one.place):
            length = lengths.get(job.id) or middling
            ahead += length
            wait = max(ahead * self._queued, length * self._alone)
            ends[job.id] = max(now + dt.timedelta(seconds=wait), job.next_attempt or now)
        return ends


def _seconds(job: JobState) -> float:
    return float(job.summary.get("duration") or 0.0)


def _covered(spans: Sequence[tuple[dt.datetime, dt.datetime]]) -> float:
    """Seconds in which at least one of the spans was."""
    whole, until = 0.0, None
    for begin, end in sorted(spans):
        begin = max(begin, until) if until else begin
        whole += max(0.0, (end - begin).total_seconds())
        until = max(end, until) if until else end
    return whole
