"""What the office still works on, for the list of meetings: asked of the ledger now and then, and only where there is one."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from contextlib import closing

from minutes.errors import MinutesError
from minutes.review.meetings import Underway
from minutes.settings import Office

_FRESH_S = 10.0
_SINCE = dt.timedelta(days=60)


def jobs_of(office: Office) -> Callable[[], Sequence[Underway]]:
    """Those that wait or run. A ledger that cannot be reached has none: the drafts that are there can be checked all the same."""
    known: list[Underway] = []
    read = [0.0]

    def ask() -> Sequence[Underway]:
        if time.monotonic() - read[0] > _FRESH_S or not read[0]:
            known[:] = _asked(office)
            read[0] = time.monotonic()
        return known

    return ask


def _asked(office: Office) -> list[Underway]:
    from minutes.office.database import is_there

    try:
        if not is_there(office):
            return []
        from minutes.office.dbosledger import open_ledger

        with closing(open_ledger(office)) as ledger:
            states = ledger.states(since=dt.datetime.now(dt.UTC) - _SINCE)
    except MinutesError:
        return []
    return [
        Underway(state.order.title, state.order.work, state.condition == "running", state.stage)
        for state in states
        if state.condition in ("waiting", "running")
    ]
