"""What a document of a meeting is called, and the items the meeting has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.domain import ActionItem, AgendaItem, Decision, Meeting, Minutes, Statement
from minutes.render.forms import Form
from minutes.render.standing import Standing

_ENDS_AS_MINUTES = re.compile(r"(会議録|議事録|逐語記録|議事概要|記録)([（(](要旨|全文)[）)])?\Z")


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
            withheld=before.withheld or item.withheld,
        )
    return tuple(found.values())


def proof_of(item: AgendaItem) -> Iterator[str]:
    """The ids of the utterances behind all that stands in the item."""
    parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
    return (name for part in parts for name in part.evidence)
