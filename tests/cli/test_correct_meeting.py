"""`minutes correct --meeting`: the roster's writing, and the meeting's own dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.cli.main import call

MEETING = """title = "決定会議"
dictionaries = ["dx"]
[[attendees]]
role = "委員（髙橋）"
name = "髙橋 健一"
"""


def test_the_roster_and_the_meeting_s_dictionaries_are_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard, meeting = tmp_path / "会議.txt", tmp_path / "会議.toml"
    heard.write_text("高橋委員、お願いします。\n高橋様の申請はLGワンで届きます。\n", "utf-8")
    meeting.write_text(MEETING, "utf-8")
    assert call(["correct", str(heard), "--meeting", str(meeting)]) == 0
    assert capsys.readouterr().out == "髙橋委員、お願いします。\n高橋様の申請はLGWANで届きます。\n"


def test_a_missing_meeting_file_is_told(tmp_path: Path) -> None:
    heard = tmp_path / "会議.txt"
    heard.write_text("高橋委員、お願いします。\n", "utf-8")
    assert call(["correct", str(heard), "--meeting", str(tmp_path / "ない.toml")]) == 66
