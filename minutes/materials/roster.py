"""Who takes part, as the papers list it: tables with a column 氏名, and lines such as 「会長　長谷川　修」."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from minutes.domain import Attendee
from minutes.materials.papers import Line, Paper, Table
from minutes.materials.people import (
    CHAIRS,
    MARKS,
    MEMBERS,
    ROLE_ENDS,
    PersonName,
    kana_of,
    name_reading,
    person_name,
    role_of,
)
from minutes.text.reading import katakana

# Column heads, without blanks, as offices write them.
_NAME_HEADS = (
    "氏名",
    "名前",
    "委員名",
    "委員氏名",
    "お名前",
    "職員名",
    "担当者",
    "担当者名",
    "構成員",
    "出席者",
    "出席者名",
    "委員",
)
_READING_HEADS = (
    "ふりがな",
    "フリガナ",
    "よみがな",
    "ヨミガナ",
    "よみ",
    "ヨミ",
    "かな",
    "カナ",
    "氏名かな",
    "氏名カナ",
    "読み",
    "読み仮名",
)
_ROLE_HEADS = (
    "役職",
    "役職名",
    "職名",
    "職",
    "役",
    "役名",
    "委員会役職",
    "会での役職",
    "役職等",
    "職名等",
    "補職名",
    "会議での役職",
)
_SECTION_HEADS = ("所属", "所属名", "部署", "課名", "部課名")
_HEAD_ROWS = 12  # a head stands among the first rows, below a title
_ABSENT, _PROXY = re.compile(r"欠席|^欠$"), re.compile(r"代理")
_PRESENT = re.compile(r"^(?:出席|欠席)者?")
_LEGEND = re.compile(rf"([{MARKS}])[\s　]*(?:印は|は|：|:|＝|=)?[\s　]*({'|'.join(ROLE_ENDS)})")
_ROW_OF_NAMES = re.compile(
    rf"\s*(?P<mark>[{MARKS}]?)\s*(?P<name>[^\s　]+[ 　][^\s　]+)[\s　]+(?P<kana>[ぁ-ゖァ-ヺー]+[ 　][ぁ-ゖァ-ヺー]+)(?:[\s　]|$)"
)
_SEPARATORS = re.compile(r"[、，,・]|　{2,}")
_OFFICE = re.compile(r"事務局|職員|説明員|担当課|課$|部$|局$")
MEMBER, OFFICE = "委員", "事務局"


Presence = Literal["present", "absent", "proxy"]


class ProposedAttendee(NamedTuple):
    """Someone the papers name. `sure`: the reading stands in the paper; otherwise Sudachi guessed it."""

    attendee: Attendee
    sure: bool
    source: str


class _Found(NamedTuple):
    """A name as one place of a paper gives it."""

    name: PersonName
    role: str
    kana: str
    presence: Presence
    group: str
    source: str


def propose_attendees(papers: Sequence[Paper], known: Collection[Attendee] = ()) -> list[ProposedAttendee]:
    """Everyone whom the meeting file does not have, in the papers' order, once each."""
    have = {_key(attendee.name) for attendee in known if attendee.name}
    people = [person for person in _merged(_all(papers)) if _key(str(person.name)) not in have]
    taken = {attendee.role for attendee in known}
    chaired = any(attendee.chair for attendee in known)
    proposed = []
    for person, role in zip(people, _roles(people, taken), strict=True):
        chair = not chaired and person.role in CHAIRS
        chaired = chaired or chair
        attendee = Attendee(
            role=role,
            name=str(person.name),
            reading=person.kana or name_reading(person.name),
            presence=person.presence,
            chair=chair,
            group=person.group,
        )
        proposed.append(ProposedAttendee(attendee, bool(person.kana), person.source))
    return proposed


def people_in(papers: Sequence[Paper]) -> set[str]:
    """Names and their readings as the papers write them: none of them is a term."""
    found = _merged(_all(papers))
    return {part for person in found for part in (str(person.name), person.kana, katakana(person.kana)) if part}


# ---- where names stand -------------------------------------------------------------------------------------------


def _all(papers: Iterable[Paper]) -> Iterator[_Found]:
    for paper in papers:
        text = "\n".join(line.text for line in paper.lines())
        marks = dict(_LEGEND.findall(text))
        title = paper.name
        for block in paper.blocks:
            if isinstance(block, Table):
                yield from _in_table(block, marks, title, paper.name)
            else:
                title = block.text if len(block.text) < 40 else title
                yield from _in_line(block, marks, paper.name)


