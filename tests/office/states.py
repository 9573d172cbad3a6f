"""States of jobs as the ledger tells of them, without a ledger."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from minutes.office.ledger import Condition, JobOrder, JobState

NOW = dt.datetime(2026, 6, 30, 12, 0, tzinfo=dt.UTC)


def state_of(name: str, condition: Condition = "done", ended: dt.datetime = NOW, **more: Any) -> JobState:
    """A job that began half an hour before it ended. `more`: of the order, or of the summary."""
    of_order = {key: more.pop(key) for key in list(more) if key in JobOrder.model_fields}
    order = {"title": name, "inputs": (Path(f"/{name}.m4a"),), "document": Path(f"/{name}.docx"), **of_order}
    over = condition not in ("waiting", "running")
    return JobState(
        id=name,
        condition=condition,
        order=JobOrder(**{"key": name, "work": Path(f"/{name}.work"), **order}),
        enqueued=ended - dt.timedelta(hours=1),
        started=ended - dt.timedelta(minutes=30),
        finished=ended if over else None,
        summary=more if condition == "done" else {},
    )


def recording(sha256: str) -> dict[str, Any]:
    """As a summary tells of it."""
    return {"parts": [{"file": "会議.m4a", "sha256": sha256}]}
