"""A ledger in memory, whose jobs run only as far as a test says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from minutes.errors import InputMissing
from minutes.office.ledger import UNFINISHED, JobOrder, JobState


class FakeLedger:
    """Keeps the promises of `Ledger`; `set(id, condition=…, stage=…)` is the worker."""

    def __init__(self) -> None:
        self.jobs: dict[str, JobState] = {}

    def enqueue(self, order: JobOrder) -> JobState:
        if order.key not in self.jobs:
            state = JobState(id=order.key, condition="waiting", order=order, enqueued=dt.datetime.now(dt.UTC))
            self.jobs[order.key] = state
        return self._placed(self.jobs[order.key])

    def states(self, ids: Sequence[str] = (), since: dt.datetime | None = None) -> tuple[JobState, ...]:
        wanted = [self._find(id) for id in ids] if ids else list(self.jobs.values())
        return tuple(self._placed(state) for state in wanted if since is None or state.enqueued >= since)

    def cancel(self, id: str) -> JobState:
        state = self._find(id)
        return self.set(state.id, condition="cancelled") if state.condition in UNFINISHED else state

    def retry(self, id: str) -> JobState:
        state = self._find(id)
        return state if state.condition in UNFINISHED else self.set(state.id, condition="waiting", error=None)

    def set(self, id: str, **changes: Any) -> JobState:
        state = self._find(id)
        self.jobs[state.id] = state.model_copy(update=changes)
        return self._placed(self.jobs[state.id])

    def _find(self, id: str) -> JobState:
        found = [state for key, state in self.jobs.items() if key.startswith(id)]
        if len(found) != 1:
            raise InputMissing("その番号の仕事はありません", subject=id)
        return found[0]

    def _placed(self, state: JobState) -> JobState:
        waiting = [key for key, job in self.jobs.items() if job.condition == "waiting"]
        place = waiting.index(state.id) + 1 if state.id in waiting else 0
        return state.model_copy(update={"place": place})
