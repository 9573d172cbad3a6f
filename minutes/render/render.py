"""Minutes as data in, a Word document in the office's form out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from minutes.domain import Meeting, Minutes, Utterance
from minutes.render import annexes
from minutes.render.annexes import Annexes
from minutes.render.book import Book
from minutes.render.composition import compose
from minutes.render.docx import Properties, WordSheet
from minutes.render.forms import Form
from minutes.render.head import cases, title
from minutes.render.sheet import Sheet
from minutes.render.sources import Sources
from minutes.render.standing import standing_of
from minutes.render.template.collected import Collected
from minutes.render.template.render import render_template
from minutes.render.typing import typed


def render(
    minutes: Minutes, utterances: Sequence[Utterance], form: Form, place: Path, beside: Annexes = annexes.NONE
) -> int:
    """Write the minutes as .docx to `place`; how many places in it are marked for the clerk.

    Confirmed minutes make the final document, without the lists that only serve their checking. The same arguments give the same
    bytes. OSError passes.
    """
    standing = standing_of(minutes, utterances, form)
    properties = Properties(
        title=title(minutes.meeting, form, standing),
        subject=form.description,
        keywords="、".join(item.title for item in cases(minutes)),
        date=_stamp(minutes.meeting),
    )
    if form.template:
        return render_template(_book(Collected(form.page), minutes, utterances, form, beside), properties, place)
    sheet = WordSheet(form.page, properties)
    sources = write(sheet, minutes, utterances, form, beside)
    sheet.save(place)
    return sources.checks


def write(
    sheet: Sheet, minutes: Minutes, utterances: Sequence[Utterance], form: Form, beside: Annexes = annexes.NONE
) -> Sources:
    """Everything the form prints, in its order, on any sheet. Returns the utterances as the form writes their speakers."""
    book = _book(sheet, minutes, utterances, form, beside)
    compose(book)
    return book.sources


def _book(sheet: Sheet, minutes: Minutes, utterances: Sequence[Utterance], form: Form, beside: Annexes) -> Book:
    standing = standing_of(minutes, utterances, form)
    remarks = form.aids and beside.audience == "internal"
    aids = remarks and not standing.final
    suggested = beside.corrections if form.receipts and aids else ()
    sources = Sources(utterances, minutes.meeting, form, beside.recording, suggested, remarks)
    return Book(typed(sheet, form.digits), minutes, sources, standing, beside, aids)


def _stamp(meeting: Meeting) -> dt.datetime | None:
    return dt.datetime.combine(meeting.date, meeting.start or dt.time()) if meeting.date else None
