"""What is wrong with a recording's files, in sentences a clerk reads."""

from __future__ import annotations

from pathlib import PurePath

from minutes.domain import Part, Recording
from minutes.render.japanese import recording_time

_LISTED = 5  # damaged places named one by one


def remarks_on(recording: Recording) -> tuple[str, ...]:
    """A sentence for each thing that must be known about the files before the minutes are relied on."""
    return tuple(sentence for part in recording.parts for sentence in _about(part))


def _about(part: Part) -> list[str]:
    file = f"録音「{PurePath(part.file).name}」"
    said = []
    if part.truncated:
        said.append(f"{file}は、終わりが欠けている（{recording_time(part.duration)}まで）。その後の発言は入っていない。")
    if part.broken:
        places = "、".join(recording_time(at - part.start) for at in part.broken[:_LISTED])
        more = f" ほか{len(part.broken) - _LISTED}か所" if len(part.broken) > _LISTED else ""
        said.append(f"{file}には、壊れて読めない所がある（{places}{more}）。その部分の発言は入っていない。")
    if part.streams > 1:
        said.append(f"{file}には音声が{part.streams}本あり、{part.stream}本目を使った。")
    return said
