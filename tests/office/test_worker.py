"""Jobs that outlive whoever works on them: with real processes, a real ledger and a child that does as its recording says."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes.errors import InputMissing, TryAgainLater
from minutes.office import attempts, supervise
from minutes.office import worker as worker_module
from minutes.office.dbosledger import DbosLedger, open_ledger
from minutes.office.worker import Worker, is_working, life_file
from minutes.settings import Office
from tests.fakes import job_child
from tests.office.jobs import began, is_alive, order_of, pids, until, wait_for, working


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "_START", job_child.START)
    monkeypatch.setattr(supervise, "_ASK_S", 0.1)
    monkeypatch.setattr(attempts, "_AFTER_CRASH_S", 0.1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(state=str(tmp_path / "state"), jobs=4, retry_after_s=(0.1,))


@pytest.fixture
def ledger(office: Office) -> Iterator[DbosLedger]:
    ledger = open_ledger(office)
    yield ledger
    ledger.close()


def test_every_job_ends_in_minutes_or_in_words(office: Office, ledger: DbosLedger, tmp_path: Path) -> None:
    orders = {does: order_of(tmp_path, does) for does in job_child._DOES if does != "endless"}
    replaced, deleted = (order_of(tmp_path, "quick", name) for name in ("replaced", "deleted"))
    for order in (*orders.values(), replaced, deleted):
        assert ledger.enqueue(order).label == "待ち"
    assert ledger.enqueue(orders["broken"]).place == 5  # the same job, still at its place
    replaced.inputs[0].write_text("quick other")
    deleted.inputs[0].unlink()
    with working(office) as worker:
        until(lambda: worker.is_idle)
        assert is_working(office)
        until(life_file(tmp_path / "state", worker.machine).exists)
        with pytest.raises(TryAgainLater), Worker(office).working():
            pass
    assert not is_working(office)
    states = {does: ledger.states([order.key])[0] for does, order in orders.items()}
    assert {does: state.label for does, state in states.items()} == {
        "quick": "完了",
        "crash": "保留",
        "crash-once": "完了",
        "later-once": "完了",
        "broken": "失敗",
        "fault": "失敗",
    }
    assert began(orders["quick"]) == ["normalize", "transcribe", "render"]
    assert states["quick"].document.read_text().startswith("minutes by")
    assert states["quick"].summary["notes"] == ["注意：試験です。"]
    assert states["quick"].error is None
    # what was finished before the crash is not done again, and three crashes are enough
    assert began(orders["crash-once"]) == ["normalize", "transcribe", "transcribe", "render"]
    assert began(orders["later-once"]) == ["normalize", "transcribe", "transcribe", "render"]
    assert began(orders["crash"]) == ["normalize", "transcribe", "transcribe", "transcribe"]
    parked = states["crash"].error
    assert parked is not None
    assert "3回続いたため、この録音の処理を保留にしました" in parked.what
    assert "minutes retry" in parked.advice
    assert states["crash"].attempts == 3
    broken = states["broken"].error
    assert broken is not None
    assert (broken.kind, broken.exit_code, broken.what) == ("InputUnreadable", 65, "読めません")
    fault = states["fault"].error
    assert fault is not None
    assert "ZeroDivisionError" in fault.what
    assert "what was said" not in f"{fault}{(tmp_path / 'state/logs/worker-this-machine.jsonl').read_text()}"
    for order, kind in ((replaced, "InputUnreadable"), (deleted, "InputMissing")):
        ended = ledger.states([order.key])[0]
        assert (ended.label, ended.error and ended.error.kind) == ("失敗", kind)
        assert not order.document.exists()


def test_cancelling_ends_the_child_and_all_it_started_and_retry_takes_it_up(
    office: Office, ledger: DbosLedger, tmp_path: Path
) -> None:
    order = order_of(tmp_path, "endless")
    ledger.enqueue(order)
    with working(office):
        child = pids(order)
        until(lambda: ledger.states([order.key])[0].share == 0.5)
        running = ledger.states([order.key[:8]])[0]
        assert (running.label, running.stage, running.machine) == ("処理中", "transcribe", "this-machine")
        assert ledger.cancel(order.key).label == "中止"
        until(lambda: not any(map(is_alive, child)))
        assert not order.document.exists()
        (order.work / "free").write_text("")
        assert ledger.retry(order.key).condition in ("waiting", "running")
        done = wait_for(ledger, order.key, "done")
    assert done.attempts == 2
    assert began(order) == ["normalize", "transcribe", "transcribe", "render"]
    assert ledger.cancel(order.key).label == "完了"


def test_a_worker_that_stops_leaves_its_jobs_to_the_next(office: Office, ledger: DbosLedger, tmp_path: Path) -> None:
    order = order_of(tmp_path, "endless")
    ledger.enqueue(order)
    with working(office):
        child = pids(order)
    assert not any(map(is_alive, child))
    assert ledger.states([order.key])[0].label == "待ち"
    with sqlite3.connect(tmp_path / "state/jobs.sqlite") as jobs:
        deaths = jobs.execute("select recovery_attempts from workflow_status").fetchall()
    assert deaths == [(0,)], "a worker that was told to stop did not die of the recording"
    (order.work / "free").write_text("")
    with working(office):
        wait_for(ledger, order.key, "done")
    assert began(order) == ["normalize", "transcribe", "transcribe", "render"]


def test_a_worker_that_is_killed_takes_its_children_with_it_and_loses_nothing(
    office: Office, ledger: DbosLedger, tmp_path: Path
) -> None:
    orders = [order_of(tmp_path, "endless", name) for name in ("one", "two")]
    for order in orders:
        ledger.enqueue(order)
    worker = subprocess.Popen([sys.executable, "-m", "tests.fakes.worker", office.state], start_new_session=True)
    children = [pid for order in orders for pid in pids(order)]
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    until(lambda: not any(map(is_alive, children)))
    for order in orders:
        (order.work / "free").write_text("")
    with working(office):
        for order in orders:
            wait_for(ledger, order.key, "done")
            assert began(order) == ["normalize", "transcribe", "transcribe", "render"]


@pytest.mark.parametrize("same_second", [False, True])
def test_a_job_that_is_given_away_is_let_go(
    same_second: bool, office: Office, ledger: DbosLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where we ourselves take it up again within the second: SQLite's clock cannot tell the two."""
    if same_second:
        monkeypatch.setattr(DbosLedger, "claim", lambda self, run: ("PENDING", "this-machine", 0))
    order = order_of(tmp_path, "endless")
    ledger.enqueue(order)
    with working(office):
        child = pids(order)
        assert [state.id for state in ledger.recover("this-machine")] == [order.key]
        until(lambda: not any(map(is_alive, child)))
        until(lambda: began(order).count("transcribe") == 2)
        (order.work / "free").write_text("")
        wait_for(ledger, order.key, "done")
    assert ledger.recover("this-machine") == ()


