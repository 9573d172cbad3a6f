"""Turns as RTTM, the diarisation community's text format.

One line a turn: `SPEAKER file channel start duration <NA> <NA> speaker <NA> <NA>` (NIST, Rich Transcription 2009
evaluation plan, appendix A), seconds with three decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from minutes.domain import Turn
from minutes.errors import InputMissing, InputUnreadable

_FILE = "recording"
_FIELDS = 10
_START, _DURATION, _SPEAKER = 3, 4, 7


def write_rttm(turns: Iterable[Turn], place: Path) -> None:
    """Write to `place` as it is; the work folder sees to it that what is there is whole. Labels must have no spaces."""
    lines = [
        f"SPEAKER {_FILE} 1 {turn.start:.3f} {turn.end - turn.start:.3f} <NA> <NA> {turn.speaker} <NA> <NA>\n"
        for turn in turns
    ]
    place.write_text("".join(lines), encoding="utf-8")


def read_rttm(path: Path) -> tuple[Turn, ...]:
    """In order of start. Raises InputMissing, or InputUnreadable naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise InputMissing("ファイルが見つかりません", subject=path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable("話者の区切りのファイルを読み取れません", subject=path) from error
    turns = [_turn(line, number, path) for number, line in enumerate(lines, 1) if line.startswith("SPEAKER")]
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.end)))


def _turn(line: str, number: int, path: Path) -> Turn:
    fields = line.split()
    try:
        if len(fields) < _FIELDS - 1:  # the last column is missing in files of some tools
            raise ValueError("too few fields")
        start = float(fields[_START])
        return Turn(start=start, end=round(start + float(fields[_DURATION]), 3), speaker=fields[_SPEAKER])
    except ValueError as error:
        raise InputUnreadable(
            f"{number}行目が RTTM の書き方になっていません",
            subject=path,
            advice="そのファイルを消してから、もう一度実行してください。作り直します。",
        ) from error
