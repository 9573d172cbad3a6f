"""`minutes clean`: what it says it would delete, and what it deletes."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutes.cli import office
from minutes.cli.main import call
from minutes.workfolder import AUDIO, WorkFolder
from tests.fakes.ledger import FakeLedger
from tests.office.test_retention import _meeting


@pytest.fixture(autouse=True)
def meetings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Path]:
    fake = FakeLedger()
    ended = dt.datetime.now(dt.UTC) - dt.timedelta(days=40)
    states = (_meeting(tmp_path, "会議", ended=ended), _meeting(tmp_path, "案のまま", by="", ended=ended))
    fake.jobs = {state.id: state for state in states}

    @contextlib.contextmanager
    def ledger_of(config: Path | None) -> Iterator[FakeLedger]:
        yield fake

    monkeypatch.setattr(office, "ledger_of", ledger_of)
    monkeypatch.setenv("MINUTES_OFFICE_STATE", str(tmp_path / "state"))
    return {state.order.title: state.work / AUDIO for state in states}


def test_nothing_goes_without_a_setting(meetings: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["clean"]) == 0
    assert "何も消しません" in capsys.readouterr().err
    assert all(place.exists() for place in meetings.values())


def test_what_would_go_and_what_went(meetings: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["clean", "--days", "30", "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "会議" in shown.out
    assert "案のまま" not in shown.out
    assert "まだ消していません" in shown.err
    assert call(["clean", "--days", "30", "--dry-run", "--unconfirmed", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["title"], one["reason"]) for one in told["deleted"]] == [
        ("会議", "confirmed"),
        ("案のまま", "unconfirmed"),
    ]
    assert all(place.exists() for place in meetings.values())
    assert call(["clean", "--days", "30"]) == 0
    assert "1件" in capsys.readouterr().err
    assert [place.exists() for place in meetings.values()] == [False, True]


def test_a_folder_in_use_is_said(meetings: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    with WorkFolder(meetings["会議"].parent).held():
        assert call(["clean", "--days", "30"]) == 1
    assert "消せませんでした：会議" in capsys.readouterr().err
