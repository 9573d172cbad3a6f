"""What a worker and the child that works on its recording say to each other: a line of JSON each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from minutes.domain import Value
from minutes.egress import Refusal
from minutes.office.ledger import JobError, JobOrder

GO_ON = "deliver"  # the worker's answer to a child that asks whether it may deliver


class Task(Value):
    """What the child has to do. `room`: the folder of the locks of the engines, `seats`: how many there are; `config`: the
    worker's own, for an order that names none."""

    order: JobOrder
    config: Path | None = None
    room: Path
    seats: int


class Said(Value):
    """One thing at a time: the stage that runs and its share (0–1), whether the document may be delivered, the summary of
    a finished run, or why there is none; `passes`: whether trying again may help; or what the child was kept from
    reaching."""

    stage: str | None = None
    share: float = 0.0
    asks: bool = False
    summary: Mapping[str, Any] | None = None
    failure: JobError | None = None
    passes: bool = False
    refusal: Refusal | None = None
