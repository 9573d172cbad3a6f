"""What a meeting file tells the corrector: whose names are never touched, and where a name was misheard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minutes.domain import Meeting
from minutes.text.correction.correct import Known
from minutes.text.names import name_candidates

# One character is too little to be known for a name.
_SHORTEST_NAME = 2


def known_of(meeting: Meeting, certainty: Mapping[str, Sequence[float]] | None = None) -> Known:
    """`certainty`: the recogniser's probability of each character, per utterance, where there was a recogniser."""
    written = (
        form
        for attendee in meeting.attendees
        for form in (attendee.name, *attendee.name.split(), attendee.role, *attendee.aliases)
    )
    names = tuple(sorted({name for name in written if len(name) >= _SHORTEST_NAME}))
    return Known(names, lambda text: name_candidates(text, meeting), dict(certainty or {}))
