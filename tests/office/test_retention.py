"""What may be deleted, and above all what may not."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.confirmation import confirmed
from minutes.domain import AgendaItem, Meeting, Minutes, Provenance
from minutes.errors import CannotWrite, TryAgainLater
from minutes.office import retention
from minutes.office.deletionlog import DeletionLog
from minutes.office.ledger import JobState
from minutes.office.retention import clean, due
from minutes.office.worker import Worker
from minutes.settings import Office
from minutes.text.masking.table import Table
from minutes.text.masking.tablefile import write_table
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder
from tests.fakes.ledger import FakeLedger
from tests.office.jobs import order_of, until, wait_for
from tests.office.states import NOW, recording, state_of

LONG_AGO = NOW - dt.timedelta(days=40)
AFTER_30 = Office(delete_after_days=30)
ALL = Office(delete_after_days=30, delete_unconfirmed=True)
SECRET = "生活保護の申請について"


def _age(folder: Path, at: dt.datetime = LONG_AGO) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (at.timestamp(), at.timestamp()), follow_symlinks=False)


def _meeting(folder: Path, name: str, *, by: str = "総務課長・山田太郎", ended: dt.datetime = LONG_AGO) -> JobState:
    """A job that is done, with a work folder as a run leaves it; `by`: who has confirmed its minutes."""
    source = folder / f"{name}.m4a"
    source.write_text(name)
    document = folder / f"{name}.docx"
    document.write_text("as delivered")
    work = folder / f"{name}.work"
    (work / workfolder.ANSWERS).mkdir(parents=True)
    minutes = Minutes(
        meeting=Meeting(title=SECRET), items=(AgendaItem(title=SECRET),), provenance=Provenance(software="1")
    )
    minutes = confirmed(minutes, by, ended) if by else minutes
    held = WorkFolder(work)
    held.write_json(workfolder.MINUTES, minutes)
    held.journal.note("run_began")
    write_table(work / workfolder.MASKING, Table(), (ended + dt.timedelta(days=49)).date())
    for file in (
        workfolder.AUDIO,
        workfolder.TRANSCRIPT,
        workfolder.STAGES,
        f"{workfolder.ANSWERS}/1.json",
        ".9-1.part",
    ):
        (work / file).write_text(SECRET)
    for file in ("delivered.sha256", "自分のメモ.txt", workfolder.DOCUMENT):
        (work / file).write_text("…")
    _age(work, ended)
    order = {"inputs": (source,), "document": document, "work": work}
    return state_of(name, ended=ended, recording=recording(name * 64), **order)


def _due(states: list[JobState], office: Office, tmp_path: Path) -> list[tuple[str, str]]:
    return [(one.title, one.reason) for one in due(states, office, tmp_path / "logs", NOW)]


def _clean(states: list[JobState], office: Office, tmp_path: Path) -> retention.Cleaned:
    ledger = FakeLedger()
    ledger.jobs = {state.id: state for state in states}
    return clean(due(states, office, tmp_path / "logs", NOW), ledger, DeletionLog(tmp_path / "logs", "gpu-1"))


def test_a_confirmed_meeting_leaves_its_document_its_recording_and_its_log(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a")
    assert _due([state], AFTER_30, tmp_path) == [("a", "confirmed")]
    (gone,) = _clean([state], AFTER_30, tmp_path).gone
    assert sorted(path.name for path in state.work.rglob("*") if path.name != ".lock") == [
        "delivered.sha256",
        "events.jsonl",
        "自分のメモ.txt",
    ]
    assert [event.event for event in WorkFolder(state.work).journal.events()] == ["run_began", "work_deleted"]
    assert state.order.inputs[0].read_text() == "a"
    assert state.document.read_text() == "as delivered"
    assert gone.bytes > 5 * len(SECRET.encode())
    assert _due([state], AFTER_30, tmp_path) == []


def test_the_log_says_what_went_and_nothing_of_what_it_was(tmp_path: Path) -> None:
    states = [_meeting(tmp_path, "a"), _meeting(tmp_path, "b")]
    for state in states:
        _clean([state], AFTER_30, tmp_path)
    place = tmp_path / "logs/deleted.jsonl"
    lines = [json.loads(line) for line in place.read_text("utf-8").splitlines()]
    assert [(line["event"], line["jobs"]) for line in lines] == [
        ("begun", ["a"]),
        ("deleted", ["a"]),
        ("begun", ["b"]),
        ("deleted", ["b"]),
    ]
    assert {"audio.flac", "masking.json", "answers/"} <= set(lines[1]["files"])
    assert (lines[1]["reason"], lines[1]["machine"]) == ("confirmed", "gpu-1")
    assert SECRET not in place.read_text("utf-8")
    assert str(tmp_path) not in place.read_text("utf-8")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "office", "found"),
    [
        ("off", Office(), []),
        ("in time", Office(delete_after_days=41), []),
        ("on the day", Office(delete_after_days=40), [("a", "confirmed")]),
    ],
)
def test_when(name: str, office: Office, found: list[tuple[str, str]], tmp_path: Path) -> None:
    assert _due([_meeting(tmp_path, "a")], office, tmp_path) == found


def test_what_is_under_way_or_unconfirmed_stays(tmp_path: Path) -> None:
    running = _meeting(tmp_path, "a").model_copy(update={"condition": "running", "finished": None})
    waiting = _meeting(tmp_path, "b").model_copy(update={"condition": "waiting", "finished": None})
    draft = _meeting(tmp_path, "c", by="")
    failed = _meeting(tmp_path, "d", by="").model_copy(update={"condition": "failed"})
    states = [running, waiting, draft, failed]
    assert _due(states, AFTER_30, tmp_path) == []
    assert _due(states, ALL, tmp_path) == [("c", "unconfirmed"), ("d", "unconfirmed")]


def test_minutes_that_were_changed_after_their_confirmation_are_unconfirmed(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a")
    minutes = WorkFolder(state.work).read(workfolder.MINUTES, Minutes)
    changed = minutes.model_copy(update={"meeting": Meeting(title="別の会議")})
    WorkFolder(state.work).write_json(workfolder.MINUTES, changed)
    _age(state.work)
    assert _due([state], AFTER_30, tmp_path) == []
    (state.work / workfolder.MINUTES).write_text("half a fi")
    _age(state.work)
    assert _due([state], AFTER_30, tmp_path) == []


def test_the_days_count_from_the_last_work_on_it(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a", ended=NOW - dt.timedelta(days=10))  # confirmed then
    assert _due([state], AFTER_30, tmp_path) == []
    late = _meeting(tmp_path, "b")
    (late.work / workfolder.MASKS).write_text("[]")  # a clerk is at it
    os.utime(late.work / workfolder.MASKS, (NOW.timestamp(), NOW.timestamp()))
    assert _due([late], AFTER_30, tmp_path) == []


def test_while_the_share_with_the_document_is_away_nothing_goes(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a")
    away = state.order.model_copy(update={"document": tmp_path / "share/a.docx"})
    assert _due([state.model_copy(update={"order": away})], AFTER_30, tmp_path) == []
    anchored = state.order.model_copy(update={"anchors": (tmp_path / ".anchor",)})
    assert _due([state.model_copy(update={"order": anchored})], AFTER_30, tmp_path) == []
    (tmp_path / ".anchor").write_text("")
    assert _due([state.model_copy(update={"order": anchored})], AFTER_30, tmp_path) == [("a", "confirmed")]


def test_two_jobs_of_one_folder_are_one(tmp_path: Path) -> None:
    old = _meeting(tmp_path, "a")
    again = old.model_copy(update={"id": "again", "condition": "waiting", "finished": None})
    assert _due([old, again], AFTER_30, tmp_path) == []


def test_a_job_that_is_asked_for_again_meanwhile_stays(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a")
    ledger = FakeLedger()
    ledger.jobs = {"a": state}
    found = due([state], AFTER_30, tmp_path / "logs", NOW)
    ledger.retry("a")
    assert clean(found, ledger, DeletionLog(tmp_path / "logs", "gpu-1")).gone == ()
    assert (state.work / workfolder.AUDIO).exists()


def test_originals_and_documents_stay_wherever_they_lie(tmp_path: Path) -> None:
    """A clerk's recording is called audio.flac, the document was wanted in the work folder, and so was a copy of a job's
    words for another meeting."""
    one = _meeting(tmp_path, "a")
    work = one.work
    order = one.order.model_copy(
        update={
            "inputs": (work / "audio.flac",),
            "document": work / "minutes.docx",
            "wishes": Wishes(meeting=work / "recording.json"),
        }
    )
    (work / "recording.json").write_text("")
    (work / "also").mkdir()
    (work / "also/minutes.md").write_text("")
    one = one.model_copy(
        update={"order": order, "summary": {**one.summary, "also": {"md": str(work / "also/minutes.md")}}}
    )
    other = state_of("b", "waiting", inputs=(work / "transcript.json",), work=tmp_path / "b.work")
    _age(work)
    _clean([one, other], AFTER_30, tmp_path)
    left = {path.name for path in work.rglob("*")}
    assert {"audio.flac", "minutes.docx", "recording.json", "minutes.md", "transcript.json"} <= left
    assert not {"minutes.json", "masking.json", "stages.json"} & left


def test_what_links_lead_to_stays(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "1.json").write_text("")
    (outside / "audio.flac").write_text("")
    (state.work / workfolder.ALSO).symlink_to(outside)
    (state.work / workfolder.PROMPT).symlink_to(outside / "audio.flac")
    linked = _meeting(tmp_path, "b")
    linked.work.rename(tmp_path / "elsewhere")
    linked.work.symlink_to(tmp_path / "elsewhere")
    _age(state.work)
    _clean([state, linked], AFTER_30, tmp_path)
    assert len(list(outside.iterdir())) == 2
    assert not (state.work / workfolder.ALSO).is_symlink()
    assert (tmp_path / "elsewhere" / workfolder.AUDIO).exists()


def test_a_table_goes_on_its_own_day(tmp_path: Path) -> None:
    draft = _meeting(tmp_path, "a", by="")
    table = draft.work / workfolder.MASKING
    for day, gone in ((1, False), (0, True)):
        write_table(table, Table(), (NOW + dt.timedelta(days=day)).date())
        assert (_due([draft], AFTER_30, tmp_path) == [("a", "masking_expired")]) is gone
    _clean([draft], AFTER_30, tmp_path)
    assert not table.exists()
    assert (draft.work / workfolder.AUDIO).exists()


def test_logs_of_jobs_that_are_over(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    for name in ("job-old.log", "job-busy.log", "job-nobody.log", "worker-gpu-1.jsonl"):
        (logs / name).write_text(SECRET)
    _age(logs)
    (logs / "job-new.log").write_text("")
    states = [state_of("old", "failed"), state_of("busy", "running"), state_of("new", "failed", ended=NOW)]
    office = Office(delete_after_days=1)
    assert _due(states, office, tmp_path) == [("", "job_log"), ("old", "job_log")]
    _clean(states, office, tmp_path)
    left = {path.name for path in logs.iterdir()}
    assert left == {"job-busy.log", "worker-gpu-1.jsonl", "job-new.log", "deleted.jsonl"}


def test_a_folder_somebody_works_in_is_left_for_the_next_round(tmp_path: Path) -> None:
    state, other = _meeting(tmp_path, "a"), _meeting(tmp_path, "b")
    with WorkFolder(state.work).held():
        done = _clean([state, other], AFTER_30, tmp_path)
    ((kept, error),) = done.kept
    assert (kept.title, type(error)) == ("a", TryAgainLater)
    assert [one.title for one in done.gone] == ["b"]
    assert _due([state, other], AFTER_30, tmp_path) == [("a", "confirmed")]


def test_nothing_goes_that_cannot_be_logged(tmp_path: Path) -> None:
    state = _meeting(tmp_path, "a")
    (tmp_path / "logs").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        _clean([state], AFTER_30, tmp_path)
    assert (state.work / workfolder.AUDIO).exists()


def test_every_artefact_is_known_to_be_of_the_meeting_or_not() -> None:
    """A new one has to be put on the list, or here."""
    stay = {workfolder.EVENTS, workfolder.CHANNEL, workfolder.EFFORT}  # figures for the report
    names = {value for name, value in vars(workfolder).items() if name.isupper() and isinstance(value, str)}
    names -= {workfolder.UNFINISHED, workfolder._LOCK}
    assert names - set(workfolder.OF_THE_MEETING) == stay


def test_the_worker_does_so_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from minutes.office import supervise, worker
    from tests.fakes import job_child

    monkeypatch.setattr(supervise, "_START", job_child.START)
    monkeypatch.setattr(worker, "_DAY_S", 0.2)
    office = Office(state=str(tmp_path / "state"), delete_after_days=1, delete_unconfirmed=True)
    order = order_of(tmp_path, "quick")
    log = tmp_path / f"state/logs/job-{order.key[:12]}.log"
    with Worker(office).working() as working:
        working._ledger.enqueue(order)
        wait_for(working._ledger, order.key, "done")
        (order.work / workfolder.AUDIO).write_text("…")
        log.write_text("what a library said")
        before = dt.datetime.now(dt.UTC)
        monkeypatch.setattr(worker, "_now", lambda: before + dt.timedelta(days=2))
        until(lambda: not log.exists() and not (order.work / workfolder.AUDIO).exists())
    lines = [json.loads(line) for line in (tmp_path / "state/logs/deleted.jsonl").read_text().splitlines()]
    assert {(line["event"], line["reason"]) for line in lines} == {
        (event, reason) for event in ("begun", "deleted") for reason in ("unconfirmed", "job_log")
    }
    assert order.document.exists()
    assert order.inputs[0].exists()
