"""From jobs in the ledger to what a clerk sees of them: a note in the folder of each, and at its end the results."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from minutes.errors import CannotWrite, InputMissing, MinutesError
from minutes.office.acceptance import Acceptance, Acceptances
from minutes.office.description import MEETING_FILE
from minutes.office.folders import free_name
from minutes.office.forecast import LATEST, Forecast
from minutes.office.intake import enqueue, put_file, trace_of
from minutes.office.ledger import UNFINISHED, JobError, JobOrder, JobState, Ledger, order_job
from minutes.office.notefiles import NoteFiles
from minutes.office.notes import About, of_job, of_refused, of_same, of_taking
from minutes.office.places import Places
from minutes.office.results import put_beside
from minutes.office.stillness import Stillness
from minutes.settings import Office

_PASSES = (73, 75)  # exit codes of what may be gone another time: a full disk, a share that is away
_BACK_S = 10.0  # what was missing is there again for so long
_LOOK_BACK = dt.timedelta(days=60)  # for the speeds of earlier jobs

Told = Callable[[str, JobError | None], None]
"""Of each that ended: its title, and why without minutes."""


class Following:
    """`told` hears of each job that ends."""

    def __init__(
        self,
        places: Places,
        accepted: Acceptances,
        ledger: Ledger,
        notes: NoteFiles,
        office: Office,
        still: Stillness,
        told: Told = lambda title, error: None,
    ) -> None:
        self._places = places
        self._accepted = accepted
        self._ledger = ledger
        self._notes = notes
        self._office = office
        self._still = still
        self._told = told
        self._ended: set[str] = set()  # jobs that were told of
        self._done: deque[JobState] | None = None  # the latest, for their speeds
        self._asked = _now()

    def begin(self) -> None:
        """What was decided and perhaps not done, when we were stopped. Raises ServiceMissing."""
        for one in self._accepted:
            if one.order and not one.closed and one.order.document.parent.parent != self._places.out:
                self._begin_elsewhere(one, one.order)
            elif one.order and not one.enqueued:
                enqueue(one, self._accepted, self._ledger, self._places.out)

    def _begin_elsewhere(self, one: Acceptance, order: JobOrder) -> None:
        """The results are to lie in another folder than before: what is not done is taken anew for that."""
        folder = free_name(one.folder, self._places.out, {other.folder for other in self._accepted if other != one})
        known: dict[str, Any] = {"order": None, "replaced": order.key, "enqueued": False, "texts": {}, "folder": folder}
        self._accepted.put(one.model_copy(update=known))

    def look(self, gone: Iterable[str] = (), *, surely: bool) -> None:
        """At the jobs that are not closed; `surely`: at all else, too. Raises ServiceMissing."""
        missing = set(gone)
        if surely:
            self._look_at_what_has_no_job(missing)
            self._look_for_retried()
            for one in self._accepted:
                if one.order and one.enqueued and one.entry not in missing:
                    self._look_for_corrections(one)
        followed = [one for one in self._accepted if one.order and not one.closed]
        states = self._states(followed)
        ends = self._ends(followed, states)
        for one in followed:
            state = states.get(_key(one))
            if state:
                self._follow(one, state, ends.get(state.id), one.entry not in missing, surely)
        for name in missing:
            self._forget(name, states)

    def unfinished(self) -> int:
        """How many wait or run, as far as is known."""
        return sum(bool(one.order) and not one.closed and _key(one) not in self._ended for one in self._accepted)

    def failed(self) -> int:
        """How many ended without minutes."""
        return sum(bool(one.refused) or (not one.closed and _key(one) in self._ended) for one in self._accepted)

    # ---- jobs --------------------------------------------------------------------------------------------------------

    def _states(self, followed: Sequence[Acceptance]) -> dict[str, JobState]:
        """A ledger that has forgotten our jobs is told of them again."""
        keys = [_key(one) for one in followed]
        if not keys:
            return {}
        try:
            return {state.id: state for state in self._ledger.states(keys)}
        except InputMissing:
            return {state.id: state for one in followed if one.order for state in [self._ledger.enqueue(one.order)]}

    def _ends(self, followed: Sequence[Acceptance], states: dict[str, JobState]) -> dict[str, dt.datetime]:
        lengths = {_key(one): one.seconds for one in followed}
        return Forecast(self._latest()).ends(list(states.values()), lengths, _now())

    def _latest(self) -> deque[JobState]:
        """Read once: the ledger of an office holds thousands."""
        if self._done is None:
            earlier = self._ledger.states(since=_now() - _LOOK_BACK)
            ended = [(state.finished, state) for state in earlier if state.condition == "done" and state.finished]
            self._done = deque((state for _, state in sorted(ended, key=lambda one: one[0])), LATEST)
        return self._done

    def _follow(self, one: Acceptance, state: JobState, end: dt.datetime | None, there: bool, surely: bool) -> None:
        if state.condition == "done":
            self._close(one, state)
            return
        retries = state.condition == "failed" and _may_pass(state)
        if state.condition in UNFINISHED:
            self._ended.discard(state.id)
            self._put_back(one)
        else:
            self._tell(state)
            if state.error and state.error.kind == InputMissing.__name__:
                self._put_back(one)  # the worker was there before us
            if self._is_due(state, retries):
                self._ledger.retry(state.id)
        self._notes.write(one.folder, of_job(state, self._about(one, there), end, retries), surely=surely)

    def _close(self, one: Acceptance, state: JobState) -> None:
        """A folder that is gone by now was taken away by somebody: it is not made again."""
        if (self._places.out / one.folder).is_dir():
            try:
                put_beside(state)
            except MinutesError:
                return
            if not self._notes.write(one.folder, of_job(state, self._about(one))):
                return
        texts = {
            name: text for name, text in one.texts.items() if name == MEETING_FILE
        }  # as long as it may be corrected
        self._accepted.put(one.model_copy(update={"closed": True, "texts": texts}))
        self._notes.forget(one.folder)
        if self._done is not None:
            self._done.append(state)
        self._tell(state)

    def _tell(self, state: JobState) -> None:
        if state.id not in self._ended:
            self._told(state.order.title, None if state.condition == "done" else state.error or _cancelled(state))
        if state.condition == "done":
            self._ended.discard(state.id)
        else:
            self._ended.add(state.id)

    def _is_due(self, state: JobState, passes: bool) -> bool:
        """Whether to try again by ourselves now."""
        if state.error is None or state.finished is None or state.condition != "failed":
            return False
        since = (_now() - state.finished).total_seconds()
        if passes:
            return since >= max(self._office.retry_after_s, default=0.0)
        is_back = state.error.kind == InputMissing.__name__ and _exists(state.error.subject)
        return is_back and since >= _BACK_S

    def _put_back(self, one: Acceptance) -> None:
        """The files a job needs, where somebody has removed its folder."""
        for name, text in one.texts.items():
            place = self._places.out / one.folder / name
            if not place.exists():
                with suppress(CannotWrite):
                    self._places.refuse_missing_out()
                    put_file(place, text)
                    if name == MEETING_FILE:
                        one = self._accepted.put(one.model_copy(update={"meeting": trace_of(place)}))

    def _forget(self, name: str, states: dict[str, JobState]) -> None:
        """What lies there no more, once there is nothing to be told of it."""
        one = self._accepted.get(name)
        if one is None:
            return
        state = states.get(_key(one))
        if one.order is None:
            if not one.replaced:
                self._notes.remove(one.folder)
        elif not one.closed and (state is None or state.condition in UNFINISHED):
            return
        self._ended.discard(_key(one))
        self._accepted.drop(name)

    # ---- all else ----------------------------------------------------------------------------------------------------

    def _look_at_what_has_no_job(self, missing: set[str]) -> None:
        for one in self._accepted:
            if one.order or one.entry in missing:
                continue
            about = self._about(one)
            if one.refused:
                note = of_refused(one.refused, about)
            elif one.same_as:
                note = of_same(one.same_as, one.first[1], about)
            else:
                note = of_taking(about)
            self._notes.write(one.folder, note)

    def _look_for_retried(self) -> None:
        """Someone may have a job done again that was done."""
        closed = {_key(one): one for one in self._accepted if one.closed}
        begin, self._asked = self._asked, _now()
        for state in self._ledger.states(since=begin - dt.timedelta(seconds=self._office.rescan_s)):
            if state.id in closed and state.condition in UNFINISHED:
                self._accepted.put(closed[state.id].model_copy(update={"closed": False}))

    def _look_for_corrections(self, one: Acceptance) -> None:
        """A meeting file that the clerk has changed: the minutes are made again, with what of the work still holds."""
        assert one.order
        file = self._places.out / one.folder / MEETING_FILE
        trace = trace_of(file)
        if trace is None or trace == one.meeting or not self._still.is_still(one.entry, (trace,)):
            return
        self._still.forget(one.entry)
        text = _text(file)
        if text is not None and text == one.texts.get(MEETING_FILE):
            self._accepted.put(one.model_copy(update={"meeting": trace}))
            return
        texts = {**one.texts, MEETING_FILE: text} if text else {k: v for k, v in one.texts.items() if k != MEETING_FILE}
        with suppress(InputMissing):  # the recording has gone: nothing to make them from
            known = {"order": _again(one.order), "texts": texts, "meeting": trace, "replaced": one.order.key}
            anew = one.model_copy(update={**known, "enqueued": False, "anew": True, "closed": False})
            enqueue(self._accepted.put(anew), self._accepted, self._ledger, self._places.out)

    def _about(self, one: Acceptance, there: bool = True) -> About:
        recordings = [path.name for path in one.order.inputs] if one.order else [Path(one.entry).name]
        title = one.order.title if one.order else Path(one.entry).stem
        return About(title, recordings, one.remarks, there, self._office.contact)


def _key(one: Acceptance) -> str:
    return one.order.key if one.order else ""


def _again(order: JobOrder) -> JobOrder:
    """With the key its files give now."""
    return order_job(
        order.inputs,
        order.document,
        order.work,
        title=order.title,
        wishes=order.wishes,
        also=order.also,
        scope=order.scope,
        anchors=order.anchors,
    )


def _may_pass(state: JobState) -> bool:
    return state.error is not None and state.error.exit_code in _PASSES


def _cancelled(state: JobState) -> JobError:
    return JobError(kind="", exit_code=0, what=state.label)


def _exists(subject: str) -> bool:
    try:
        return bool(subject) and Path(subject).exists()
    except OSError:
        return False


def _text(file: Path) -> str | None:
    """None for what is no UTF-8: the job says so."""
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
