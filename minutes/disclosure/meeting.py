"""The meeting and the origin of its minutes as the public edition states them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from minutes.disclosure.closed import Shut
from minutes.disclosure.redact import Redactor
from minutes.domain import AgendaItem, Authorship, Meeting, Provenance


def public_meeting(meeting: Meeting, titles: Sequence[str], redactor: Redactor) -> Meeting:
    """What the header prints; nothing of how the house handles the meeting."""
    attendees = []
    for one in meeting.attendees:
        redactor.label(one.role)
        shown = redactor.people.on_roster(one)
        attendees.append(
            shown.model_copy(
                update={key: redactor.marked_out(getattr(shown, key)) for key in ("role", "name", "group")}
            )
        )
    return Meeting(
        title=redactor.text("head", meeting.title),
        date=meeting.date,
        start=meeting.start,
        end=meeting.end,
        venue=redactor.text("head", meeting.venue),
        department=redactor.text("head", meeting.department),
        form=PurePath(meeting.form).name,  # an office's own may lie anywhere in the house
        agenda=tuple(titles[: len(meeting.agenda)]),
        disclosure=redactor.text("head", meeting.disclosure),
        reason_closed=redactor.text("head", meeting.reason_closed),
        observers=meeting.observers,
        papers=tuple(redactor.text("head", paper) for paper in meeting.papers),
        contact=redactor.marked_out(meeting.contact),  # an office's own
        attendees=tuple(attendees),
    )


def public_provenance(made: Provenance, items: Sequence[AgendaItem], titles: Sequence[str], closed: Shut) -> Provenance:
    """Which software and which models made it, and how many of the printed sentences an AI worded.

    Without hashes: who guesses a blackened word could prove it by one.
    """
    named = {item.title: title for item, title in zip(items, titles, strict=True)}
    hidden = {items[number - 1].title for number in closed.items}
    return Provenance(
        software=made.software,
        models=made.models,
        prompt=made.prompt,
        authorship=tuple(
            Authorship(item=named[one.item], by_llm=one.by_llm, by_rules=one.by_rules)
            for one in made.authorship
            if one.item in named and one.item not in hidden
        ),
    )
