"""The ledger of jobs: what is to be done, how far it is, and the narrow way to it for whoever only enqueues and asks.

The watched folder, batches and the command line see a `Ledger` and nothing of the database behind it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import AwareDatetime

from minutes.audio.inputs import recordings_of
from minutes.domain import Value
from minutes.errors import InputMissing, InputUnreadable, MinutesError
from minutes.files import file_hash
from minutes.wishes import Wishes

Condition = Literal["waiting", "running", "done", "failed", "cancelled", "parked"]
# As a clerk reads them.
CONDITIONS: Mapping[Condition, str] = {
    "waiting": "待ち",
    "running": "処理中",
    "done": "完了",
    "failed": "失敗",
    "cancelled": "中止",
    "parked": "保留",
}
UNFINISHED: tuple[Condition, ...] = ("waiting", "running")
SHOWN_ID = 12  # characters of an id that people see and type; the beginning is enough where it is clear


class JobOrder(Value):
    """One meeting to be made into minutes, in words that go through a database.

    `key`: what makes two orders the same job (see `order_job`); `document`: where the Word document is to lie; `work`:
    the work folder. Paths are absolute, and on storage that every machine reaches where there are several. `also`: the kinds
    of files beside the document. `wishes`: as of `minutes run`; no configuration among them leaves it to the machine that
    works on it. `anchors`: files that are there as long as the shares are; while one is not, the job waits instead of
    writing under a mount point.
    """

    key: str
    title: str
    inputs: tuple[Path, ...]
    document: Path
    work: Path
    wishes: Wishes = Wishes()
    also: tuple[str, ...] = ()
    scope: str = ""
    anchors: tuple[Path, ...] = ()


class JobError(Value):
    """Why a job ended without minutes, in words a clerk understands. `kind`: the class of the error."""

    kind: str
    exit_code: int
    what: str
    subject: str = ""
    advice: str = ""

    @staticmethod
    def of(error: MinutesError) -> JobError:
        return JobError(
            kind=type(error).__name__,
            exit_code=error.exit_code,
            what=error.what,
            subject=error.subject,
            advice=error.advice,
        )

    def __str__(self) -> str:
        subject = f"：{self.subject}" if self.subject else ""
        return f"{self.what}{subject}\n{self.advice}［{self.kind}］"


class JobState(Value):
    """How a job stands. `place`: in the queue, 1 is the next, 0 for one that does not wait; `share`: of the stage that
    runs, 0–1; `attempts`: how often work on it began; `machine`: which works or worked on it; `error`: of the last
    attempt, also while it waits for the next, which begins at `next_attempt`; `summary`: of minutes that are there (see
    `minutes.summary`), with the `notes` of the run."""

    id: str
    condition: Condition
    order: JobOrder
    place: int = 0
    stage: str = ""
    share: float = 0.0
    enqueued: AwareDatetime
    started: AwareDatetime | None = None
    finished: AwareDatetime | None = None
    machine: str = ""
    attempts: int = 0
    error: JobError | None = None
    summary: Mapping[str, Any] = {}
    next_attempt: AwareDatetime | None = None

    @property
    def document(self) -> Path:
        return self.order.document

    @property
    def work(self) -> Path:
        return self.order.work

    @property
    def shown_id(self) -> str:
        return self.id[:SHOWN_ID]

    @property
    def label(self) -> str:
        return CONDITIONS[self.condition]


class Ledger(Protocol):
    """What may be asked of the jobs. An id is a job's key or a beginning of it that is clear.

    All raise ServiceMissing while the database cannot be reached, and InputMissing for an id nobody knows.
    """

    def enqueue(self, order: JobOrder) -> JobState:
        """Take the order in; of one with a key that is known, the job that is there, whatever its condition."""
        ...

    def states(self, ids: Sequence[str] = (), since: dt.datetime | None = None) -> tuple[JobState, ...]:
        """All jobs, or those named, oldest first; `since`: only those enqueued or tried again then or later."""
        ...

    def cancel(self, id: str) -> JobState:
        """Stop it, whether it waits or runs; one that has ended stays as it is."""
        ...

    def retry(self, id: str) -> JobState:
        """Enqueue again one that failed, was cancelled, was parked or is done; one that is under way stays as it is."""
        ...


def order_job(
    inputs: Sequence[Path],
    document: Path,
    work: Path,
    *,
    title: str = "",
    wishes: Wishes | None = None,
    also: Sequence[str] = (),
    scope: str = "",
    anchors: Sequence[Path] = (),
) -> JobOrder:
    """An order with its key: the content of the recordings in their order and of the meeting file, what else is wished
    for, and `scope`, which keeps apart what is to be made once for each of several places.

    Raises InputMissing, InputUnreadable when the files cannot be read.
    """
    inputs = tuple(path.resolve() for path in inputs)
    named = title or (inputs[0].name if inputs[0].is_dir() else inputs[0].stem)
    order = JobOrder(
        key="",
        title=named,
        inputs=inputs,
        document=document.resolve(),
        work=work.resolve(),
        wishes=_found_from_anywhere(wishes or Wishes()),
        also=tuple(also),
        scope=scope,
        anchors=tuple(path.absolute() for path in anchors),
    )
    return order.model_copy(update={"key": key_of(order)})


def key_of(order: JobOrder) -> str:
    """The key that the order's files give now: another one than `order.key` once a file was replaced.

    Raises InputMissing, InputUnreadable.
    """
    digest = hashlib.sha256()
    meeting = order.wishes.meeting
    for path in (*recordings_of(order.inputs), *((meeting,) if meeting else ())):
        digest.update(_hash(path).encode())
    digest.update(order.model_dump_json(include={"scope", "also"}, exclude_defaults=True).encode())
    digest.update(order.wishes.model_dump_json(exclude={"meeting", "config"}, exclude_defaults=True).encode())
    return digest.hexdigest()


def _found_from_anywhere(wishes: Wishes) -> Wishes:
    """A worker stands in another folder than whoever ordered."""
    places = {"meeting": wishes.meeting, "config": wishes.config}
    return wishes.model_copy(update={name: path and path.resolve() for name, path in places.items()})


def _hash(path: Path) -> str:
    try:
        return file_hash(path)
    except FileNotFoundError:
        raise InputMissing("ファイルが見つかりません", subject=path) from None
    except OSError as error:
        raise InputUnreadable(f"ファイルを読み取れません（{error.strerror}）", subject=path) from error
