from __future__ import annotations

from pathlib import Path

from minutes.render.beside.given import Given
from minutes.render.beside.rttm import named_turns
from minutes.render.forms import load_form
from minutes.rttm import read_rttm, write_rttm
from tests.render.beside import hostile
from tests.render.sample import minutes, utterances


def test_turns_carry_the_names_of_the_minutes() -> None:
    turns = list(named_turns(Given(minutes(), utterances(), load_form("choigi"))))
    assert [(turn.start, turn.end, turn.speaker) for turn in turns[5:7]] == [
        (60.0, 68.0, "DX推進課長"),
        (70.0, 78.0, "発言者1"),
    ]


def test_no_name_breaks_a_line(tmp_path: Path) -> None:
    turns = tuple(named_turns(hostile.given()))
    write_rttm(turns, tmp_path / "a.rttm")
    lines = (tmp_path / "a.rttm").read_text("utf-8").splitlines()
    assert len(lines) == len(hostile.TEXTS)
    assert all(len(line.split()) == 10 for line in lines)
    assert read_rttm(tmp_path / "a.rttm") == turns
