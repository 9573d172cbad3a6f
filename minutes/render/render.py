"""Minutes as data in, a Word document in the office's form out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from minutes.domain import Meeting, Minutes, Utterance
from minutes.render import annexes, styles
from minutes.render.annexes import Annexes
from minutes.render.chikugo import write_verbatim
from minutes.render.choigi import write_opinions
from minutes.render.docx import Properties, WordSheet
from minutes.render.forms import Form
from minutes.render.head import cases, title, write_header
from minutes.render.notices import notices
from minutes.render.receipts import write_receipts
from minutes.render.record import write_record
from minutes.render.sheet import Sheet
from minutes.render.sources import Sources
from minutes.render.standing import standing_of
from minutes.render.unreflected import write_unreflected

_LAYOUTS = {"opinions": write_opinions, "verbatim": write_verbatim}


def render(
    minutes: Minutes, utterances: Sequence[Utterance], form: Form, place: Path, beside: Annexes = annexes.NONE
) -> int:
    """Write the minutes as .docx to `place`; how many places in it are marked for the clerk.

    Confirmed minutes make the final document, without what only serves their checking. The same arguments give the same
    bytes. OSError passes.
    """
    standing = standing_of(minutes, utterances, form)
    sheet = WordSheet(
        form.page,
        Properties(
            title=title(minutes.meeting, form, standing),
            subject=form.description,
            keywords="、".join(item.title for item in cases(minutes)),
            date=_stamp(minutes.meeting),
        ),
    )
    sources = write(sheet, minutes, utterances, form, beside)
    sheet.save(place)
    return sources.checks


def write(
    sheet: Sheet, minutes: Minutes, utterances: Sequence[Utterance], form: Form, beside: Annexes = annexes.NONE
) -> Sources:
    """Everything the form prints, in its order, on any sheet. Returns the utterances as the form writes their speakers."""
    standing = standing_of(minutes, utterances, form)
    suggested = beside.corrections if form.receipts and not standing.final else ()
    sources = Sources(utterances, minutes.meeting, form, beside.recording, suggested)
    sheet.paragraph(styles.TITLE, title(minutes.meeting, form, standing))
    notice = sheet.reserve()
    write_header(sheet, minutes, form)
    notes = _LAYOUTS[form.layout](sheet, minutes, sources)
    if not standing.final:
        write_unreflected(sheet, minutes, beside.unreflected, sources)
        write_receipts(sheet, suggested, sources)
    write_record(sheet, minutes, standing, beside, notes, sources)
    sheet.fill(notice, styles.NOTICE, notices(minutes, standing, beside, sources))
    return sources


def _stamp(meeting: Meeting) -> dt.datetime | None:
    return dt.datetime.combine(meeting.date, meeting.start or dt.time()) if meeting.date else None