def test_an_end_that_could_not_be_written_down_is_not_waited_for(
    office: Office, ledger: DbosLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that was full at the wrong moment: the ledger says that we work on it, and nobody does."""
    monkeypatch.setattr(worker_module, "_BEAT_S", 0.2)
    order = order_of(tmp_path, "quick")
    with working(office) as worker:
        with sqlite3.connect(tmp_path / "state/jobs.sqlite") as jobs:
            ledger.enqueue(order)
            jobs.execute("update workflow_status set status = 'PENDING', executor_id = ?", (worker.machine,))
        wait_for(ledger, order.key, "done")


def test_an_id_nobody_knows(ledger: DbosLedger, tmp_path: Path) -> None:
    for ask in (ledger.cancel, ledger.retry, lambda id: ledger.states([id])):
        with pytest.raises(InputMissing):
            ask("0123")
        with pytest.raises(InputMissing):
            ask("0" * 64)
    one, two = (order_of(tmp_path, "quick", f"{number}") for number in range(2))
    for order in (one, two):
        ledger.enqueue(order)
    assert ledger.states([one.key[:12], two.key]) == ledger.states()


def test_a_job_during_which_worker_after_worker_died_is_parked(
    office: Office, ledger: DbosLedger, tmp_path: Path
) -> None:
    order = order_of(tmp_path, "quick")
    ledger.enqueue(order)
    with sqlite3.connect(tmp_path / "state/jobs.sqlite") as jobs:
        jobs.execute("update workflow_status set recovery_attempts = 11")
    with working(office):
        parked = wait_for(ledger, order.key, "parked")
        assert parked.error is not None
        assert "何度も止まったため、保留にしました" in parked.error.what
        ledger.retry(order.key)
        wait_for(ledger, order.key, "done")


def test_jobs_of_another_version_are_seen_and_taken_over(
    office: Office, ledger: DbosLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = order_of(tmp_path, "quick")
    with monkeypatch.context() as before:
        before.setattr("minutes.office.dbosledger.VERSION", "0")
        ledger.enqueue(order)
    with working(office) as worker:
        assert worker.left_by_others() == (order.key,)
        assert worker.take_over() == 1
        wait_for(ledger, order.key, "done")
