"""What the people of a meeting are called in its public edition: role, letter or name, everywhere the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from minutes.domain import Attendee, Meeting, Utterance
from minutes.render.forms import Form, Person, Speakers
from minutes.render.letters import Letters
from minutes.render.offices import office_of
from minutes.text.itaiji import as_name
from minutes.text.persons import persons_of, rank_of

_NAMED: tuple[Person, ...] = ("surname", "full")
_TELLS: tuple[tuple[str, Person], ...] = (  # the field of a pattern that tells most comes first
    ("name", "full"),
    ("surname", "surname"),
    ("role", "role"),
    ("letter", "letter"),
    ("office", "office"),
)
_SOMEBODY = "職員"  # who vouched for the minutes, where only a name was given


@dataclass(frozen=True)
class Calling:
    """How speakers are called, and how the roster prints people."""

    speakers: Person
    roster: Person

    @property
    def names_speakers(self) -> bool:
        return self.speakers in _NAMED

    @property
    def names_roster(self) -> bool:
        return self.roster in _NAMED


def calling_of(form: Form) -> Calling:
    """As the form's [public] says, else as the form itself does."""
    given = form.public
    speakers = given.person or _patterned(form.speakers) or form.person
    if form.anonymous and not given.person and speakers in (*_NAMED, "role"):
        speakers = "letter"
    return Calling(speakers, given.attendance or given.person or form.attendance.person or speakers)


def _patterned(speakers: Speakers) -> Person | None:
    """What the form's own patterns tell of a person; None where it has none."""
    patterns = "".join((speakers.member, speakers.secretariat, speakers.other))
    return next((how for field, how in _TELLS if f"{{{field}}}" in patterns), None)


class People:
    """Labels for everybody on the roster and everybody who spoke.

    `hidden`: those whose names the edition does not print with what they said; by role, a role that holds its bearer's name
    shows it. The same letters as in every other document of the meeting, since they depend on all that was said.
    """

    def __init__(self, meeting: Meeting, utterances: Sequence[Utterance], calling: Calling) -> None:
        self._calling = calling
        self._letters = Letters(meeting, utterances)
        self.hidden = tuple(one for one in meeting.attendees if self._is_hidden(one))
        self.shown = tuple(one for one in meeting.attendees if one not in self.hidden)
        by_role = calling.speakers == "role"
        known = meeting.model_copy(update={"attendees": self.hidden}) if by_role else meeting
        self._called = _called(self.hidden, self.label)
        self._names = None if calling.names_speakers else Letters(known, () if by_role else utterances)

    def label(self, role: str) -> str:
        """What is printed for a role as the meeting file writes it."""
        if self._calling.names_speakers or self._calling.speakers == "role":
            return role
        if self._calling.speakers == "office":
            return office_of(Attendee(role=role)).title
        return self._letters.of(role)

    def on_roster(self, attendee: Attendee) -> Attendee:
        """The roster's entry as far as the public edition prints it. Where names stand on a roster and letters at what was
        said, the two are not to be brought together."""
        if not self._calling.names_roster:
            role, name = self.label(attendee.role), ""
        elif self._calling.names_speakers:
            role, name = attendee.role, attendee.name
        else:
            office = office_of(attendee)
            role, name = office.title, attendee.name or office.surname
        return Attendee(role=role, name=name, presence=attendee.presence, chair=attendee.chair, group=attendee.group)

    def renamed(self, text: str) -> str:
        """A text with the labels of those who are hidden instead of their names, where a title or the whole name stands."""
        return self._names.without_names(text) if self._names else text

    def names(self) -> frozenset[str]:
        """The hidden ones' names as the masking compares them: 「山田」「山田 太郎」."""
        return frozenset(self._called)

    def called(self, name: str) -> str | None:
        """The label of the hidden one who has this name; None for nobody or several."""
        return self._called.get(name)

    def _is_hidden(self, attendee: Attendee) -> bool:
        if self._calling.names_speakers:
            return False
        return self._calling.speakers != "role" or office_of(attendee).title == attendee.role


def _called(attendees: Sequence[Attendee], label: Callable[[str], str]) -> dict[str, str | None]:
    """Family names and whole names with their bearer's label; None for a name that several bear."""
    found: dict[str, str | None] = {}
    for person in persons_of(tuple(attendees)):
        written = [name.written for name in person.names if name.written]
        names = written[:1] + [f"{written[0]} {name.removeprefix(written[0])}" for name in written[1:]]
        for name in map(as_name, names):
            found[name] = None if name in found else label(person.role)
    return found


def title_alone(by: str) -> str:
    """Of 職・氏名 the 職: 総務課長・山田太郎 → 総務課長."""
    first = next(iter(re.split(r"[\s　・、,，]+", by.strip())), "")
    return first if rank_of(first) else _SOMEBODY
