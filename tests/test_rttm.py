from __future__ import annotations

from pathlib import Path

import pytest

from minutes.domain import Turn
from minutes.errors import InputMissing, InputUnreadable
from minutes.rttm import read_rttm, write_rttm

TURNS = (
    Turn(start=0.031, end=2.5, speaker="SPEAKER_00"),
    Turn(start=2.25, end=4.0, speaker="市長公室長"),
)


def test_turns_come_back_as_they_were(tmp_path: Path) -> None:
    write_rttm(TURNS, tmp_path / "turns.rttm")
    assert read_rttm(tmp_path / "turns.rttm") == TURNS
    first = (tmp_path / "turns.rttm").read_text("utf-8").splitlines()[0]
    assert first == "SPEAKER recording 1 0.031 2.469 <NA> <NA> SPEAKER_00 <NA> <NA>"


def test_files_of_other_tools_are_read(tmp_path: Path) -> None:
    path = tmp_path / "other.rttm"
    path.write_text(
        ";; a remark\nSPKR-INFO x 1 <NA> <NA> <NA> unknown a <NA>\n"
        "SPEAKER x 1   3.00 1.00 <NA> <NA> b <NA>\nSPEAKER x 1 0 1.5 <NA> <NA> a <NA> <NA>\n"
    )
    assert [(turn.speaker, turn.start, turn.end) for turn in read_rttm(path)] == [("a", 0.0, 1.5), ("b", 3.0, 4.0)]


@pytest.mark.parametrize("line", ["SPEAKER x 1 eins 1.0 <NA> <NA> a <NA> <NA>", "SPEAKER x 1 0.0"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "turns.rttm"
    path.write_text(f"SPEAKER x 1 0 1 <NA> <NA> a <NA> <NA>\n{line}\n")
    with pytest.raises(InputUnreadable, match="2行目"):
        read_rttm(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        read_rttm(tmp_path / "turns.rttm")
