"""What was done with a meeting, for those who have to account for it: events in a file of JSON lines, never a word spoken.

An event has no field a sentence fits into: names are short, in ASCII and without a space, everything else is a number, a
hash or a word from a list. A name that is not so stands there by its hash.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, NonNegativeInt, ValidationError

from minutes import egress
from minutes.domain import Value
from minutes.egress import Refusal
from minutes.errors import InputUnreadable, cannot_write

_NAME = r"^[A-Za-z?][A-Za-z0-9._:/@+?-]{0,63}$"
_LOCATED = r"^[A-Za-z0-9._:%-]{1,253}$"
Name = Annotated[str, Field(pattern=_NAME)]
Place = Annotated[str, Field(pattern=_LOCATED)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Occurrence = Literal[
    "run_began",
    "run_ended",
    "stage_began",
    "stage_ended",
    "llm_permitted",
    "llm_forbidden",
    "llm_sent",
    "llm_answered",
    "llm_failed",
    "llm_kept",  # an answer of before, so nothing was sent
    "masking_stopped",
    "masking_deleted",
    "work_deleted",
    "egress_refused",
    "confirmed",
]
Measure = Literal["characters", "bytes", "masked", "tokens_in", "tokens_out", "seconds", "attempts", "status", "port"]
Subject = Literal["request", "answer", "prompt", "recording", "document", "model", "dictionary"]


class Event(Value):
    """`who`: the user of the system; `rule`: what permitted or forbade it; `endpoint`: host and port; `sizes` and `hashes`
    of what was sent or made."""

    at: AwareDatetime
    event: Occurrence
    who: Name
    process: Name
    stage: Name | None = None
    endpoint: Place | None = None
    model: Name | None = None
    rule: Name | None = None
    sizes: Mapping[Measure, NonNegativeInt] = {}
    hashes: Mapping[Subject, Sha256] = {}


class Journal:
    """The log of one work folder; what stands in it is only added to, by one process at a time."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._lock = Lock()

    def add(self, event: Event) -> None:
        """Raises CannotWrite."""
        line = f"{event.model_dump_json(exclude_defaults=True)}\n".encode()
        try:
            with self._lock, open(self._place, "ab") as file:
                file.write(line)
        except OSError as error:
            raise cannot_write(error, self._place) from error

    def note(
        self,
        event: Occurrence,
        *,
        stage: str | None = None,
        endpoint: str | None = None,
        model: str | None = None,
        rule: str | None = None,
        sizes: Mapping[Measure, int] | None = None,
        hashes: Mapping[Subject, str] | None = None,
    ) -> None:
        """Something that happened now, in this process. Raises CannotWrite, ValidationError."""
        self.add(
            Event(
                at=dt.datetime.now(dt.UTC),
                event=event,
                who=named(egress.who()),
                process=named(egress.process()),
                stage=stage and named(stage),
                endpoint=endpoint and placed(endpoint),
                model=model and named(model),
                rule=rule and named(rule),
                sizes=sizes or {},
                hashes=hashes or {},
            )
        )

    def refused(self, refusal: Refusal) -> None:
        """A witness for `egress`."""
        self.add(
            Event(
                at=refusal.at,
                event="egress_refused",
                who=named(refusal.who),
                process=named(refusal.process),
                endpoint=placed(refusal.where),
                rule=named(refusal.event),
            )
        )

    def events(self) -> Iterator[Event]:
        """In the order they happened; a line cut off by a power failure is passed over. Raises InputUnreadable."""
        try:
            lines = self._place.read_bytes().splitlines() if self._place.exists() else []
        except OSError as error:
            raise InputUnreadable("記録を読み取れません", subject=self._place) from error
        for line in lines:
            try:
                yield Event.model_validate_json(line)
            except ValidationError:
                continue


def named(text: str) -> str:
    """A name as the log can hold it: itself, or "sha256:" and the beginning of its hash."""
    return text if re.fullmatch(_NAME, text) else f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def placed(where: str) -> str:
    """Host and port as the log can hold them."""
    return where if re.fullmatch(_LOCATED, where) else named(where)
