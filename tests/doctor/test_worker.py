"""Whether the doctor sees what keeps a worker from working."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from minutes.cli.main import call
from minutes.doctor import worker as module
from minutes.doctor.worker import check_clock, check_life, check_queue, check_shares, stuck_in
from minutes.office import attempts, supervise
from minutes.office.dbosledger import open_ledger
from minutes.office.ledger import JobState
from minutes.office.worker import life_file
from minutes.settings import Office
from tests.fakes import job_child
from tests.office.jobs import order_of, pids, until, working
from tests.office.states import NOW, state_of

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(supervise, "_START", job_child.START)
    monkeypatch.setattr(attempts, "_AFTER_CRASH_S", 0.1)
    monkeypatch.setattr(module, "_SECOND_LOOK_S", 0.0)
    monkeypatch.setenv("MINUTES_OFFICE_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return Office(state=str(tmp_path / "state"))


def _ask(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, tuple[str, str]]]:
    code = call(["doctor", "--worker", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is (code == 0)
    return code, {finding["name"]: (finding["state"], finding["what"]) for finding in told["findings"]}


def test_a_worker_at_work_and_one_that_has_stopped(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = order_of(tmp_path, "endless")
    with working(office) as worker:
        worker._ledger.enqueue(order)
        pids(order)
        until(life_file(tmp_path / "state", worker.machine).exists)
        code, found = _ask(capsys)
        assert code == 0, found
        assert {name: state for name, (state, _) in found.items()} == dict.fromkeys(
            (
                "設定",
                "この機械の名前",
                "状態の保存場所",
                "処理係",
                "仕事の台帳",
                "待ち行列",
                "録音と文書の場所",
                "時計",
            ),
            "good",
        )
        assert found["仕事の台帳"][1] == "使えます（待ち 0件、処理中 1件）"
    code, found = _ask(capsys)
    assert (code, found["処理係"]) == (69, ("bad", "動いていません"))
    assert found["仕事の台帳"][0] == "good"
    assert call(["doctor", "--worker"]) == 69
    assert "minutes worker を動かしてください" in capsys.readouterr().out


def test_a_job_that_waits_beside_a_worker_with_nothing_to_do(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(office)
    ledger.enqueue(order_of(tmp_path, "quick"))
    ledger.close()
    life = {"pid": 1, "at": dt.datetime.now().timestamp(), "in_hand": 0}
    life_file(tmp_path / "state", "this-machine").write_text(json.dumps(life))
    assert _ask(capsys)[0] == 0  # it may be taken up any moment
    monkeypatch.setattr(module, "_PATIENCE", dt.timedelta(0))
    code, found = _ask(capsys)
    assert (code, found["待ち行列"][0]) == (69, "bad")
    assert "1件が待ったままです" in found["待ち行列"][1]
    life_file(tmp_path / "state", "this-machine").write_text(json.dumps({**life, "in_hand": 1}))
    assert _ask(capsys)[0] == 0


def test_a_database_that_does_not_answer_and_a_machine_without_a_name(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from minutes import egress

    monkeypatch.setattr(egress, "_add", lambda ways: None)
    (tmp_path / "minutes.toml").write_text('[office]\ndatabase = "postgresql://minutes@127.0.0.1:1/jobs"\n')
    code, found = _ask(capsys)
    assert (code, list(found)) == (78, ["設定"])
    assert "office.machine" in found["設定"][1]
    monkeypatch.setenv("MINUTES_OFFICE_MACHINE", "gpu-1")
    code, found = _ask(capsys)
    assert (code, found["仕事の台帳"][0], found["この機械の名前"]) == (69, "bad", ("good", "gpu-1"))
    (tmp_path / "minutes.toml").write_text("[office]\nnobody = 1\n")
    assert _ask(capsys)[0] == 78


@pytest.mark.parametrize(
    ("life", "state"),
    [
        ('{"at": 1000, "in_hand": 2}', "good"),
        ('{"at": 1059}', "good"),
        ('{"at": 900}', "bad"),
        ('{"at": 4600}', "bad"),  # written before the clock was set back
        ('{"at": ', "bad"),
        ("[]", "bad"),
        (None, "bad"),
    ],
)
def test_signs_of_life(life: str | None, state: str, tmp_path: Path) -> None:
    place = tmp_path / "worker.json"
    if life:
        place.write_text(life)
    assert check_life(place, 1000.0).state == state


def test_what_waits_for_its_next_attempt_is_not_stuck() -> None:
    fresh = state_of("a", "waiting", ended=NOW + HOUR)  # enqueued now
    old = state_of("b", "waiting")
    later = old.model_copy(update={"next_attempt": NOW + HOUR})
    assert stuck_in([fresh, old, later, state_of("c", "running")], NOW) == (old,)


def test_a_machine_that_may_not_come_back() -> None:
    old = state_of("a", "running", ended=NOW - 30 * HOUR).model_copy(update={"machine": "gpu-2"})
    found = check_queue([old, state_of("b", "running")], (), NOW)
    assert found.state == "warning"
    assert "a（gpu-2）" in found.what
    assert "minutes recover" in found.advice


def _job(tmp_path: Path) -> JobState:
    source = tmp_path / "in/会議.m4a"
    source.parent.mkdir()
    source.write_text("")
    return state_of("a", "waiting", inputs=(source,), document=tmp_path / "out/a.docx", work=tmp_path / "out/a.work")


def test_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = _job(tmp_path)
    assert check_shares([job]).state == "good"
    assert check_shares([]).state == "good"
    with monkeypatch.context() as shut:
        shut.setattr(os, "access", lambda path, mode: mode != os.W_OK)
        assert "書き込めません" in check_shares([job]).what
        shut.setattr(os, "access", lambda path, mode: mode != os.R_OK)
        assert "読めません" in check_shares([job]).what
    away = job.model_copy(update={"order": job.order.model_copy(update={"anchors": (tmp_path / "out/.anchor",)})})
    assert "見えません" in check_shares([away]).what
    job.order.inputs[0].unlink()
    job.order.inputs[0].parent.rmdir()
    assert check_shares([job]).state == "bad"


@pytest.mark.parametrize(
    ("server", "built", "state", "said"),
    [
        (None, -HOUR, "good", "2026-06-30"),
        (HOUR / 120, -HOUR, "good", ""),
        (HOUR, -HOUR, "warning", "3,600 秒 遅れて"),
        (-HOUR, -HOUR, "warning", "3,600 秒 進んで"),
        (None, 48 * HOUR, "bad", "入れた日より前"),
    ],
)
def test_the_clock(server: dt.timedelta | None, built: dt.timedelta, state: str, said: str) -> None:
    found = check_clock(NOW, NOW + server if server else None, NOW + built)
    assert found.state == state
    assert said in found.what


def _lines(places: Sequence[Path]) -> list[dict[str, object]]:
    return [json.loads(line) for place in places for line in place.read_text("utf-8").splitlines()]


def test_the_workers_log_has_jobs_and_no_content(office: Office, tmp_path: Path) -> None:
    """Whatever a recording is called and whatever it ends with."""
    orders = [
        order_of(tmp_path, does, f"生活保護{does}") for does in ("quick", "broken", "fault", "later-once", "crash-once")
    ]
    quick = office.model_copy(update={"retry_after_s": (0.1,), "jobs": 4})
    with working(quick) as worker:
        for order in orders:
            worker._ledger.enqueue(order)
        until(lambda: worker.is_idle)
    lines = _lines(sorted((tmp_path / "state/logs").glob("worker-*.jsonl")))
    allowed = {
        "at",
        "event",
        "job",
        "machine",
        "pid",
        "jobs",
        "version",
        "attempt",
        "result",
        "error",
        "exit_code",
        "seconds",
    }
    assert {key for line in lines for key in line} <= allowed
    of_jobs = [line for line in lines if str(line["event"]).startswith("job_")]
    assert {line["job"] for line in of_jobs} == {order.key[:12] for order in orders}
    assert {line["event"] for line in lines} == {"worker_started", "job_began", "job_ended", "worker_stopped"}
    text = json.dumps(lines, ensure_ascii=False)
    assert "生活保護" not in text
    assert "what was said" not in text
    assert str(tmp_path) not in text
