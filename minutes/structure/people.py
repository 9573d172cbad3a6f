"""Who leads the meeting and who answers for an item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from minutes.domain import Attendee, Meeting
from minutes.structure.cues import CHAIR_CUES, PROCEDURE, PROPOSES
from minutes.structure.designators import designators
from minutes.structure.sentences import Sentence
from minutes.text.persons import person_of
from minutes.text.reading import reading

CHAIR_CUES_NEEDED = 2  # one could be anybody's 「ほかにございますか」
REPORTING = ("担当", "事務局", "所管", "説明", "提案", "執行部")  # groups on a roster whose members answer


def chair_key(said: Sequence[Sentence], meeting: Meeting) -> str | None:
    """The chair by the roster if that voice is heard, else whoever leads on most; None when nobody does.

    Without a roster a single voice is no chair: what a chair says to lead others on is not printed, and whoever speaks
    alone, or for all because no diariser told the voices apart, leads nobody.
    """
    chair = meeting.chair()
    if chair is not None and any(sentence.key == chair.role for sentence in said):
        return chair.role
    if len({sentence.key for sentence in said}) < 2:
        return None
    cues = Counter(sentence.key for sentence in said if _leads(sentence.cue))
    likely = cues.most_common(1)
    return likely[0][0] if likely and likely[0][1] >= CHAIR_CUES_NEEDED else None


def _leads(cue: str) -> bool:
    return any(pattern.search(cue) for pattern in (CHAIR_CUES, PROCEDURE, PROPOSES)) or bool(designators(cue))


def reporting_roles(meeting: Meeting) -> frozenset[str]:
    """The roles that present and answer: by their group on the roster, or because they head the department named."""
    return frozenset(
        attendee.role for attendee in meeting.attendees if not attendee.chair and _reports(attendee, meeting)
    )


def _reports(attendee: Attendee, meeting: Meeting) -> bool:
    if any(word in attendee.group for word in REPORTING) or attendee.role.startswith("事務局"):
        return True
    sections = [part for part in meeting.department.replace("、", " ").split() if part]
    return any(attendee.role.startswith(section) or section in attendee.aliases for section in sections)


def called(cue: str, meeting: Meeting) -> str | None:
    """The role on the roster that a sentence of the chair calls upon, by spelling or sound; the longest name wins."""
    sound = reading(cue)
    names = [
        (name, attendee.role)
        for attendee in meeting.attendees
        for name in _names(attendee)
        if name in cue or reading(name) in sound
    ]
    return max(names, key=lambda pair: len(pair[0]))[1] if names else None


def _names(attendee: Attendee) -> tuple[str, ...]:
    family = person_of(attendee).family
    return (attendee.role, *attendee.aliases, *((family.written + "委員",) if family and family.written else ()))
