"""The first part of every form: title, what a reader must know first, header lines, attendance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes.domain import ActionItem, AgendaItem, Attendee, Decision, Meeting, Minutes, Statement
from minutes.render import styles
from minutes.render.forms import Attendance, Form
from minutes.render.japanese import FULL_SPACE, date_fields, pad, span, width
from minutes.render.sheet import Control, Indent, Piece, Sheet
from minutes.render.sources import person
from minutes.render.standing import Standing

_COLON = "："
_ENDS_AS_MINUTES = re.compile(r"(会議録|議事録|逐語記録|議事概要|記録)\Z")


def title(meeting: Meeting, form: Form, standing: Standing) -> str:
    """決定会議　会議録（案）; a meeting whose title already says 会議録 gets no second one, a final document no （案）."""
    named = meeting.title if _ENDS_AS_MINUTES.search(meeting.title) else form.title.format(title=meeting.title)
    return named if standing.final else named + form.labels.draft


def cases(minutes: Minutes) -> tuple[AgendaItem, ...]:
    """Every item once: those of the agenda, also if nothing was found on them, then what came up besides.

    An item the meeting came back to holds all that was said on it.
    """
    found = {title: AgendaItem(title=title) for title in minutes.meeting.agenda}
    for item in minutes.items:
        before = found.get(item.title, AgendaItem(title=item.title))
        found[item.title] = AgendaItem(
            title=item.title,
            statements=before.statements + item.statements,
            decisions=before.decisions + item.decisions,
            actions=before.actions + item.actions,
            flags=tuple(dict.fromkeys(before.flags + item.flags)),
        )
    return tuple(found.values())


def proof_of(item: AgendaItem) -> Iterator[str]:
    """The ids of the utterances behind all that stands in the item."""
    parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
    return (name for part in parts for name in part.evidence)


def write_header(sheet: Sheet, minutes: Minutes, form: Form) -> None:
    """The lines ○開催日　：…, labels filled up to one width, then who was there."""
    meeting = minutes.meeting
    label_width = max(width(line.label) for line in form.header) if form.header else width(form.attendance.label)
    fields = {
        "title": (meeting.title,),
        "date": (form.date.format(**date_fields(meeting.date)) if meeting.date else "",),
        "time": (span(meeting.start, meeting.end),),
        "venue": (meeting.venue,),
        "department": (re.sub(r"\s+", FULL_SPACE, meeting.department),),
        "agenda": _numbered([item.title for item in cases(minutes)]),
    }
    for line in form.header:
        lead = form.mark + pad(line.label, label_width) + _COLON
        _write_field(sheet, lead, _values(line.value, fields) or (Piece(form.labels.empty, style=styles.CHECK),))
    _write_attendance(sheet, meeting.attendees, form, label_width)


def _numbered(titles: Sequence[str]) -> tuple[str, ...]:
    if len(titles) <= 1:
        return tuple(titles) or ("",)
    return tuple(f"{number}{FULL_SPACE}{one}" for number, one in enumerate(titles, start=1))


def _values(pattern: str, fields: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The pattern filled in; a field of several lines makes as many lines. Empty if nothing is known."""
    lone = re.fullmatch(r"\{(\w+)\}", pattern)
    if lone:
        return tuple(line for line in fields[lone[1]] if line)
    if not any(line for name in re.findall(r"\{(\w+)\}", pattern) for line in fields[name]):
        return ()
    return (pattern.format(**{name: "、".join(lines) for name, lines in fields.items()}).strip(),)


def _write_field(sheet: Sheet, lead: str, values: Sequence[str | Piece]) -> None:
    hang = width(lead)
    numbered = 1.5 if len(values) > 1 else 0  # the title's own number and its space hang out too
    sheet.paragraph(styles.HEADER_LINE, lead, values[0], indent=Indent(hang + numbered, hang + numbered))
    for value in values[1:]:
        sheet.paragraph(styles.HEADER_LINE, value, indent=Indent(hang + numbered, numbered))


def _write_attendance(sheet: Sheet, attendees: Sequence[Attendee], form: Form, label_width: float) -> None:
    how = form.attendance
    legend = FULL_SPACE.join(
        f"{mark}{_COLON}{word}" for mark, word in ((how.present, "出席"), (how.absent, "欠席"), (how.proxy, "代理出席"))
    )
    lead = form.mark + pad(how.label, label_width)
    if not attendees:
        sheet.paragraph(styles.HEADER_LINE, lead + _COLON, Piece(form.labels.empty, style=styles.CHECK))
        return
    sheet.paragraph(styles.HEADER_LINE, lead + legend)
    groups: dict[str, list[Attendee]] = {}
    for attendee in attendees:
        groups.setdefault(attendee.group, []).append(attendee)
    labels = {group: f"（{group or how.ungrouped}）" for group in groups} if any(groups) else {"": FULL_SPACE}
    hang = max(map(width, labels.values()))
    for group, members in groups.items():
        entries = [_mark(attendee, how) + person(attendee, form.person) for attendee in members]
        lines = _packed(entries, sheet.page.columns() - hang)
        rest = [piece for line in lines[1:] for piece in (Control.BREAK, line)]
        sheet.paragraph(styles.HEADER_LINE, pad(labels[group], hang) + lines[0], *rest, indent=Indent(hang, hang))


def _mark(attendee: Attendee, how: Attendance) -> str:
    return {"present": how.present, "absent": how.absent, "proxy": how.proxy}[attendee.presence]


def _packed(entries: Sequence[str], columns: float) -> list[str]:
    """Lines of as many entries as fit, so that no one's title is torn apart at the end of a line."""
    lines: list[str] = []
    for entry in entries:
        longer = f"{lines[-1]}{FULL_SPACE}{entry}" if lines else entry
        if lines and width(longer) <= columns:
            lines[-1] = longer
        else:
            lines.append(entry)
    return lines
