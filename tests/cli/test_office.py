"""The commands of the office over a real ledger; what a job does stands in its recording (see the fake child)."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes.cli import batch
from minutes.cli.main import INTERRUPTED, call
from minutes.office import attempts, supervise
from minutes.office.dbosledger import DbosLedger, open_ledger
from minutes.settings import Office
from tests.fakes import job_child
from tests.office.jobs import began, is_alive, order_of, pids, until, working

START = supervise._START


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("MINUTES_OFFICE_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(supervise, "_START", job_child.START)
    monkeypatch.setattr(attempts, "_AFTER_CRASH_S", 0.1)
    return Office(state=str(tmp_path / "state"))


@pytest.fixture
def ledger(office: Office) -> Iterator[DbosLedger]:
    ledger = open_ledger(office)
    yield ledger
    ledger.close()


def test_jobs_from_waiting_to_done(ledger: DbosLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["status"]) == 0
    assert "受け付けた仕事はありません" in capsys.readouterr().err
    good, bad, gone = order_of(tmp_path, "quick"), order_of(tmp_path, "broken"), order_of(tmp_path, "quick", "gone")
    for order in (good, bad, gone):
        ledger.enqueue(order)
    assert call(["cancel", gone.key[:12]]) == 0
    assert "中止" in capsys.readouterr().out
    assert call(["status"]) == 0
    shown = capsys.readouterr()
    assert "1番目" in shown.out
    assert "処理係が動いていません" in shown.err
    assert call(["worker", "--once"]) == 0
    told = capsys.readouterr().err
    assert f"{good.key[:12]} quick：完了" in told
    assert f"{bad.key[:12]} broken：失敗（読めません）" in told
    assert call(["status", "--follow"]) == 0
    lines = {line.split()[1]: line for line in capsys.readouterr().out.splitlines()[1:]}
    assert "完了" in lines["quick"]
    assert "読めません" in lines["broken"]
    assert call(["status", "--json", good.key[:8]]) == 0
    (state,) = json.loads(capsys.readouterr().out)
    assert (state["condition"], state["label"], state["title"]) == ("done", "完了", "quick")
    assert state["document"] == str(good.document)
    bad.inputs[0].write_text("broken broken")
    assert call(["retry", bad.key[:12], gone.key[:12]]) == 0
    assert capsys.readouterr().out.count("待ち") == 2
    assert call(["worker", "--once"]) == 0
    assert [ledger.states([order.key])[0].condition for order in (bad, gone)] == ["failed", "done"]
    assert call(["retry", "無い"]) == 66
    assert call(["recover", "gpu-9"]) == 0
    assert "0件" in capsys.readouterr().err


def test_a_batch_is_interrupted_and_called_again(
    ledger: DbosLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, does in (("一", "quick 一"), ("二", "broken 二"), ("三", "endless 三"), ("四", "quick 一")):
        (folder / f"{name}.m4a").write_text(does)
    command = ["batch", str(folder), "--out", str(tmp_path / "out"), "--no-llm", "--jobs", "2"]
    child: list[int] = []

    def interrupt(self: object, rows: object) -> None:
        endless = next(state.order for state in ledger.states() if state.order.title == "三")
        child.extend(pids(endless))
        until(lambda: "done" in [state.condition for state in ledger.states()])
        raise KeyboardInterrupt

    with monkeypatch.context() as first:
        first.setattr(batch._Lines, "rows", interrupt)
        assert call(command) == INTERRUPTED
    assert not any(map(is_alive, child))
    assert "途中までの結果" in capsys.readouterr().err
    (tmp_path / "out/三.work/free").write_text("")
    assert call([*command, "--json"]) == 1
    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert (result["done"], result["failed"]) == (3, 1)
    assert "二：失敗（読めません）" in shown.err
    assert "4件のうち 3件が完了しました。" in shown.err
    rows = list(csv.DictReader(Path(result["summary"]).read_text("utf-8-sig").splitlines()))
    assert {row["会議"]: row["結果"] for row in rows} == {"一": "完了", "二": "失敗", "三": "完了", "四": "完了"}
    orders = {state.order.title: state.order for state in ledger.states()}
    assert list(map(began, (orders["一"], orders["三"]))) == [
        ["normalize", "transcribe", "render"],
        ["normalize", "transcribe", "transcribe", "render"],
    ]
    (folder / "二.m4a").unlink()
    assert call(command) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "out/結果一覧.csv")
    assert began(orders["一"]) == ["normalize", "transcribe", "render"]


def test_a_batch_leaves_the_work_to_the_worker_that_runs(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "一.m4a").write_text("quick")
    with working(office):
        assert call(["batch", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert "この機械の処理係（minutes worker）が処理します" in capsys.readouterr().err


def test_a_worker_ends_at_sigterm_with_its_children(ledger: DbosLedger, office: Office, tmp_path: Path) -> None:
    """Also when a job was cancelled before, whose thread waits for another's result."""
    orders = [order_of(tmp_path, "endless", name) for name in ("one", "two")]
    for order in orders:
        ledger.enqueue(order)
    start = (
        "from minutes.office import supervise; from tests.fakes import job_child; supervise._START = job_child.START; "
        "from minutes.cli.main import main; main(['worker', '--jobs', '2'])"
    )
    worker = subprocess.Popen([sys.executable, "-c", start], stderr=subprocess.PIPE, text=True, start_new_session=True)
    children = [pid for order in orders for pid in pids(order)]
    ledger.cancel(orders[0].key)
    until(lambda: not any(map(is_alive, children[:2])))
    os.kill(worker.pid, signal.SIGTERM)
    _, told = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert "処理係を終わりました。" in told
    assert not any(map(is_alive, children))
    assert ledger.states([orders[1].key])[0].condition == "waiting"  # given back, for whoever starts next


def test_the_real_road_through_a_batch(ledger: DbosLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "_START", START)
    words = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v 議長>ただいまから会議を開きます。\n"
    (tmp_path / "会議.vtt").write_text(words, encoding="utf-8")
    (tmp_path / "会議.toml").write_text('title = "決定会議"\n[[attendees]]\nrole = "議長"\n', encoding="utf-8")
    assert call(["batch", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    (state,) = ledger.states()
    assert state.document.stat().st_size > 10_000
    assert state.summary["stages_run"] == ["文字起こしの読み込み", "整文", "議事の整理", "文書の作成"]
    minutes = json.loads((state.work / "minutes.json").read_text("utf-8"))
    assert minutes["meeting"]["title"] == "決定会議"
