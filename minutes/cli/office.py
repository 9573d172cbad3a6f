"""What the commands of the office share: its settings, its ledger, and how a job is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from minutes.office.dbosledger import DbosLedger
    from minutes.office.ledger import JobState
    from minutes.settings import Office

_STYLES = {"done": "green", "failed": "red", "parked": "red", "running": "cyan", "cancelled": "dim", "waiting": ""}


def office_of(config: Path | None, machine: str | None = None, jobs: int | None = None) -> Office:
    """The settings of the office, with what was said on the command line. Raises InputMissing, BadConfiguration."""
    import os

    from minutes.settings import load_settings

    return load_settings(config, os.environ, {"office": {"machine": machine, "jobs": jobs}}).office


@contextmanager
def ledger_of(config: Path | None) -> Iterator[DbosLedger]:
    """Raises ServiceMissing, BadConfiguration."""
    from minutes.office.dbosledger import open_ledger

    ledger = open_ledger(office_of(config))
    try:
        yield ledger
    finally:
        ledger.close()


def how(state: JobState) -> str:
    """Where a job stands, in a few words."""
    if state.condition == "waiting":
        again = f"、{state.next_attempt.astimezone():%H:%M} にもう一度" if state.next_attempt else ""
        return f"{state.place}番目{again}"
    if state.condition == "running":
        return f"{state.stage} {state.share:.0%}" if state.stage else "準備中"
    if state.finished:
        return f"{state.finished.astimezone():%m/%d %H:%M}"
    return ""


def table_of(states: Sequence[JobState]) -> Table:
    """For a terminal; `rich` cuts what is too long."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("番号", "会議", "状態", "進み具合", "機械", "理由"):
        table.add_column(heading, overflow="ellipsis", no_wrap=heading != "理由")
    for state in states:
        table.add_row(
            state.shown_id,
            Text(state.order.title),
            Text(state.label, style=_STYLES[state.condition]),
            Text(how(state)),
            Text(state.machine),
            Text(state.error.what if state.error else ""),
        )
    return table
