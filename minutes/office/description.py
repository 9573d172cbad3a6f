"""What is known of a meeting before it is heard, as the meeting file that lies with its result: what the clerk wrote, what
the name of the file says, and what the papers say. The clerk may correct it there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from minutes.domain import Attendee, Value
from minutes.errors import BadConfiguration, MinutesError
from minutes.files import writing
from minutes.meetingfile import meeting_from, tables_of
from minutes.office.filenames import read_name
from minutes.tomlfile import parse

MEETING_FILE = "会議.toml"
TERMS_FILE = "用語（資料から）.csv"
_HEAD = """\
# この会議の会議ファイルです。ファイルの名前、会議情報、資料から作りました。
# 違うところを直して保存すると、直した内容で議事録案を作り直します（録音の聞き取りは繰り返しません）。
"""
_MOST_TERMS = 1000  # terms; more is a list of words, not the papers of a meeting


class Material(Value):
    """What there is to describe a meeting from. `name`: of the file or folder the clerk put there; `recordings`: the names
    of its recordings; `folder`: where the result lies."""

    name: str
    recordings: tuple[str, ...]
    description: Path | None = None
    papers: tuple[Path, ...] = ()
    folder: Path


class Described(Value):
    """`text`: of the meeting file; `dictionaries`: files of terms; `remarks`: what the clerk should know of it."""

    text: str
    dictionaries: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()


def describe(material: Material) -> Described:
    """A description that cannot be read as it should is kept as it is: the job says what is wrong with it, and where.

    Raises InputMissing, InputUnreadable for one that is no table at all, CannotWrite.
    """
    given, verbatim = _given(material.description)
    if given is None:
        return Described(text=verbatim)
    found = _Papers(material) if material.papers else None
    known = {**_named(material), **given}
    if found:
        known = {**found.tables(known), **known}
    known.setdefault("title", material.name)
    added = [key for key in known if key not in given]
    text = verbatim if verbatim and not added else _HEAD + "\n" + toml_of(known)
    remarks = found.remarks if found else ()
    dictionaries = found.dictionaries(known) if found else ()
    return Described(text=text, dictionaries=dictionaries, remarks=tuple(remarks))


def _given(path: Path | None) -> tuple[dict[str, Any] | None, str]:
    """The clerk's own tables and, of a TOML file, its text; no tables where they are not as they should be."""
    if path is None:
        return {}, ""
    text = ""
    try:
        if path.suffix.lower() == ".toml":
            with suppress(UnicodeDecodeError, OSError):  # then there are no tables either
                text = path.read_bytes().decode("utf-8-sig")
        tables = tables_of(path)
        meeting_from({"title": path.stem, **tables}, path)
    except BadConfiguration:
        if not text:
            raise
        return None, text
    return tables, text


def _named(material: Material) -> dict[str, Any]:
    """A folder often has the day of its recordings only in their names."""
    named = read_name(material.name)
    days = [named.date, *(read_name(Path(name).stem).date for name in material.recordings)]
    day = next((day for day in days if day), None)
    said = {"title": named.title, "date": day, "start": named.start, "venue": named.venue}
    return {key: value for key, value in said.items() if value}


# ---- papers ------------------------------------------------------------------------------------------------------


class _Papers:
    """What the papers beside a recording say."""

    def __init__(self, material: Material) -> None:
        from minutes.materials.collect import read_papers

        self._folder = material.folder
        self.remarks: list[str] = []
        try:
            papers = read_papers(material.papers)
        except MinutesError as error:
            papers = None
            self.remarks.append(f"資料を読めませんでした：{error.what}（{Path(error.subject).name}）")
        self._read = papers.read if papers else ()
        for problem in papers.problems if papers else ():
            self.remarks.append(f"この資料は使っていません：{Path(problem.subject).name}（{problem.what}）")

    def tables(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """What is not known yet."""
        from minutes.materials.agenda import propose_agenda
        from minutes.materials.roster import propose_attendees

        agenda = propose_agenda(self._read)
        found: dict[str, Any] = {
            "title": agenda.title,
            "date": agenda.date,
            "start": agenda.start,
            "venue": agenda.venue,
            "agenda": agenda.items,
        }
        if not known.get("attendees"):
            people = [one.attendee for one in propose_attendees(self._read)]
            found["attendees"] = [_plain(attendee) for attendee in people]
        found = {key: value for key, value in found.items() if value and not known.get(key)}
        if found:
            told = [_LABELS[key] for key in found if key in _LABELS]
            self.remarks.append(f"資料から読み取りました：{'、'.join(told)}（{MEETING_FILE} で確かめてください）")
        return found

    def dictionaries(self, known: Mapping[str, Any]) -> tuple[Path, ...]:
        """The papers' terms as a dictionary in the result's folder."""
        from minutes.materials.roster import people_in
        from minutes.materials.sheet import term_rows
        from minutes.materials.terms import propose_terms
        from minutes.text.dictionary import csv_of, find_dictionary, read_dictionary

        words: list[str] = []
        with suppress(MinutesError):  # the job will say which dictionary is not there
            for name in known.get("dictionaries", ()):
                words += [term.text for term in read_dictionary(find_dictionary(name))[0].terms]
        attendees = [parse(Attendee, one, "") for one in known.get("attendees", ())]
        words += [part for one in attendees for part in (one.role, *one.aliases)]
        people = people_in(self._read) | {part for one in attendees for part in (one.name, one.reading) if part}
        terms = term_rows(propose_terms(self._read, words, people))[:_MOST_TERMS]
        if not terms:
            return ()
        place = self._folder / TERMS_FILE
        with writing(place) as beside:
            beside.write_bytes(csv_of(terms).encode("utf-8-sig"))
        return (place,)


_LABELS = {
    "title": "会議名",
    "date": "日付",
    "start": "開始時刻",
    "venue": "場所",
    "agenda": "議題",
    "attendees": "出席者",
}


def _plain(attendee: Attendee) -> dict[str, Any]:
    return attendee.model_dump(exclude_defaults=True)


# ---- writing TOML ------------------------------------------------------------------------------------------------

_FIRST = ("title", "date", "start", "end", "venue", "department", "form", "confidentiality", "dictionaries", "agenda")


def toml_of(tables: Mapping[str, Any]) -> str:
    """The tables of a meeting file as people write them."""
    keys = sorted(tables, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    plain = [key for key in keys if not _is_tables(tables[key])]
    lines = [f"{key} = {_value(tables[key])}" for key in plain]
    for key in keys:
        if key not in plain:
            lines += _tables(key, tables[key])
    return "\n".join(lines) + "\n"


def _is_tables(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and isinstance(value[0], Mapping)


def _tables(key: str, tables: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for table in tables:
        yield from ("", f"[[{key}]]", *(f"{name} = {_value(value)}" for name, value in table.items()))


def _value(value: Any) -> str:
    """Of a kind that meeting files hold. A JSON string is a TOML one, but for the character DEL."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case dt.time():
            return f'"{value:%H:%M}"'
        case dt.date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
