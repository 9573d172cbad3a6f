"""The ledger in a DBOS database: SQLite on one machine, PostgreSQL for several. What is asked here runs no job.

A job is a row of runs: workflow `KEY~1`, and for each further attempt `KEY~2` and so on, which the run before it enqueued;
the last says how the job stands. Everything in the database is JSON, nothing a pickle.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from minutes.errors import InputMissing, InternalFault, MinutesError
from minutes.office.attempts import Attempt, Ending, parked_by_ledger
from minutes.office.database import prepare, quiet, unreachable
from minutes.office.ledger import Condition, JobError, JobOrder, JobState
from minutes.settings import Office

if TYPE_CHECKING:
    from dbos import DBOSClient, EnqueueOptions, WorkflowStatus

WORKFLOW = "meeting"
QUEUE = "meetings"
VERSION = "1"  # of a job's shape: raised when a waiting job could not be worked on by the code of today
_RUN = "~"
_KEY_CHARS = 64  # of a SHA-256
_AT_ONCE = 200  # jobs asked for in one query; SQLite takes no condition of more than 1,000 parts
_WAITING = ("ENQUEUED", "DELAYED")
_ACTIVE = (*_WAITING, "PENDING")
_OF_RESULT: dict[str, Condition] = {"done": "done", "failed": "failed", "parked": "parked", "again": "waiting"}
_OF_STATUS: dict[str, Condition] = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "CANCELLED": "cancelled",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "parked",
    "ERROR": "failed",
}


Claim = tuple[str, str | None, int | None]
"""Of a run: its status, its machine, and when that took it up (ms since 1970)."""


class DbosLedger:
    """Safe to be used by several threads. See `Ledger` for what its methods promise."""

    def __init__(self, client: DBOSClient) -> None:
        self._client = client

    def close(self) -> None:
        self._client.destroy()

    # ---- for whoever enqueues and asks -------------------------------------------------------------------------------

    def enqueue(self, order: JobOrder) -> JobState:
        with _translated():
            if not self._list(workflow_id_prefix=f"{order.key}{_RUN}", load_input=False, load_output=False, limit=1):
                self.start(Attempt(order=order))
        return self._state(order.key)

    def states(self, ids: Sequence[str] = (), since: dt.datetime | None = None) -> tuple[JobState, ...]:
        with _translated():
            begin = since.isoformat() if since else None
            found = self._runs_of([self._key(id) for id in ids]) if ids else self._list(start_time=begin)
            queue = [_key_of(run) for run in self._list(status=list(_WAITING), load_input=False, load_output=False)]
        jobs: dict[str, list[WorkflowStatus]] = {}
        for run in found:
            jobs.setdefault(_key_of(run), []).append(run)
        places = {key: place for place, key in enumerate(queue, 1)}
        return tuple(_state_of(runs, places) for runs in jobs.values())

    def cancel(self, id: str) -> JobState:
        key = self._key(id)
        with _translated():
            for _ in range(2):  # a run that was about to enqueue the next one
                active = [run.workflow_id for run in self._runs_of([key]) if run.status in _ACTIVE]
                if active:
                    self._client.cancel_workflows(active)
        return self._state(key)

    def retry(self, id: str) -> JobState:
        key = self._key(id)
        with _translated():
            runs = self._runs_of([key])
            if not any(run.status in _ACTIVE for run in runs):
                last = _attempt_of(max(runs, key=_number_of))
                self.start(Attempt(order=last.order, number=last.number + 1))
        return self._state(key)

    # ---- for workers and operators -----------------------------------------------------------------------------------

    def start(self, attempt: Attempt, wait_s: float = 0.0) -> None:
        """Enqueue a run; nothing where it is there already."""
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": f"{attempt.order.key}{_RUN}{attempt.number}",
            "app_version": VERSION,
        }
        if wait_s:
            options["delay_seconds"] = wait_s
        self._client.enqueue(options, attempt.model_dump(mode="json"))

    def claim(self, run: str) -> Claim:
        """Who works on a run since when: as long as it stays the same, nobody has taken it up after."""
        with _translated():
            found = self._client.list_workflows(workflow_ids=[run], load_input=False, load_output=False)
        one = found[0] if found else None
        return (one.status, one.executor_id, one.dequeued_at) if one else ("", None, None)

    def report(self, run: str, stage: str, share: float) -> None:
        """How far a run is."""
        with _translated():
            self._client.update_workflow_attributes(run, {"stage": stage, "share": round(share, 3)}, merge=True)

    def has_work(self) -> bool:
        """Whether any job waits or runs, here or elsewhere."""
        with _translated():
            return bool(self._list(status=list(_ACTIVE), load_input=False, load_output=False, limit=1))

    def under_way(self) -> tuple[JobState, ...]:
        """The jobs that wait or run, anywhere."""
        with _translated():
            found = self._list(status=list(_ACTIVE), load_input=False, load_output=False)
        keys = tuple(dict.fromkeys(map(_key_of, found)))
        return self.states(keys) if keys else ()

    def recover(self, machine: str) -> tuple[JobState, ...]:
        """Give the jobs of a machine that does not come back to the others."""
        left = self.claimed_by(machine)
        self.enqueue_again(left)
        return self.states([run.rpartition(_RUN)[0] for run in left]) if left else ()

    def claimed_by(self, machine: str) -> frozenset[str]:
        """The runs a machine has in hand."""
        with _translated():
            found = self._list(status="PENDING", executor_id=machine, load_input=False, load_output=False)
        return frozenset(run.workflow_id for run in found)

    def enqueue_again(self, runs: Collection[str]) -> None:
        """Let whoever is free work on runs that somebody has in hand."""
        if runs:
            with _translated():
                self._client.resume_workflows(list(runs), queue_name=QUEUE)

    def of_other_versions(self) -> tuple[str, ...]:
        """The keys of jobs that wait for a version of the software that no longer runs."""
        with _translated():
            waiting = self._list(status=list(_ACTIVE), load_input=False, load_output=False)
        return tuple(_key_of(run) for run in waiting if run.app_version not in (None, VERSION))

    def take_over(self, key: str) -> None:
        """Make a job of another version one of ours. Raises InternalFault when its order cannot be read."""
        with _translated():
            runs = self._runs_of([key])
            last = _attempt_of(max(runs, key=_number_of))
            self._client.cancel_workflows([run.workflow_id for run in runs if run.status in _ACTIVE])
            self.start(Attempt(order=last.order, number=last.number + 1))

    # ---- rows --------------------------------------------------------------------------------------------------------

    def _key(self, id: str) -> str:
        """Raises InputMissing for an id that is nobody's or of several; a whole one is not looked for."""
        if len(id) == _KEY_CHARS:
            return id
        with _translated():
            runs = self._list(workflow_id_prefix=id, load_input=False, load_output=False) if id else []
        keys = {_key_of(run) for run in runs}
        if len(keys) == 1:
            return keys.pop()
        raise _unknown(id, several=bool(keys))

    def _state(self, key: str) -> JobState:
        return self.states([key])[0]

    def _runs_of(self, keys: Sequence[str]) -> list[WorkflowStatus]:
        """Raises InputMissing for a key without any."""
        prefixes = [f"{key}{_RUN}" for key in dict.fromkeys(keys)]
        chunks = (prefixes[begin : begin + _AT_ONCE] for begin in range(0, len(prefixes), _AT_ONCE))
        found = [run for chunk in chunks for run in self._list(workflow_id_prefix=chunk)]
        for missing in {*keys} - {_key_of(run) for run in found}:
            raise _unknown(missing)
        return found

    def _list(self, **what: Any) -> list[WorkflowStatus]:
        return self._client.list_workflows(name=WORKFLOW, **what)


