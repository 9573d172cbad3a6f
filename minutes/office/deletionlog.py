"""What was deleted, when and why: lines that are only ever added, with jobs' ids and names of ours, nothing of a meeting."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime

from minutes import egress
from minutes.domain import Value
from minutes.errors import cannot_write
from minutes.journal import named
from minutes.office.ledger import SHOWN_ID

FILE = "deleted.jsonl"
Reason = Literal["confirmed", "unconfirmed", "masking_expired", "job_log"]


class Deletion(Value):
    """`event`: about to be deleted, or gone; `files`: as this software names them."""

    at: AwareDatetime
    event: Literal["begun", "deleted"]
    jobs: tuple[str, ...]
    reason: Reason
    files: tuple[str, ...]
    bytes: int
    machine: str
    who: str


class DeletionLog:
    """One per machine, never rotated: a year of daily rounds is a few hundred kilobytes."""

    def __init__(self, logs: Path, machine: str) -> None:
        self.place = logs / FILE
        self._machine = machine

    def note(
        self, event: Literal["begun", "deleted"], jobs: Sequence[str], reason: Reason, files: tuple[str, ...], size: int
    ) -> None:
        """On the disk before this returns. Raises CannotWrite."""
        line = Deletion(
            at=dt.datetime.now(dt.UTC),
            event=event,
            jobs=tuple(job[:SHOWN_ID] for job in jobs),
            reason=reason,
            files=files,
            bytes=size,
            machine=self._machine,
            who=named(egress.who()),
        )
        try:
            self.place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with open(descriptor, "ab") as file:
                file.write(f"{line.model_dump_json()}\n".encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise cannot_write(error, self.place) from error
