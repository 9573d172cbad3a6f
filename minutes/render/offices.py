"""What somebody on the roster is called without the name: 委員 for 佐藤委員, 事務局 for whoever sits with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from minutes.domain import Attendee

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
