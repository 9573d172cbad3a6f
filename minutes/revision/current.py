"""What a work folder says now: the machine's results, and over them what a clerk has put right."""

from __future__ import annotations

from pathlib import Path

from minutes import workfolder
from minutes.domain import Correction, Mask, Minutes, Tidied, Unreflected, Utterance
from minutes.revision.editlog import EditLog
from minutes.revision.results import Results, Revised
from minutes.revision.revise import revise
from minutes.workfolder import WorkFolder

MACHINES = (
    workfolder.UTTERANCES,
    workfolder.MINUTES,
    workfolder.TIDIED,
    workfolder.CORRECTIONS,
    workfolder.UNREFLECTED,
    workfolder.MASKS,
)
Stamp = tuple[int, int]
# One document asks several times for the same; values never change. Stamps are taken before the files are read, so that what is
# written meanwhile is read again.
_LAST: dict[Path, tuple[tuple[Stamp, ...], Revised]] = {}


def results_of(work: WorkFolder) -> Results:
    """As the machine left them. Raises InputMissing without minutes or utterances, InputUnreadable."""
    return Results(
        utterances=work.read(workfolder.UTTERANCES, tuple[Utterance, ...]),
        minutes=work.read(workfolder.MINUTES, Minutes),
        tidied=work.find(workfolder.TIDIED, tuple[Tidied, ...]) or (),
        corrections=work.find(workfolder.CORRECTIONS, tuple[Correction, ...]) or (),
        unreflected=work.find(workfolder.UNREFLECTED, tuple[Unreflected, ...]) or (),
        masks=work.find(workfolder.MASKS, tuple[Mask, ...]) or (),
    )


def current(work: WorkFolder) -> Revised:
    """With the clerk's edits. Raises what `results_of` and the log raise."""
    stamps = tuple(stamp_of(work, name) for name in (*MACHINES, workfolder.EDITS))
    kept = _LAST.get(work.root)
    if kept and kept[0] == stamps:
        return kept[1]
    revised = revise(results_of(work), EditLog(work).edits())
    _LAST.clear()
    _LAST[work.root] = (stamps, revised)
    return revised


def stamp_of(work: WorkFolder, name: str) -> Stamp:
    """Another one when it was written anew. Not the file's number: shares make up one whenever they like."""
    try:
        found = work.path(name).stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
