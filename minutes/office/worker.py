"""The worker: one process per GPU that takes jobs from the ledger and works on each in a child process.

One job is one workflow with one step, the child's run. The stages are no steps of their own: the work folder already
knows which of them are done, and unlike a step's checkpoint it also knows whether their files are still there and
whether an option changed since; two ledgers of the same thing would only be able to disagree.

`jobs` recordings are at the engines at once (see `engineroom`); two more are in hand, so that while one is being heard
the next is normalised and the one before is written.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from dbos import DBOS, DBOSPortableJSONSerializer, WorkflowSerializationFormat
from filelock import FileLock, Timeout

from minutes.errors import CannotWrite, MinutesError, ServiceMissing, TryAgainLater, cannot_write
from minutes.files import writing
from minutes.office import supervise
from minutes.office.attempts import Attempt, Ending, ending_of
from minutes.office.database import database_url, machine_of, open_way, quiet, state_folder, unreachable
from minutes.office.dbosledger import QUEUE, VERSION, WORKFLOW, Claim, number_of, open_ledger
from minutes.office.deletionlog import DeletionLog
from minutes.office.ledger import SHOWN_ID, JobError, JobOrder
from minutes.office.messages import Said, Task
from minutes.office.retention import clean, due
from minutes.office.worklog import WorkLog
from minutes.settings import Office

_BESIDE = 2  # recordings in hand that are not at the engines: one before, one behind
_DEATHS = 10  # a job during which so many workers died is parked
_POLL_S = 0.5
_BEAT_S = 10.0  # between two signs of life
_DAY_S = 86_400.0
_NAME = "minutes"

Listener = Callable[[JobOrder, Ending | None], None]
"""Told of each job that begins (None) and ends."""


class Worker:
    """Inside `working()` jobs are worked on in threads of their own. There is one per process.

    `config`: the configuration for jobs that name none; without it each looks where a run looks.
    """

    def __init__(
        self, office: Office, listener: Listener = lambda order, ending: None, config: Path | None = None
    ) -> None:
        self.machine = machine_of(office)
        self._office = office
        self._listener = listener
        self._config = config and config.resolve()
        self._state = state_folder(office)
        self._lock = FileLock(lock_file(self._state, self.machine), blocking=False)
        self._stopping = Event()
        self._busy: list[str] = []  # runs in hand; twice while one is let go and taken up again
        self._busy_lock = Lock()
        self._taken_up: dict[str, int] = {}  # of the runs in hand: how often

    @contextmanager
    def working(self) -> Iterator[Worker]:
        """Raises TryAgainLater where this machine's worker runs already, ServiceMissing without a database."""
        try:
            self._lock.acquire()
        except Timeout:
            raise TryAgainLater(
                "この機械の処理係（minutes worker）は、もう動いています", subject=self.machine
            ) from None
        try:
            self._log = WorkLog(self._state, self.machine)
            self._ledger = open_ledger(self._office, patient=True)
            self._launch()
            self._log.note("worker_started", jobs=self._office.jobs, version=VERSION)
            Thread(target=self._live, daemon=True).start()
            Thread(target=self._keep_house, daemon=True).start()
            yield self
        finally:
            self._stop()

    def left_by_others(self) -> tuple[str, ...]:
        """The keys of jobs that wait for another version of the software."""
        return self._ledger.of_other_versions()

    def take_over(self) -> int:
        """Make them jobs of this version; how many."""
        left = self.left_by_others()
        for key in left:
            self._ledger.take_over(key)
        return len(left)

    def wait(self, stop: Event, until: Callable[[], bool] = lambda: False) -> None:
        """Let the jobs be worked on until `stop` is set or `until` says so."""
        while not until() and not stop.wait(_POLL_S):
            pass

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in hand and nothing waits."""
        with self._busy_lock:
            busy = bool(self._busy)
        return not busy and not self._ledger.has_work()

    # ---- DBOS --------------------------------------------------------------------------------------------------------

    def _launch(self) -> None:
        open_way(self._office)
        DBOS.destroy(destroy_registry=True)  # of a worker this process had before
        quiet()
        DBOS(
            config={
                "name": _NAME,
                "system_database_url": database_url(self._office),
                "executor_id": self.machine,
                "application_version": VERSION,
                "serializer": DBOSPortableJSONSerializer(),
                "enable_otlp": False,
                "log_level": "CRITICAL",  # its remarks name files and addresses
            }
        )
        json_only = WorkflowSerializationFormat.PORTABLE
        DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_DEATHS, serialization_type=json_only)(self._workflow())
        DBOS.listen_queues([QUEUE])
        try:
            DBOS.launch()
            in_hand = self._office.jobs + _BESIDE
            DBOS.register_queue(
                QUEUE, worker_concurrency=in_hand, polling_interval_sec=_POLL_S, on_conflict="always_update"
            )
        except Exception as error:
            raise unreachable(error) from error

    def _workflow(self) -> Callable[[dict[str, Any]], dict[str, Any]]:
        """What DBOS calls for each run. At least once: whatever it does may have been done before."""

        def meeting(attempt: dict[str, Any]) -> dict[str, Any]:
            run = str(DBOS.workflow_id)
            ended = DBOS.run_step({"name": "attempt"}, self._attempt, run, attempt)
            ending = Ending.model_validate(ended)
            if ending.next is not None:
                DBOS.run_step({"name": "again"}, self._again, ended)
            return ended

        return meeting

    def _again(self, ended: dict[str, Any]) -> None:
        ending = Ending.model_validate(ended)
        assert ending.next is not None
        self._ledger.start(ending.next, ending.wait_s)

    def _attempt(self, run: str, given: dict[str, Any]) -> dict[str, Any]:
        attempt = Attempt.model_validate(given)
        with self._in_hand(run) as count:
            self._tell(attempt.order, None)
            ending = self._work_on(run, count, attempt)
            self._tell(attempt.order, ending)
        return ending.model_dump(mode="json")

    # ---- one attempt -------------------------------------------------------------------------------------------------

    def _work_on(self, run: str, count: int, attempt: Attempt) -> Ending:
        job = attempt.order.key[:SHOWN_ID]
        mine = self._ledger.claim(run)
        watch = supervise.Watch(
            ours=lambda: self._owns(run, count, mine),
            report=lambda stage, share: self._report(run, stage, share),
            stopping=self._stopping,
        )
        self._log.note("job_began", job, attempt=number_of(run))
        began = time.monotonic()
        try:
            task = Task(order=attempt.order, config=self._config, room=self._room(), seats=self._office.jobs)
            said = supervise.work_on(task, watch, self._log.folder / f"job-{job}.log")
        except OSError as error:  # no room for the log, no process to be had
            said = Said(failure=JobError.of(cannot_write(error, self._state)), passes=True)
        except supervise.NoLongerOurs:
            self._log.note("job_lost", job)  # cancelled, or another machine's: DBOS takes no result from us
            raise
        ending = ending_of(attempt, said, self._office.retry_after_s)
        kind, code = (ending.error.kind, ending.error.exit_code) if ending.error else ("", 0)
        seconds = round(time.monotonic() - began, 1)
        self._log.note("job_ended", job, result=ending.result, error=kind, exit_code=code, seconds=seconds)
        return ending

    def _owns(self, run: str, count: int, claim: Claim) -> bool | None:
        """Not what we have taken up once more since: on SQLite the ledger's clock counts whole seconds, and two claims of
        one second look the same."""
        if self._taken_up[run] != count:
            return False
        try:
            return self._ledger.claim(run) == claim
        except ServiceMissing:
            return None

    def _report(self, run: str, stage: str, share: float) -> None:
        with suppress(ServiceMissing):
            self._ledger.report(run, stage, share)

    def _tell(self, order: JobOrder, ending: Ending | None) -> None:
        with suppress(OSError):  # nobody at the other end of the terminal is no reason to fail
            self._listener(order, ending)

    def _room(self) -> Path:
        room = self._state / f"engines-{self.machine}"
        room.mkdir(exist_ok=True)
        return room

    @contextmanager
    def _in_hand(self, run: str) -> Iterator[int]:
        """Which time it is that this run is in hand."""
        with self._busy_lock:
            self._busy.append(run)
            self._taken_up[run] = count = self._taken_up.get(run, 0) + 1
        try:
            yield count
        finally:
            with self._busy_lock:
                self._busy.remove(run)
                if run not in self._busy:
                    del self._taken_up[run]

    # ---- signs of life, and the end ----------------------------------------------------------------------------------

    def _live(self) -> None:
        """In a thread of its own until the worker stops: signs of life, and a look at what the ledger believes of us."""
        left: frozenset[str] = frozenset()
        while not self._stopping.is_set():
            with suppress(ServiceMissing, CannotWrite):  # a full disk, a database that is away: both pass
                self._beat()
                left = self._take_up(left)
            self._stopping.wait(_BEAT_S)

    def _beat(self) -> None:
        life = {"pid": os.getpid(), "machine": self.machine, "at": time.time(), "in_hand": len(self._busy)}
        with writing(life_file(self._state, self.machine), sole=True) as beside:
            beside.write_text(json.dumps(life), encoding="utf-8")

    def _take_up(self, before: frozenset[str]) -> frozenset[str]:
        """Jobs that the ledger says we work on and we do not: their end could not be written down, as on a full disk.

        Taken up again when that was so at the last look, too; returns those for the next.
        """
        with self._busy_lock:
            busy = frozenset(self._busy)
        left = self._ledger.claimed_by(self.machine) - busy
        self._ledger.enqueue_again(left & before)
        return left - before

    def _keep_house(self) -> None:
        """Also in a thread of its own, since a share may be slow: what is due by the office's own rule goes once a day."""
        while self._office.delete_after_days and not self._stopping.is_set():
            with suppress(MinutesError):  # a database that is away, a full disk: tomorrow is a day as well
                found = due(self._ledger.states(), self._office, self._log.folder, _now())
                done = clean(found, self._ledger, DeletionLog(self._log.folder, self.machine))
                self._log.note("cleaned", gone=len(done.gone), kept=len(done.kept))
            self._stopping.wait(_DAY_S)

    def _stop(self) -> None:
        """The children end with all they started. What they worked on waits again: a recording during which a worker was told
        to stop is no poisoned one, however often that happens."""
        self._stopping.set()
        deadline = time.monotonic() + _BEAT_S
        while self._busy and time.monotonic() < deadline:
            time.sleep(0.05)
        DBOS.destroy(destroy_registry=True)
        if hasattr(self, "_ledger"):
            with suppress(ServiceMissing):  # then the next start finds them
                self._ledger.enqueue_again(self._ledger.claimed_by(self.machine))
            self._ledger.close()
        if hasattr(self, "_log"):
            self._log.note("worker_stopped")
            self._log.close()
        life_file(self._state, self.machine).unlink(missing_ok=True)
        self._lock.release()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def lock_file(state: Path, machine: str) -> Path:
    return state / f"worker-{machine}.lock"


def life_file(state: Path, machine: str) -> Path:
    """Rewritten every few seconds by a worker that lives: pid, machine, time, recordings in hand."""
    return state / f"worker-{machine}.json"


def is_working(office: Office) -> bool:
    """Whether this machine's worker runs."""
    try:
        with FileLock(lock_file(state_folder(office), machine_of(office)), blocking=False):
            return False
    except Timeout:
        return True
