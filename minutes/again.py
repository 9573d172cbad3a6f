"""Doing the last stages again over a work folder whose recording need not be at hand any more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from minutes import __version__, workfolder
from minutes.domain import Confirmation, Dictionary, Meeting, Minutes, Provenance, Utterance
from minutes.errors import MinutesError
from minutes.meetingfile import meeting_of, read_meeting
from minutes.order import Wishes
from minutes.pipeline import publish_document, publish_minutes, publish_tidied
from minutes.render.forms import load_form
from minutes.settings import load_settings
from minutes.text.dictionary import find_dictionary, read_dictionary
from minutes.text.tidying.edit import House
from minutes.text.tidying.protected import protected_of
from minutes.workfolder import WorkFolder


def structure_again(work: WorkFolder, wishes: Wishes) -> Confirmation | None:
    """tidied.json and minutes.json anew from utterances.json; meeting and provenance stay as they were unless a meeting
    file is given. Returns a confirmation that no longer holds.

    Raises InputMissing when the folder has no utterances, and what reading the meeting file and the configuration raises.
    """
    work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    before = work.read(workfolder.MINUTES, Minutes) if work.path(workfolder.MINUTES).is_file() else None
    meeting = _meeting(work, wishes.meeting, before)
    provenance = before.provenance if before else Provenance(software=f"minutes {__version__}")
    house = _house(meeting, provenance, wishes.config)
    publish_tidied(work, house)
    return publish_minutes(work, meeting, load_form(wishes.form or meeting.form), provenance, house)


def render_again(work: WorkFolder, form: str | None, config: Path | None = None) -> int:
    """minutes.docx anew from minutes.json; how many places in it are to be checked. Raises InputMissing when there is
    none."""
    minutes = work.read(workfolder.MINUTES, Minutes)
    if not work.path(workfolder.TIDIED).is_file():  # a folder made before there were levels
        publish_tidied(work, _house(minutes.meeting, minutes.provenance, config))
    return publish_document(work, load_form(form or minutes.meeting.form))


def _meeting(work: WorkFolder, file: Path | None, before: Minutes | None) -> Meeting:
    if file:
        return read_meeting(file)
    return before.meeting if before else meeting_of(work.root.stem)


def _house(meeting: Meeting, provenance: Provenance, config: Path | None) -> House:
    names = dict.fromkeys((*meeting.dictionaries, *provenance.dictionaries))
    return House(load_settings(config, os.environ).style, protected_of(meeting, _found(names)))


def _found(names: Iterable[str]) -> Iterator[Dictionary]:
    """The dictionaries of the first run that are still there; without one, its terms only lose a spelling of their own."""
    for name in names:
        try:
            yield read_dictionary(find_dictionary(name))[0]
        except MinutesError:
            continue
