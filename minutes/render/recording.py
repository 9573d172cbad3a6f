"""What is wrong with a recording's files, in sentences a clerk reads."""

from __future__ import annotations

from minutes.domain import Part, Recording, Seconds
from minutes.render.japanese import recording_time

_LISTED = 5  # damaged places named one by one


def remarks_on(recording: Recording) -> tuple[str, ...]:
    """A sentence for each thing that must be known about the files before the minutes are relied on."""
    return tuple(sentence for part in recording.parts for sentence in _about(part))


def files_of(recording: Recording) -> str:
    """The files with the time of the meeting each holds: 録音1.mp3（00:00:00～01:00:00）、…"""
    return "、".join(
        f"{part.file}（{recording_time(part.start)}～{recording_time(part.start + part.duration)}）"
        for part in recording.parts
    )


def place_in_file(recording: Recording, seconds: Seconds) -> str:
    """（録音2.mp3 の 00:02:34）; nothing where the times of the only file, or of files of one time, are the meeting's."""
    if all(part.start == 0 for part in recording.parts):
        return ""
    part, at = recording.place_of(seconds)
    return f"（{part.file} の {recording_time(at)}）"


def _about(part: Part) -> list[str]:
    file = f"録音「{part.file}」"
    said = []
    if part.truncated:
        said.append(
            f"{file}は、終わりが欠けている（{recording_time(part.duration)}まで）。その後の発言は入っていない。"
        )
    if part.broken:
        places = "、".join(recording_time(at - part.start) for at in part.broken[:_LISTED])
        more = f" ほか{len(part.broken) - _LISTED}か所" if len(part.broken) > _LISTED else ""
        said.append(f"{file}には、壊れて読めない所がある（{places}{more}）。その部分の発言は入っていない。")
    if part.streams > 1:
        said.append(f"{file}には音声が{part.streams}本あり、{part.stream}本目を使った。")
    return said
