"""What the watched folder has seen and decided, on disk: nothing that matters is only in its memory.

A file per entry lies in the state folder, written before anything follows from it: killed at any moment, the next start
finds what was begun. It lies there and not with the result, which a clerk may well move away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from minutes.domain import Value
from minutes.errors import InputUnreadable, cannot_write
from minutes.files import read_json, write_json
from minutes.office.ledger import JobError, JobOrder
from minutes.office.stillness import Trace, Traces

_NAME_CHARS = 24  # of a SHA-256


class Acceptance(Value):
    """One entry of the watched folder. `entry`: its path in there; `traces`: as it was when it was taken; `sound`: the hash
    of its recordings, `content`: of these and its description, by which the same meeting is known under another name;
    `folder`: the name of its result's.

    Either `order` (a job, `enqueued` or about to be), `refused` (why there is none) or `same_as` (the entry that had the
    same content before, `first` that one's job and folder); none of them: begun. `replaced`: the job whose place it
    takes; `anew`: also where it was done before. `texts`: the files that the job needs and we made, by name; `meeting`:
    how the meeting file looked when it was last read; `closed`: the job is done and its results are put in place.
    """

    entry: str
    traces: Traces
    sound: str = ""
    content: str = ""
    folder: str
    order: JobOrder | None = None
    refused: JobError | None = None
    same_as: str = ""
    first: tuple[str, str] = ("", "")
    replaced: str = ""
    enqueued: bool = False
    anew: bool = False
    texts: Mapping[str, str] = {}
    meeting: Trace | None = None
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0
    closed: bool = False


class Acceptances:
    """Those of one watched folder. Raises CannotWrite."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(error, folder) from error
        self._all: dict[str, Acceptance] = {}
        for path in sorted(folder.glob("*.json")):
            try:
                one = read_json(path, Acceptance)
                self._all[one.entry] = one
            except InputUnreadable:  # of a version to come: taken anew, which the ledger recognises
                path.unlink(missing_ok=True)

    def __iter__(self) -> Iterator[Acceptance]:
        return iter(tuple(self._all.values()))

    def __len__(self) -> int:
        return len(self._all)

    def get(self, entry: str) -> Acceptance | None:
        return self._all.get(entry)

    def put(self, one: Acceptance) -> Acceptance:
        """On disk first."""
        write_json(self._path(one.entry), one)
        self._all[one.entry] = one
        return one

    def drop(self, entry: str) -> None:
        with suppress(OSError):
            self._path(entry).unlink(missing_ok=True)
        self._all.pop(entry, None)

    def _path(self, entry: str) -> Path:
        return self._folder / f"{hashlib.sha256(entry.encode()).hexdigest()[:_NAME_CHARS]}.json"
