"""The log of events: complete, and without room for a word anybody spoke."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from minutes import egress
from minutes.egress import Refusal
from minutes.errors import CannotWrite
from minutes.journal import Event, Journal
from minutes.workfolder import EVENTS, WorkFolder

HASH = "0" * 64
AT = dt.datetime(2026, 4, 1, 10, 0, tzinfo=dt.UTC)
WHOLE: dict[str, Any] = {
    "at": AT,
    "event": "llm_sent",
    "who": "sato",
    "process": "minutes",
    "stage": "structure",
    "endpoint": "127.0.0.1:11434",
    "model": "qwen3:14b",
    "rule": "level-2/closed/plan",
    "sizes": {"characters": 7_900},
    "hashes": {"request": HASH},
}
SPOKEN = ("住民の田中一郎さんは、国保を滞納しています。", "tanaka lives at 1-2-3", "予算", "a" * 300, "")


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("field", sorted(Event.model_fields))
def test_no_field_takes_a_sentence(field: str, spoken: str) -> None:
    for value in (spoken, {spoken: 1}, {"request": spoken}, {"characters": spoken}):
        with pytest.raises(ValidationError):
            Event.model_validate({**WHOLE, field: value})


def test_no_field_can_be_added() -> None:
    with pytest.raises(ValidationError):
        Event.model_validate({**WHOLE, "text": "a"})


def test_what_was_noted_is_read_again_and_only_added_to(tmp_path: Path) -> None:
    journal = Journal(tmp_path / EVENTS)
    journal.add(Event.model_validate(WHOLE))
    journal.note("llm_failed", model="モデル", endpoint="市役所", sizes={"status": 503})
    first, second = journal.events()
    assert first == Event.model_validate(WHOLE)
    assert second.sizes == {"status": 503}
    assert str(second.model).startswith("sha256:"), "a name that could be a sentence stands there by its hash"
    assert str(second.endpoint).startswith("sha256:")
    lines = (tmp_path / EVENTS).read_text("ascii").splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["llm_sent", "llm_failed"]


def test_a_line_cut_off_does_not_cost_the_others(tmp_path: Path) -> None:
    journal = Journal(tmp_path / EVENTS)
    journal.note("confirmed")
    with open(tmp_path / EVENTS, "a") as file:
        file.write('{"at": "2026-\n')
    journal.note("run_ended")
    assert [event.event for event in journal.events()] == ["confirmed", "run_ended"]


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        Journal(tmp_path / "none" / EVENTS).note("confirmed")


def test_a_held_work_folder_keeps_what_was_refused_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(egress, "_state", egress._State())
    refusal = Refusal(AT, "佐藤", "diarizer", 1, "socket.connect", "192.0.2.1", 443)
    egress.remember(refusal)  # before there was a folder
    with WorkFolder(tmp_path / "w").held() as work:
        egress.remember(refusal)
    egress.remember(refusal)  # after it was let go
    assert work.root.is_dir(), "what was refused is kept, though nothing else came of the run"
    events = list(Journal(work.path(EVENTS)).events())
    assert [(event.event, event.endpoint, event.process) for event in events] == [
        ("egress_refused", "192.0.2.1:443", "diarizer")
    ] * 2
    assert len(egress.refusals()) == 3


def test_a_run_of_which_nothing_came_leaves_no_folder(tmp_path: Path) -> None:
    with WorkFolder(tmp_path / "w").held() as work:
        work.journal.note("stage_began", stage="probe")
    assert not work.root.exists()
