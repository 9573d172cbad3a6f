"""What has to be true of an office after all that was done to it. Pure: from what was dropped and what is seen to problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from soaking.recordings import MINUTES, NOTE, NOTHING, SAME, Recording
from soaking.seen import Folder, Seen

Kind = Literal[
    "lost",
    "double",
    "ended otherwise",
    "half-written",
    "left over",
    "repeated",
    "unfinished",
    "manual step",
    "under a mount point",
]
# What 状況.txt begins with, and what that means.
_NOTES = ("できませんでした", "保留", "中止", "受け付けられません")
_SAME, _DONE = "同じ録音です", "完了"
OVER = (*_NOTES, _SAME, _DONE)
_UNFINISHED = ("waiting", "running")


@dataclass(frozen=True)
class Problem:
    """`fault`: what the recording suffered; "" where it is nobody's in particular."""

    kind: Kind
    what: str
    fault: str = ""


Check = Callable[[Sequence[Recording], Seen], Iterator[Problem]]


def problems(dropped: Sequence[Recording], seen: Seen) -> tuple[Problem, ...]:
    return tuple(problem for check in CHECKS for problem in check(dropped, seen))


def endings(recording: Recording, folders: Sequence[Folder]) -> tuple[str, ...]:
    """How a recording ended, once for each time that it did."""
    found = [MINUTES for folder in folders for one in folder.documents if recording.mark in (one.text or "")]
    for folder in folders:
        if recording.name in folder.recordings:
            if folder.label in _NOTES:
                found.append(NOTE)
            elif folder.label == _SAME:
                found.append(SAME)
    return tuple(found)


def ends_once(dropped: Sequence[Recording], seen: Seen) -> Iterator[Problem]:
    """Exactly once in minutes or in a note."""
    for one in dropped:
        found = endings(one, seen.folders)
        shown = f"{one.name} ({one.mark}): {', '.join(found) or 'nothing'}; allowed: {', '.join(sorted(one.ends))}"
        if not found and NOTHING not in one.ends:
            yield Problem("lost", shown, one.fault)
        elif len(found) > 1 and not _is_same_twice(one, found):
            yield Problem("double", shown, one.fault)
        elif found and not set(found) <= one.ends:
            yield Problem("ended otherwise", shown, one.fault)


def _is_same_twice(one: Recording, found: Sequence[str]) -> bool:
    """Two names of one recording: minutes under one of them, a word about it under the other."""
    return SAME in one.ends and sorted(found) == sorted((MINUTES, SAME))


def whole(dropped: Sequence[Recording], seen: Seen) -> Iterator[Problem]:
    """No file that is not what its name says, and a folder that says it is done has its document."""
    for what in seen.broken:
        yield Problem("half-written", what)
    for folder in _of_watch(seen):
        if folder.label == _DONE and not folder.documents:
            yield Problem("half-written", f"{folder.name}: 完了 without a document")
        if folder.error != (folder.label in _NOTES and folder.label != "中止"):
            yield Problem(
                "half-written", f"{folder.name}: 【{folder.label}】, エラー.txt {'is' if folder.error else 'not'} there"
            )


def swept(dropped: Sequence[Recording], seen: Seen) -> Iterator[Problem]:
    for what in seen.leftovers:
        yield Problem("left over", what)
    for what in seen.strays:
        yield Problem("under a mount point", what)


def stages_once(dropped: Sequence[Recording], seen: Seen) -> Iterator[Problem]:
    """A stage that ended does not begin again in the same work folder."""
    steps: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for step in seen.steps:
        steps[step.folder].append((step.stage, step.event))
    for folder, taken in steps.items():
        ended: set[str] = set()
        for stage, event in taken:
            if event == "stage_began" and stage in ended:
                yield Problem("repeated", f"{folder}: {stage}")
            if event == "stage_ended":
                ended.add(stage)


def over(dropped: Sequence[Recording], seen: Seen) -> Iterator[Problem]:
    for job in seen.jobs:
        if job.condition in _UNFINISHED:
            yield Problem("unfinished", f"{job.title}: {job.condition}")
    for folder in _of_watch(seen):
        if folder.label not in OVER:
            yield Problem("unfinished", f"{folder.name}: 【{folder.label}】")


CHECKS: tuple[Check, ...] = (ends_once, whole, swept, stages_once, over)


def _of_watch(seen: Seen) -> Iterator[Folder]:
    return (folder for folder in seen.folders if folder.label is not None)


def untouched(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Problem]:
    """A start of everything over an office that is done changes nothing. By the hash of each file."""
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Problem("manual step", f"{name} changed at a further start")
