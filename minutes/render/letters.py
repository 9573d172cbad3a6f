"""Members by a letter instead of their name, 委員A, the same person the same letter throughout a meeting.

The letters follow the order in which people first speak, not the roster's: a published list of members in the roster's
order would tell who is who. They depend on the whole meeting and not on what a form prints, so that all its documents agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from minutes.domain import Attendee, Meeting, Utterance
from minutes.render.offices import Office, office_of

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPACES = re.compile(r"[\s　]+")


class Letters:
    """`of`: the label that stands for a person; `without_names`: a text in which the labels stand for the names."""

    def __init__(self, meeting: Meeting, utterances: Sequence[Utterance] = ()) -> None:
        people = {attendee.role: attendee for attendee in meeting.attendees}
        spoken = dict.fromkeys(one.name for one in utterances if one.name is not None)
        order = [*spoken, *(role for role in people if role not in spoken)]
        self._labels: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        names: dict[str, str] = {}
        for role in order:
            attendee = people.get(role) or Attendee(role=role)
            office = office_of(attendee)
            self._labels[role] = self._label(office)
            names.update((name, self._labels[role]) for name in _names(attendee, office))
        self._names = dict(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        self._pattern = re.compile("|".join(map(_spaced, self._names))) if self._names else None

    def of(self, role: str) -> str:
        """委員A for 佐藤委員; an office only one person holds (会長, DX推進課長) tells no more than its title."""
        return self._labels.get(role) or office_of(Attendee(role=role)).title

    def without_names(self, text: str) -> str:
        """Roles that hold a name, full names and names with a title, as the labels. Other people's names stay."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._names[_SPACES.sub("", match[0])], text)

    def _label(self, office: Office) -> str:
        if not office.is_shared:
            return office.title
        number = self._counts[office.title] = self._counts.get(office.title, 0) + 1
        return office.title + _letter(number)


def _letter(number: int) -> str:
    """A … Z, AA, AB …"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(_ALPHABET))
        letters = _ALPHABET[rest] + letters
    return letters


def _names(attendee: Attendee, office: Office) -> Iterator[str]:
    """What gives the person away, without spaces: 佐藤委員, 佐藤恵子, 佐藤恵子委員, 佐藤館長 of 図書館長."""
    if office.surname and attendee.role != office.title:
        yield _SPACES.sub("", attendee.role)
    whole = _SPACES.sub("", attendee.name)
    if not whole:
        return
    for title in dict.fromkeys(_titles(attendee, office)):
        yield whole + title
        if office.surname:
            yield office.surname + title
    if len(whole) > 1 and whole != office.surname:
        yield whole


def _titles(attendee: Attendee, office: Office) -> Iterable[str]:
    ranks = re.findall(
        r"(?:課長補佐|[主参副部局次課室館園校所係班市町村区教育会議座委員]{0,2}長|主査|主幹|主任|主事|参事)$",
        office.title,
    )
    return (office.title, *ranks, "委員", "議員", "さん", "様", "氏")


def _spaced(name: str) -> str:
    return r"[\s　]*".join(map(re.escape, name))
