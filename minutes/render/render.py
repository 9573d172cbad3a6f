"""Minutes as data in, a Word document in the office's form out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from minutes.domain import Correction, Coverage, Meeting, Minutes, Recording, Utterance
from minutes.render import styles
from minutes.render.chikugo import write_verbatim
from minutes.render.choigi import write_opinions
from minutes.render.docx import Properties, Sheet
from minutes.render.forms import Form
from minutes.render.head import cases, title, write_header
from minutes.render.lost import to_listen_for
from minutes.render.receipts import write_receipts
from minutes.render.record import write_record
from minutes.render.recording import remarks_on
from minutes.render.sources import Sources

_LAYOUTS = {"opinions": write_opinions, "verbatim": write_verbatim}


def render(
    minutes: Minutes,
    utterances: Sequence[Utterance],
    coverage: Coverage | None,
    form: Form,
    place: Path,
    recording: Recording | None = None,
    corrections: Sequence[Correction] = (),
) -> None:
    """Write the minutes as .docx to `place`. The same arguments give the same bytes. OSError passes."""
    heading = title(minutes.meeting, form)
    sheet = Sheet(
        form.page,
        Properties(
            title=heading,
            subject=form.description,
            keywords="、".join(item.title for item in cases(minutes)),
            date=_stamp(minutes.meeting),
        ),
    )
    sources = Sources(utterances, minutes.meeting, form, recording, corrections if form.receipts else ())
    sheet.paragraph(styles.TITLE, heading)
    notice = sheet.reserve()
    write_header(sheet, minutes, form)
    notes = _LAYOUTS[form.layout](sheet, minutes, sources)
    if form.receipts:
        write_receipts(sheet, corrections, sources)
    write_record(sheet, minutes, coverage, form, notes, recording, sources.checks)
    lost = to_listen_for(coverage, recording) if coverage else []
    sheet.fill(notice, styles.NOTICE, [*_notices(minutes, sources, recording), *lost])
    sheet.save(place)


def _notices(minutes: Minutes, sources: Sources, recording: Recording | None) -> list[str]:
    """What a reader must know before the first line: that it is a draft, how it was made, how much is to be checked."""
    labels = sources.form.labels
    return [
        labels.notice,
        *minutes.provenance.notices,
        *(remarks_on(recording) if recording else ()),
        *([labels.to_check.format(count=sources.checks)] if sources.checks else []),
        *([labels.to_decide.format(count=sources.suggested)] if sources.suggested else []),
    ]


def _stamp(meeting: Meeting) -> dt.datetime | None:
    return dt.datetime.combine(meeting.date, meeting.start or dt.time()) if meeting.date else None
