"""`minutes watch` over a real ledger and a real worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes.cli.main import call
from minutes.meetingfile import read_meeting
from minutes.office.dbosledger import DbosLedger, open_ledger
from minutes.settings import Office
from tests.office.jobs import is_alive, pids, until

_WORDS = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v 議長>ただいまから会議を開きます。\n"
_START = (
    "from minutes.office import supervise; from tests.fakes import job_child; supervise._START = job_child.START; "
    "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("MINUTES_OFFICE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MINUTES_OFFICE_SETTLE_S", "0.2")
    (tmp_path / "受付").mkdir()
    return ["watch", str(tmp_path / "受付"), "--out", str(tmp_path / "議事録"), "--no-llm"]


@pytest.fixture
def ledger(command: list[str], tmp_path: Path) -> Iterator[DbosLedger]:
    ledger = open_ledger(Office(state=str(tmp_path / "state")))
    yield ledger
    ledger.close()


def test_what_lies_there_becomes_minutes_by_the_real_road(
    command: list[str], ledger: DbosLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, out = tmp_path / "受付", tmp_path / "議事録"
    (inbox / "20250806_決定会議_第3委員会室.vtt").write_text(_WORDS, encoding="utf-8")
    (inbox / "メモ.docx").write_text("x")
    assert call([*command, "--once"]) == 1
    told = capsys.readouterr().err
    assert "20250806_決定会議_第3委員会室：完了" in told
    folder = out / "20250806_決定会議_第3委員会室"
    names = {path.name for path in folder.iterdir()}
    assert names == {
        f"{folder.name}.docx",
        "会議.toml",
        "状況.txt",
        "文字起こし.txt",
        "確認すること.txt",
        "作業データ.work",
    }
    assert (folder / f"{folder.name}.docx").stat().st_size > 10_000
    assert "【完了】" in (folder / "状況.txt").read_text("utf-8-sig")
    assert "ただいまから会議を開きます。" in (folder / "文字起こし.txt").read_text("utf-8-sig")
    assert "名簿がない" in (folder / "確認すること.txt").read_text("utf-8-sig")
    assert "録音・録画のファイルではない" in (out / "メモ/エラー.txt").read_text("utf-8-sig")
    (inbox / "メモ.docx").unlink()
    (state,) = ledger.states()
    assert call([*command, "--once"]) == 0
    assert [one.attempts for one in ledger.states()] == [state.attempts]
    assert not (out / "メモ").exists()


def test_killed_it_goes_on_and_told_to_stop_it_stops(
    command: list[str], ledger: DbosLedger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "受付/会議.vtt").write_text("endless 会議")
    begun = _started([*command, "--poll", "0.2"])
    until(lambda: any(state.condition == "running" for state in ledger.states()))
    (state,) = ledger.states()
    first = pids(state.order)
    assert call(command) == 75
    assert "もう見ています" in capsys.readouterr().err
    begun.kill()
    begun.wait()
    until(lambda: not any(map(is_alive, first)))
    again = _started(command)
    until(lambda: pids(state.order) != first)
    (state.work / "free").write_text("")
    note = tmp_path / "議事録/会議/状況.txt"
    until(lambda: note.exists() and "【完了】" in note.read_text("utf-8-sig"))
    again.send_signal(signal.SIGTERM)
    _, told = again.communicate(timeout=60)
    assert again.returncode == 0
    assert "次に動かすと続きから進みます" in told
    assert len(ledger.states()) == 1


def test_without_a_worker_it_only_takes_in(command: list[str], ledger: DbosLedger, tmp_path: Path) -> None:
    (tmp_path / "受付/会議.vtt").write_text(_WORDS, encoding="utf-8")
    assert call([*command, "--once", "--no-worker"]) == 0
    assert [state.condition for state in ledger.states()] == ["waiting"]
    assert "【待ち】" in (tmp_path / "議事録/会議/状況.txt").read_text("utf-8-sig")


def test_the_template_is_put_there_and_read_back(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    assert call(["watch", str(tmp_path / "受付"), "--template"]) == 0
    place = Path(capsys.readouterr().out.strip())
    book = load_workbook(place)
    labels = [cell.value for cell in book.active["A"]]
    book.active.cell(labels.index("会議名") + 1, 2, "決定会議")
    book.save(place)
    assert read_meeting(place).title == "決定会議"
    assert call(["watch", str(tmp_path / "受付")]) == 2


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _START, *command], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
