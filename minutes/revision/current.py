"""What a work folder says now: the machine's results, and over them what a clerk has put right."""

from __future__ import annotations

from minutes import workfolder
from minutes.domain import Correction, Mask, Minutes, Tidied, Unreflected, Utterance
from minutes.revision.editlog import EditLog
from minutes.revision.results import Results, Revised
from minutes.revision.revise import revise
from minutes.workfolder import WorkFolder


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
    return revise(results_of(work), EditLog(work).edits())
