"""Doing the last stages again over a work folder whose recording need not be at hand any more."""

from __future__ import annotations

from pathlib import Path

from minutes import __version__, workfolder
from minutes.domain import Meeting, Minutes, Provenance, Utterance
from minutes.meetingfile import meeting_of, read_meeting
from minutes.order import Wishes
from minutes.pipeline import publish_document, publish_minutes
from minutes.render.forms import load_form
from minutes.workfolder import WorkFolder


def structure_again(work: WorkFolder, wishes: Wishes) -> None:
    """minutes.json anew from utterances.json; meeting and provenance stay as they were unless a meeting file is given.

    Raises InputMissing when the folder has no utterances, and what reading the meeting file raises.
    """
    work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    before = work.read(workfolder.MINUTES, Minutes) if work.path(workfolder.MINUTES).is_file() else None
    meeting = _meeting(work, wishes.meeting, before)
    provenance = before.provenance if before else Provenance(software=f"minutes {__version__}")
    publish_minutes(work, meeting, load_form(wishes.form or meeting.form), provenance)


def render_again(work: WorkFolder, form: str | None) -> None:
    """minutes.docx anew from minutes.json. Raises InputMissing when there is none."""
    meeting = work.read(workfolder.MINUTES, Minutes).meeting
    publish_document(work, load_form(form or meeting.form))


def _meeting(work: WorkFolder, file: Path | None, before: Minutes | None) -> Meeting:
    if file:
        return read_meeting(file)
    return before.meeting if before else meeting_of(work.root.stem)