def _in_table(table: Table, marks: dict[str, str], title: str, source: str) -> Iterator[_Found]:
    for number, row in enumerate(table.rows[:_HEAD_ROWS]):
        heads = [re.sub(r"[\s　・]|[（(].*", "", cell) for cell in row]
        names = _column(heads, _NAME_HEADS)
        if names is not None:
            columns = [_column(heads, wanted) for wanted in (_ROLE_HEADS, _READING_HEADS, _SECTION_HEADS)]
            above = " ".join((title, *(cell for other in table.rows[:number] for cell in other)))
            for other in table.rows[number + 1 :]:
                yield from _in_row(other, names, columns, marks, above, source)
            return


def _in_row(
    row: Sequence[str], names: int, columns: Sequence[int | None], marks: dict[str, str], above: str, source: str
) -> Iterator[_Found]:
    def cell(column: int | None) -> str:
        return row[column] if column is not None and column < len(row) else ""

    name = person_name(cell(names).replace("\n", " "), trusted=True)
    if name is None:
        return
    role, kana, section = (cell(column) for column in columns)
    mark = cell(names).strip()[:1]
    title = role_of(role) or marks.get(mark, "") or role_of(role + section) or _default_role(above, section)
    everything = " ".join(row)
    presence: Presence = "absent" if _ABSENT.search(everything) else "proxy" if _PROXY.search(everything) else "present"
    yield _Found(name, title, kana_of(kana), presence, _group(title, above), source)


def _default_role(above: str, section: str) -> str:
    return MEMBER if "委員" in above else role_of(section)


def _in_line(line: Line, marks: dict[str, str], source: str) -> Iterator[_Found]:
    row = _ROW_OF_NAMES.match(line.text)
    name = person_name(row["name"], trusted=True) if row else None
    if row and name and not role_of(row["name"]):
        yield _Found(name, marks.get(row["mark"], MEMBER), kana_of(row["kana"]), "present", MEMBER, source)
        return
    for listed_as, names in _listed(line.text):
        role = _PRESENT.sub("", listed_as) or MEMBER
        presence: Presence = "absent" if _ABSENT.search(listed_as) else "present"
        for part in _SEPARATORS.split(names):
            if listed := person_name(part):
                yield _Found(listed, role, "", presence, _group(role, ""), source)


def _listed(text: str) -> Iterator[tuple[str, str]]:
    """「介護保険課　総括主幹　五十嵐　望」: as many words as make a role, the rest names."""
    words = re.split(r"[\s　]*[:：][\s　]*|[\s　]+", text.strip(" 　" + MARKS))
    for count in (2, 1):
        role = role_of("".join(words[:count]))
        if role and len(words) > count:
            yield role, "　".join(words[count:]) if len(words) - count > 1 else words[count]
            return


def _column(heads: Sequence[str], wanted: Collection[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if head in wanted), None)


def _group(role: str, above: str) -> str:
    if role.endswith((*MEMBERS, *CHAIRS, "職務代理者", "座長")) and not _OFFICE.search(role):
        return MEMBER
    return OFFICE if _OFFICE.search(above) or re.search(r"[課部局室所]", role) else ""


# ---- one person, one entry ---------------------------------------------------------------------------------------


def _merged(found: Iterable[_Found]) -> list[_Found]:
    """A person listed twice: the more telling role, and whatever else only one of the places says."""
    people: dict[str, _Found] = {}
    for one in found:
        before = people.setdefault(_key(str(one.name)), one)
        if before is not one:
            role = one if before.role in ("", *MEMBERS) and one.role else before
            people[_key(str(one.name))] = before._replace(
                name=before.name if before.name.given else one.name,
                role=role.role,
                group=role.group or before.group,
                kana=before.kana if len(before.kana) >= len(one.kana) else one.kana,
                presence=before.presence if before.presence != "present" else one.presence,
            )
    return list(people.values())


def _roles(people: Sequence[_Found], taken: Collection[str]) -> Iterator[str]:
    """What the minutes print for each, different for everyone: 委員 is 山田委員, two of that name carry the whole."""
    families = Counter(person.name.family for person in people if person.role in ("", *MEMBERS))
    shared = Counter(person.role for person in people)
    used = set(taken)
    for person in people:
        role = person.role or MEMBER
        if role in MEMBERS:
            alone = families[person.name.family] == 1 and f"{person.name.family}{role}" not in used
            role = f"{person.name.family if alone else person.name.family + person.name.given}{role}"
        elif shared[role] > 1 or role in used:
            role = f"{role}（{person.name.family}）"
        if role in used:
            role = f"{person.role or MEMBER}（{person.name}）"
        used.add(role)
        yield role


def _key(name: str) -> str:
    return re.sub(r"[\s　]", "", name)