def open_ledger(office: Office, *, patient: bool = False) -> DbosLedger:
    """The ledger that is configured, made if it is not there. `patient`: wait while the database is away instead of
    raising ServiceMissing. Raises ServiceMissing, BadConfiguration, CannotWrite."""
    from dbos import DBOSClient, DBOSPortableJSONSerializer

    url = prepare(office)
    quiet()
    with _translated():
        client = DBOSClient(
            system_database_url=url, serializer=DBOSPortableJSONSerializer(), retry_connection_errors=patient
        )
    return DbosLedger(client)


def _unknown(id: str, *, several: bool = False) -> InputMissing:
    what = "その番号で始まる仕事がいくつもあります" if several else "その番号の仕事はありません"
    return InputMissing(what, subject=id, advice="minutes status で番号を確かめてください。")


def number_of(run: str) -> int:
    """Which attempt a run is."""
    return int(run.rpartition(_RUN)[2])


@contextmanager
def _translated() -> Iterator[None]:
    """What the database or its driver raises, once."""
    try:
        yield
    except MinutesError:
        raise
    except Exception as error:
        raise unreachable(error) from error


def _key_of(run: WorkflowStatus) -> str:
    return run.workflow_id.rpartition(_RUN)[0]


def _number_of(run: WorkflowStatus) -> int:
    return number_of(run.workflow_id)


def _attempt_of(run: WorkflowStatus) -> Attempt:
    try:
        assert run.input is not None
        return Attempt.model_validate(run.input["args"][0])
    except (TypeError, ValueError, LookupError, AssertionError) as error:
        raise InternalFault("台帳の仕事を読み取れません", subject=run.workflow_id) from error


def _state_of(runs: Sequence[WorkflowStatus], places: dict[str, int]) -> JobState:
    first, last = min(runs, key=_number_of), max(runs, key=_number_of)
    attempt = _attempt_of(last)
    ending = Ending.model_validate(last.output) if isinstance(last.output, dict) else None
    condition = _OF_RESULT[ending.result] if ending else _OF_STATUS[last.status]
    key = _key_of(last)
    now: Any = (last.attributes or {}) if condition == "running" else {}
    return JobState(
        id=key,
        condition=condition,
        order=attempt.order,
        place=places.get(key, 0) if condition == "waiting" else 0,
        stage=now.get("stage", ""),
        share=now.get("share", 0.0),
        enqueued=_at(first.created_at) or dt.datetime.now(dt.UTC),
        started=_at(last.dequeued_at),
        finished=_at(last.completed_at) if condition not in ("waiting", "running") else None,
        machine=last.executor_id or "",
        attempts=attempt.number - (condition == "waiting" and last.status != "SUCCESS"),
        error=_error_of(last, ending, runs),
        summary=ending.summary if ending else {},
        next_attempt=_at(last.delay_until_epoch_ms) if last.status == "DELAYED" else None,
    )


def _error_of(last: WorkflowStatus, ending: Ending | None, runs: Sequence[WorkflowStatus]) -> JobError | None:
    """Of the attempt that ended last, also while the next one waits; a job that was done has none."""
    if ending:
        return ending.error
    if last.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
        return parked_by_ledger()
    if last.status == "ERROR":
        return JobError.of(InternalFault(f"思わぬ不具合が起きました（{type(last.error).__name__}）"))
    before = [run for run in runs if _number_of(run) == _number_of(last) - 1 and isinstance(run.output, dict)]
    ended = Ending.model_validate(before[0].output) if before else None
    return ended.error if ended and ended.result == "again" else None


def _at(epoch_ms: int | None) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(epoch_ms / 1000, dt.UTC) if epoch_ms else None
