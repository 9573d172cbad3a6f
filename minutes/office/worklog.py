"""The worker's log: a line of JSON per event, with the job's id and never a word, a title or a name of the meeting."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from minutes.errors import cannot_write

_BYTES = 5_000_000
_KEPT = 5  # older files


class WorkLog:
    """One file per worker in the folder `logs` of the state. Raises CannotWrite when it cannot be opened."""

    def __init__(self, state: Path, machine: str) -> None:
        self._machine = machine
        self._log = logging.Logger(machine)
        self.folder = state / "logs"
        place = self.folder / f"worker-{machine}.jsonl"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handler = RotatingFileHandler(place, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
        except OSError as error:
            raise cannot_write(error, place) from error
        handler.handleError = lambda record: None  # type: ignore[method-assign]  # a full disk stops no job
        self._log.addHandler(handler)

    def note(self, event: str, job: str = "", **more: Any) -> None:
        """`more`: numbers, names of classes, words from lists."""
        line = {"at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"), "event": event, "job": job, **more}
        kept = {key: value for key, value in line.items() if value not in ("", None)}
        self._log.info(json.dumps({**kept, "machine": self._machine, "pid": os.getpid()}, ensure_ascii=False))

    def close(self) -> None:
        for handler in self._log.handlers:
            handler.close()
