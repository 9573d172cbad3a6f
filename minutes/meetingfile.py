"""The meeting file: what the office knows about a meeting before it is transcribed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from minutes.domain import Meeting
from minutes.errors import BadConfiguration
from minutes.meetingsheet import SUFFIX, read_meeting_sheet
from minutes.tomlfile import parse, read_toml


def read_meeting(path: Path) -> Meeting:
    """TOML, or the Excel sheet 会議情報.xlsx. Raises InputMissing, InputUnreadable or BadConfiguration (line and key named;
    two attendees with one role; two chairs)."""
    return meeting_from(tables_of(path), path)


def tables_of(path: Path) -> dict[str, Any]:
    """As the file has them, nothing checked. Raises InputMissing, InputUnreadable, BadConfiguration."""
    return read_meeting_sheet(path) if path.suffix.lower() == SUFFIX else read_toml(path)


def meeting_from(tables: Mapping[str, Any], path: Path) -> Meeting:
    """The meeting that the tables of the file at `path` describe. Raises BadConfiguration."""
    meeting = parse(Meeting, tables, path)
    roles = [attendee.role for attendee in meeting.attendees]
    for role in roles:
        if roles.count(role) > 1:
            raise BadConfiguration(
                f"出席者の役職「{role}」が二度書かれています",
                subject=path,
                advice="同じ役職の人は「委員（山田）」のように区別して書いてください。",
            )
    if sum(attendee.chair for attendee in meeting.attendees) > 1:
        raise BadConfiguration("chair = true の出席者が二人以上います", subject=path)
    return meeting


def meeting_of(stem: str) -> Meeting:
    """A meeting about which nothing is known but the recording's file name."""
    return Meeting(title=stem)
