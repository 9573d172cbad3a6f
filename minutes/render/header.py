"""The facts of a meeting above its proceedings: as lines ○開催日　：…, as a table of two columns, and the roster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from minutes.domain import Attendee, Meeting
from minutes.render import styles
from minutes.render.book import Book, Head
from minutes.render.forms import Attendance
from minutes.render.head import cases
from minutes.render.japanese import FULL_SPACE, date_fields, pad, span, width
from minutes.render.sheet import Control, Indent, Piece, Sheet

_COLON = "："
_FIELD = re.compile(r"\{(\w+)\}")
_BESIDE = 3.5  # characters between a label and its value, with the margins of two cells
_PRESENCE = {"proxy": "（代理出席）"}

Values = dict[str, tuple[str, ...]]


def write_lines(book: Book, head: Head) -> None:
    """One line a fact, labels filled up to one width."""
    head()
    values = _values(book)
    for line in book.form.header:
        lead = book.form.mark + pad(line.label, _label_width(book)) + _COLON
        _write_field(book.sheet, lead, _filled(line.value, values) or (_empty(book),))


def write_table(book: Book, head: Head) -> None:
    """One row a fact."""
    head()
    values = _values(book)
    rows = [(line.label, _filled(line.value, values) or (_empty(book),)) for line in book.form.header]
    if rows:
        book.sheet.facts(rows, styles.CELL, max(width(label) for label, _ in rows))


def write_attendance(book: Book, head: Head) -> None:
    """Everybody on the roster with the mark of presence, group by group."""
    head()
    how, attendees = book.form.attendance, book.minutes.meeting.attendees
    lead = book.form.mark + pad(how.label, _label_width(book))
    if not attendees:
        book.sheet.paragraph(styles.HEADER_LINE, lead + _COLON, _empty(book))
        return
    legend = ((how.present, "出席"), (how.absent, "欠席"), (how.proxy, "代理出席"))
    told = FULL_SPACE.join(f"{mark}{_COLON}{word}" for mark, word in legend if mark)
    book.sheet.paragraph(styles.HEADER_LINE, lead + (told or _COLON))
    groups = _groups(attendees)
    labels = {group: f"（{group or how.ungrouped}）" for group in groups} if any(groups) else {"": FULL_SPACE}
    hang = max(map(width, labels.values()))
    for group, members in groups.items():
        entries = [_mark(attendee, how) + _called(attendee, book) for attendee in members]
        lines = _packed(entries, book.sheet.page.columns() - hang)
        rest = [piece for line in lines[1:] for piece in (Control.BREAK, line)]
        book.sheet.paragraph(styles.HEADER_LINE, pad(labels[group], hang) + lines[0], *rest, indent=Indent(hang, hang))


def missing(book: Book) -> list[str]:
    """The labels of what stands there as not filled in."""
    values = _values(book)
    empty = [line.label for line in book.form.header if not _filled(line.value, values)]
    no_roster = book.form.has("attendance") and not book.minutes.meeting.attendees
    return [*empty, book.form.attendance.label] if no_roster else empty


def _values(book: Book) -> Values:
    """What every field of a header stands for, line by line; nothing where nobody knows."""
    meeting, form = book.minutes.meeting, book.form
    titles = [item.title for item in cases(book.minutes)]
    return {
        "title": (meeting.title,),
        "date": (form.date.format(**date_fields(meeting.date)) if meeting.date else "",),
        "time": (span(meeting.start, meeting.end),),
        "venue": (meeting.venue,),
        "department": (re.sub(r"\s+", FULL_SPACE, meeting.department),),
        "agenda": tuple(f"{number}{FULL_SPACE}{one}" for number, one in enumerate(titles, start=1))
        if len(titles) > 1
        else tuple(titles),
        "present": tuple(_people(book, lambda one: one.presence != "absent")),
        "absent": tuple(_people(book, lambda one: one.presence == "absent"))
        or ((book.labels.none,) if meeting.attendees else ()),
        "disclosure": (disclosure_of(meeting),),
        "observers": (observers_of(meeting, book.labels.none),),
        "papers": meeting.papers,
        "contact": (meeting.contact,),
    }


def disclosure_of(meeting: Meeting) -> str:
    """Whether the meeting was open, and why it was not."""
    return meeting.disclosure + (f"（理由：{meeting.reason_closed}）" if meeting.reason_closed else "")


def observers_of(meeting: Meeting, none: str) -> str:
    """How many listened; `none` for nobody, empty where that was not written down."""
    if meeting.observers is None:
        return ""
    return f"{meeting.observers}人" if meeting.observers else none


def _people(book: Book, wanted: Callable[[Attendee], bool]) -> Iterator[str]:
    """（委員）会長　森田　和夫、…: each group begins a line, and no one is torn apart at the end of one."""
    room = book.sheet.page.columns() - _label_width(book) - _BESIDE
    groups = _groups([one for one in book.minutes.meeting.attendees if wanted(one)])
    for group, members in groups.items():
        label = f"（{group or book.form.attendance.ungrouped}）" if any(groups) else ""
        named = [_called(one, book) + _PRESENCE.get(one.presence, "") for one in members]
        lines = _packed([f"{one}、" for one in named[:-1]] + named[-1:], room - width(label), "")
        yield label + lines[0]
        yield from (pad("", width(label)) + line for line in lines[1:])


def _groups(attendees: Sequence[Attendee]) -> dict[str, list[Attendee]]:
    groups: dict[str, list[Attendee]] = {}
    for attendee in attendees:
        groups.setdefault(attendee.group, []).append(attendee)
    return groups


def _called(attendee: Attendee, book: Book) -> str:
    """In the header nobody is nobody: where speakers have no name or are one of a group, the office stands."""
    how = book.form.attendance.person or book.form.person
    return book.sources.attendee(attendee, "office" if how == "none" else how)


def _empty(book: Book) -> Piece:
    return Piece(book.labels.empty, style=styles.CHECK)


def _label_width(book: Book) -> float:
    return max((width(line.label) for line in book.form.header), default=width(book.form.attendance.label))


def _filled(pattern: str, values: Values) -> tuple[str, ...]:
    """The pattern filled in; a field of several lines makes as many lines. Empty if nothing of it is known."""
    lone = _FIELD.fullmatch(pattern)
    if lone:
        return tuple(line for line in values[lone[1]] if line)
    fields = _FIELD.findall(pattern)
    if fields and not any(line for name in fields for line in values[name]):
        return ()
    return (pattern.format(**{name: "、".join(lines) for name, lines in values.items()}).strip(),)


def _write_field(sheet: Sheet, lead: str, values: Sequence[str | Piece]) -> None:
    hang = width(lead)
    numbered = 1.5 if len(values) > 1 else 0  # the title's own number and its space hang out too
    sheet.paragraph(styles.HEADER_LINE, lead, values[0], indent=Indent(hang + numbered, hang + numbered))
    for value in values[1:]:
        sheet.paragraph(styles.HEADER_LINE, value, indent=Indent(hang + numbered, numbered))


def _mark(attendee: Attendee, how: Attendance) -> str:
    return {"present": how.present, "absent": how.absent, "proxy": how.proxy}[attendee.presence]


def _packed(entries: Sequence[str], columns: float, between: str = FULL_SPACE) -> list[str]:
    """Lines of as many entries as fit, so that no one's title is torn apart at the end of a line."""
    lines: list[str] = []
    for entry in entries:
        longer = f"{lines[-1]}{between}{entry}" if lines else entry
        if lines and width(longer) <= columns:
            lines[-1] = longer
        else:
            lines.append(entry)
    return lines
