"""Work data whose time is over: what of it may go, and its going, with a log that says what went and nothing of what it was.

Only artefacts of ours in a work folder go, never a recording, a meeting file or a delivered document, whatever they are
called and wherever they lie; files of others stay, and so does the folder's own log. A meeting keeps everything while any
job on its folder waits or runs, while nobody has confirmed its minutes (unless the office says otherwise), and for so many
days after the last work on it. A table of placeholders goes on the day it carries, confirmed or not.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from minutes import workfolder
from minutes.audio.inputs import recordings_of
from minutes.confirmation import valid_confirmation
from minutes.domain import Minutes
from minutes.errors import MinutesError, cannot_write
from minutes.office.deletionlog import DeletionLog, Reason
from minutes.office.ledger import SHOWN_ID, UNFINISHED, JobState, Ledger
from minutes.settings import Office
from minutes.text.masking.tablefile import read_table
from minutes.workfolder import WorkFolder

_JOB_LOG = "job-*.log"


@dataclass(frozen=True)
class Due:
    """What of one meeting may go. `jobs`: those of its work folder; `work`: None for what a job's libraries said."""

    jobs: tuple[str, ...]
    title: str
    work: Path | None
    reason: Reason
    files: tuple[Path, ...]
    bytes: int

    def named(self) -> tuple[str, ...]:
        """The files by the names we gave them, which tell nothing: answers/ for each in it, job.log for a job's."""
        if self.work is None:
            return ("job.log",)
        inner = (path.relative_to(self.work) for path in self.files)
        return tuple(dict.fromkeys(f"{path.parts[0]}/" if len(path.parts) > 1 else path.name for path in inner))


@dataclass(frozen=True)
class Cleaned:
    """What went, and what could not and why."""

    gone: tuple[Due, ...] = ()
    kept: tuple[tuple[Due, MinutesError], ...] = ()


def due(states: Sequence[JobState], office: Office, logs: Path, now: dt.datetime) -> tuple[Due, ...]:
    """What may go at `now`; nothing where the office has set no days. `logs`: the folder of this machine's logs."""
    if not office.delete_after_days:
        return ()
    never = _never(states)
    found = []
    for work, jobs in _by_folder(states).items():
        over = all(job.condition not in UNFINISHED and _is_in_reach(job) for job in jobs)
        if over and work.is_dir() and not work.is_symlink():
            found += [one] if (one := _of_folder(work, jobs, office, never, now)) else []
    return (*found, *_of_logs(states, office, logs, now))


def clean(found: Iterable[Due], ledger: Ledger, log: DeletionLog) -> Cleaned:
    """Delete it, unless somebody asked for the job again in the meantime. Raises CannotWrite when the log cannot be
    written: nothing goes unseen; ServiceMissing."""
    gone, kept = [], []
    for one in found:
        if one.work and any(state.condition in UNFINISHED for state in ledger.states(one.jobs)):
            continue
        log.note("begun", one.jobs, one.reason, one.named(), one.bytes)
        try:
            _delete(one)
        except MinutesError as error:
            kept.append((one, error))
        else:
            log.note("deleted", one.jobs, one.reason, one.named(), one.bytes)
            gone.append(one)
    return Cleaned(tuple(gone), tuple(kept))


# ---- what may go -------------------------------------------------------------------------------------------------


def _by_folder(states: Iterable[JobState]) -> dict[Path, list[JobState]]:
    folders: dict[Path, list[JobState]] = defaultdict(list)
    for state in states:
        folders[state.work].append(state)
    return folders


def _is_in_reach(job: JobState) -> bool:
    """Whether the place of the document can be seen: while a share is away, the copy in the work folder may be the only one
    in reach."""
    with suppress(OSError):
        return job.document.parent.is_dir() and all(anchor.exists() for anchor in job.order.anchors)
    return False


