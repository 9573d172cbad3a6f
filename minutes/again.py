"""Doing the last stages again over a work folder whose recording need not be at hand any more."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from minutes import __version__, workfolder
from minutes.also import Beside, PublicFiles, deliver_public, make_beside
from minutes.domain import Dictionary, Meeting, Minutes, Provenance, Utterance
from minutes.errors import MinutesError
from minutes.learning.book import acquainted, book_of, known_people, known_terms
from minutes.meetingfile import meeting_of, read_meeting
from minutes.order import llm_of, settings_of, terms_of
from minutes.progress import Progress
from minutes.publication import Editions, publish_editions
from minutes.publish import Published, publish_minutes, publish_tidied
from minutes.render.annexes import Audience
from minutes.render.forms import Form, load_form
from minutes.settings import Settings, load_settings
from minutes.structure.compose import Manner
from minutes.text.dictionary import find_dictionary, read_dictionary
from minutes.text.tidying.edit import House
from minutes.text.tidying.protected import protected_of
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder


def structure_again(work: WorkFolder, wishes: Wishes, progress: Progress) -> Published:
    """tidied.json and minutes.json anew from utterances.json; meeting and provenance stay as they were unless a meeting
    file is given.

    Raises InputMissing when the folder has no utterances, Forbidden, and what reading the meeting file and the
    configuration raises.
    """
    work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    before = work.read(workfolder.MINUTES, Minutes) if work.path(workfolder.MINUTES).is_file() else None
    meeting = _meeting(work, wishes.meeting, before)
    provenance = before.provenance if before else Provenance(software=f"minutes {__version__}")
    settings = settings_of(wishes)
    llm = llm_of(settings, wishes, meeting)
    house, dictionaries = house_again(meeting, provenance, settings)
    publish_tidied(work, house)
    manner = Manner(load_form(wishes.form or meeting.form).register, house, dictionaries)
    return publish_minutes(work, meeting, manner, provenance, llm, progress)


def render_again(
    work: WorkFolder,
    form: str | None,
    config: Path | None = None,
    audience: Audience = "internal",
    aids: bool = True,
) -> Editions:
    """minutes.docx anew from minutes.json, and for the public public.docx; without `aids` a draft lacks what only serves its
    checking. Raises InputMissing when there is none, and what `publish_editions` raises."""
    minutes = work.read(workfolder.MINUTES, Minutes)
    settings = load_settings(config, os.environ)
    if not work.path(workfolder.TIDIED).is_file():  # a folder made before there were levels
        publish_tidied(work, house_again(minutes.meeting, minutes.provenance, settings)[0])
    hidden = terms_of(settings) if audience == "public" else ()
    return publish_editions(work, _form(form or minutes.meeting.form, aids), audience, hidden)


def also_again(
    work: WorkFolder, form: str | None, kinds: Sequence[str], document: Path | None, aids: bool = True
) -> Beside:
    """The files beside the document, after `render_again`. Raises what `make_beside` raises."""
    chosen = form or work.read(workfolder.MINUTES, Minutes).meeting.form
    return make_beside(work, _form(chosen, aids), kinds, document)


def public_again(
    work: WorkFolder, form: str | None, kinds: Sequence[str], document: Path | None, config: Path | None = None
) -> PublicFiles:
    """The public edition put beside the document, after `render_again`. Raises what `deliver_public` raises."""
    chosen = form or work.read(workfolder.MINUTES, Minutes).meeting.form
    return deliver_public(work, load_form(chosen), document, kinds, terms_of(load_settings(config, os.environ)))


def _form(name: str, aids: bool) -> Form:
    form = load_form(name)
    return form if aids else form.model_copy(update={"aids": False})


def _meeting(work: WorkFolder, file: Path | None, before: Minutes | None) -> Meeting:
    if file:
        return read_meeting(file)
    return before.meeting if before else meeting_of(work.root.stem)


def house_again(meeting: Meeting, provenance: Provenance, settings: Settings) -> tuple[House, tuple[Dictionary, ...]]:
    """How the office writes, and its terms: its own and those of the first run that are still there."""
    book = book_of(settings.office)
    own, people = known_terms(book)[0], known_people(book)[0]
    dictionaries = (*own, *_of_first_run(meeting, provenance))
    return House(settings.style, protected_of(acquainted(meeting, people), dictionaries)), dictionaries


def _of_first_run(meeting: Meeting, provenance: Provenance) -> Iterator[Dictionary]:
    """Without one of them, its terms only lose a spelling of their own."""
    for name in dict.fromkeys((*meeting.dictionaries, *provenance.dictionaries)):
        try:
            yield read_dictionary(find_dictionary(name))[0]
        except MinutesError:
            continue
