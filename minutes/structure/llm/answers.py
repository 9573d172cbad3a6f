"""A model's answers by the content of the question, and the ledger of what was sent: an interrupted run asks nothing twice.

Both hold only what went over the wire, so masked text where masking is on; they are for their owner's eyes alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from minutes.domain import Sent, Value
from minutes.errors import cannot_write
from minutes.files import writing

LEDGER = "sent.jsonl"


class Addressee(Value):
    """A server, its model and the plan under which it was asked; the fields are those of `Sent`."""

    endpoint: str
    host: str
    location: Literal["local", "closed", "cloud"]
    model: str
    plan: str = ""


class Sending(Value):
    """One body that went out. Sizes in characters; `masked`: how many places in it were masked."""

    sha256: str
    characters: int
    masked: int
    to: Addressee


class _Answer(Value):
    model: str
    reply: str


@dataclass(frozen=True)
class Answers:
    """A folder with a file per answer. Raises CannotWrite."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The reply to this question; None where there is none that can be read."""
        try:
            return _Answer.model_validate_json(self._path(key).read_bytes()).reply
        except (OSError, ValidationError):
            return None

    def put(self, key: str, model: str, reply: str) -> None:
        self._make()
        with writing(self._path(key)) as beside:
            beside.touch(mode=0o600)
            beside.write_text(_Answer(model=model, reply=reply).model_dump_json(indent=1) + "\n", encoding="utf-8")

    def note(self, sending: Sending) -> None:
        """Written before the body goes out: better one too many in the ledger than one too few."""
        self._make()
        try:
            descriptor = os.open(self.folder / LEDGER, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as file:
                file.write(sending.model_dump_json() + "\n")
        except OSError as error:
            raise cannot_write(error, self.folder / LEDGER) from None

    def sent(self) -> dict[Addressee, Sent]:
        """What went to whom for this meeting, in the order in which they were first asked."""
        sent: dict[Addressee, list[Sending]] = {}
        for one in self.sendings():
            sent.setdefault(one.to, []).append(one)
        return {to: _sum(to, sendings) for to, sendings in sent.items()}

    def sendings(self) -> Iterator[Sending]:
        """Everything that was sent for this meeting, in earlier runs too; a line cut short by a crash is passed over."""
        try:
            text = (self.folder / LEDGER).read_text("utf-8", errors="replace")
        except OSError:
            return
        for line in text.splitlines():
            try:
                yield Sending.model_validate_json(line)
            except ValidationError:
                continue

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _make(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)  # the work folder is there, unless its share is away
        except OSError as error:
            raise cannot_write(error, self.folder) from None


def _sum(to: Addressee, sendings: Sequence[Sending]) -> Sent:
    return Sent(
        **to.model_dump(),
        requests=len(sendings),
        characters=sum(one.characters for one in sendings),
        masked=sum(one.masked for one in sendings),
        hashes=tuple(one.sha256 for one in sendings),
    )


def question_key(*parts: object) -> str:
    """A key that changes with any of the JSON-like parts."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