def _never(states: Iterable[JobState]) -> frozenset[Path]:
    """What was handed in or delivered, of all jobs: one's work may be another's input."""
    found: set[Path] = set()
    for state in states:
        order, summary = state.order, state.summary
        found.update((*order.inputs, order.document, *order.anchors))
        found.update(path for path in (order.wishes.meeting, order.wishes.config) if path)
        with suppress(MinutesError, OSError):  # a recording that has gone needs no protection
            found.update(recordings_of(order.inputs))
        public = summary.get("public", {})
        given = (*summary.get("also", {}).values(), *public.get("also", {}).values(), public.get("document"))
        found.update(Path(place) for place in given if place)
    return frozenset(map(_whole, found))


def _of_folder(
    work: Path, jobs: Sequence[JobState], office: Office, never: frozenset[Path], now: dt.datetime
) -> Due | None:
    files = tuple(path for path in _ours_in(work) if _whole(path) not in never)
    at = _confirmed_at(work)
    latest = max((*_times(files), *(job.finished for job in jobs if job.finished), *((at,) if at else ())), default=now)
    reason: Reason = "confirmed" if at else "unconfirmed"
    if now - latest < dt.timedelta(days=office.delete_after_days) or not (at or office.delete_unconfirmed):
        files = tuple(path for path in files if path.name == workfolder.MASKING and _has_expired(path, now))
        reason = "masking_expired"
    if not files:
        return None
    return Due(tuple(job.id for job in jobs), jobs[-1].order.title, work, reason, files, _size(files))


def _of_logs(states: Iterable[JobState], office: Office, logs: Path, now: dt.datetime) -> Iterator[Due]:
    """What libraries said of jobs that are over, on this machine."""
    busy = {state.id[:SHOWN_ID] for state in states if state.condition in UNFINISHED}
    titles = {state.id[:SHOWN_ID]: state.order.title for state in states}
    for place in sorted(logs.glob(_JOB_LOG)):
        job = place.stem.removeprefix("job-")
        old = [now - at >= dt.timedelta(days=office.delete_after_days) for at in _times([place])]
        if job not in busy and any(old):
            yield Due((job,), titles.get(job, ""), None, "job_log", (place,), _size([place]))


def _ours_in(work: Path) -> Iterator[Path]:
    """Files we made in a work folder; what a link leads to is never ours."""
    for pattern in workfolder.OF_THE_MEETING:
        for path in sorted(work.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                yield from (inner for inner in sorted(path.iterdir()) if not inner.is_dir() or inner.is_symlink())
            else:
                yield path


def _confirmed_at(work: Path) -> dt.datetime | None:
    """When somebody vouched for the minutes as they are now; None where nobody did, or nobody can tell."""
    try:
        minutes = WorkFolder(work).find(workfolder.MINUTES, Minutes)
    except MinutesError:
        return None
    given = valid_confirmation(minutes) if minutes else None
    return given.at.astimezone() if given else None


def _has_expired(table: Path, now: dt.datetime) -> bool:
    try:
        expires = read_table(table).expires
    except MinutesError:
        return False
    return expires is not None and expires <= now.astimezone().date()


def _times(files: Iterable[Path]) -> Iterator[dt.datetime]:
    for path in files:
        with suppress(OSError):
            yield dt.datetime.fromtimestamp(path.lstat().st_mtime, dt.UTC)


def _size(files: Iterable[Path]) -> int:
    whole = 0
    for path in files:
        with suppress(OSError):
            whole += path.lstat().st_size
    return whole


def _whole(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path.absolute()


# ---- its going ---------------------------------------------------------------------------------------------------


def _delete(one: Due) -> None:
    if one.work is None:
        _unlink(one.files)
        return
    folder = WorkFolder(one.work)
    with folder.held():
        _unlink(one.files)
        folder.journal.note("masking_deleted" if one.reason == "masking_expired" else "work_deleted")
        _remove_empty(one.work)


def _unlink(files: Iterable[Path]) -> None:
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, path) from error


def _remove_empty(work: Path) -> None:
    for name in (workfolder.ANSWERS, workfolder.ALSO):
        with suppress(OSError):  # not there, or somebody else's files are in it
            (work / name).rmdir()
