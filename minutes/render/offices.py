"""What somebody on the roster is called without the name: 委員 for 佐藤委員, 事務局 for whoever sits with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from minutes.domain import Attendee
from minutes.render.forms import Person, Speakers
from minutes.render.japanese import FULL_SPACE

_SHARED = r"委員|議員|構成員|評議員|理事|監事|メンバー"  # offices several people hold, so that the name comes with them
_SHARED_AT_END = re.compile(rf"(?P<before>.*?)(?P<title>{_SHARED})$")
_BRACKETED = re.compile(r"(?P<title>.+?)[（(](?P<name>[^）)]+)[）)]$")
# What may stand before 委員 and is no name (教育委員, 公募委員). Not 村 or 部: 中村委員 and 服部委員 are people.
_KINDS = re.compile(
    r".*(?:教育|公募|学識|学識経験者?|市民|代表|監査|運営|専門|臨時|特別|常任|民生|児童|選挙管理|農業|推進|評価|審査|審議|調査"
    r"|(?:協議|審議|委員|連合|自治|町内|商工|市議|町議|村議)会)$"
)
_BY_NUMBER = re.compile(r"第?[\d０-９]+番?$")
SECRETARIAT = "事務局"


class Office(NamedTuple):
    """`title`: without a name; `surname`: as far as it is known; `is_shared`: several people may hold it."""

    title: str
    surname: str
    is_shared: bool
    is_secretariat: bool


def office_of(attendee: Attendee) -> Office:
    """佐藤委員 → 委員 (佐藤); 委員（佐藤） the same; 図書館長 stays, with the surname the roster gives."""
    written = attendee.name.split()
    surname = written[0] if written else ""
    role = attendee.role.strip()
    secretariat = SECRETARIAT in attendee.group or role.startswith(SECRETARIAT)
    if bracketed := _BRACKETED.match(role):
        title = bracketed["title"]
        return Office(title, surname or bracketed["name"].split()[0], _is_shared(title), secretariat)
    shared = _SHARED_AT_END.match(role)
    if not shared:
        return Office(role, surname, False, secretariat)
    before = shared["before"].strip()
    if surname and before in (surname, attendee.name, "".join(written)):
        return Office(shared["title"], surname, True, secretariat)
    if _KINDS.match(before):
        return Office(role, surname, True, secretariat)
    if not before or _BY_NUMBER.match(before):
        return Office(shared["title"], surname, True, secretariat)
    return Office(shared["title"], surname or before.split()[0], True, secretariat)


def _is_shared(title: str) -> bool:
    return _SHARED_AT_END.match(title) is not None


def called(attendee: Attendee, how: Person, speakers: Speakers | None = None, letter: str = "") -> str:
    """Somebody as a form writes people; `letter` is the label with a letter that stands for a member (委員A).

    What a pattern asks for and nobody knows leaves the office; without a name on the roster the role stands for it.
    """
    office = office_of(attendee)
    if pattern := _pattern(office, speakers):
        fields = _fields(attendee, office, letter)
        unknown = any("{" + name + "}" in pattern and not known for name, known in fields.items())
        return office.title if unknown else pattern.format(**fields)
    return _PRESETS[how](attendee, office, letter)


def _pattern(office: Office, speakers: Speakers | None) -> str:
    if speakers is None:
        return ""
    if office.is_secretariat:
        return speakers.secretariat
    return speakers.member if office.is_shared else speakers.other


def _fields(attendee: Attendee, office: Office, letter: str) -> dict[str, str]:
    return {
        "role": attendee.role,
        "office": office.title,
        "surname": office.surname,
        "name": FULL_SPACE.join(attendee.name.split()),
        "letter": letter.removeprefix(office.title) if office.is_shared else "",
        "group": attendee.group,
    }


def _with_surname(attendee: Attendee, office: Office, _: str) -> str:
    known = office.surname and (attendee.name or office.is_shared)
    return (
        f"{attendee.role}{FULL_SPACE}{office.surname}"
        if known and office.surname not in attendee.role
        else attendee.role
    )


def _in_full(attendee: Attendee, office: Office, _: str) -> str:
    names = attendee.name.split()
    return FULL_SPACE.join((office.title, *names)) if names else attendee.role


def _in_office(attendee: Attendee, office: Office, _: str) -> str:
    return SECRETARIAT if office.is_secretariat else office.title


_PRESETS: dict[Person, Callable[[Attendee, Office, str], str]] = {
    "role": lambda attendee, office, letter: attendee.role,
    "office": _in_office,
    "letter": lambda attendee, office, letter: letter or office.title,
    "surname": _with_surname,
    "full": _in_full,
    "group": lambda attendee, office, letter: attendee.group or office.title,
    "none": lambda attendee, office, letter: "",
}
