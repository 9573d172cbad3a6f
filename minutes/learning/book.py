"""The office's own dictionary and roster: two tables that every meeting uses once they are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes.domain import Attendee, Dictionary, Meeting
from minutes.errors import InputMissing, MinutesError
from minutes.learning.owntable import OwnTable
from minutes.settings import Office
from minutes.text.dictionary import COLUMNS as TERM_COLUMNS
from minutes.text.dictionary import SEPARATOR, read_dictionary
from minutes.text.sheet import read_sheet

DICTIONARY_NAME, ROSTER_NAME = "庁内の用語.csv", "庁内の名簿.csv"
# The same heads as the people of 会議情報.xlsx have.
ROLE, NAME, READING, ALIASES, GROUP, NOTE = PERSON_COLUMNS = ("役職", "氏名", "よみ", "別の呼び方", "区分", "備考")
_FOUND = "確認の画面で登録（{day}）"


@dataclass(frozen=True)
class Book:
    """Where the two tables lie, whether or not they are there yet."""

    dictionary: Path
    roster: Path

    def terms(self) -> Dictionary:
        """An empty dictionary where there is none. Raises BadConfiguration, InputUnreadable."""
        try:
            return read_dictionary(self.dictionary)[0]
        except InputMissing:
            return Dictionary(name=self.dictionary.stem, sha256="", terms=())

    def people(self) -> tuple[Attendee, ...]:
        """In the order of the table, each role once. Raises InputUnreadable."""
        try:
            rows = read_sheet(self.roster, ROLE).rows
        except InputMissing:
            return ()
        head = next((at for at, row in enumerate(rows) if ROLE in row.cells), None)
        if head is None:
            return ()
        columns = rows[head].cells
        people: dict[str, Attendee] = {}
        for row in rows[head + 1 :]:
            given = dict(zip(columns, row.cells, strict=False))
            if role := given.get(ROLE):
                aliases = tuple(part for part in given.get(ALIASES, "").split(SEPARATOR) if part)
                people.setdefault(
                    role,
                    Attendee(
                        role=role,
                        name=given.get(NAME, ""),
                        reading=given.get(READING, ""),
                        group=given.get(GROUP, ""),
                        aliases=aliases,
                    ),
                )
        return tuple(people.values())

    def learn_term(self, text: str, reading: str, wrong: Sequence[str], cues: Sequence[str], day: dt.date) -> None:
        """Raises TryAgainLater, CannotWrite, InputUnreadable."""
        word, spoken, mistaken, _, note = TERM_COLUMNS
        told = [f"手がかり：{SEPARATOR.join(cues)}"] if cues else []
        cells = {
            word: text,
            spoken: reading,
            mistaken: SEPARATOR.join(wrong),
            note: "。".join([*told, _FOUND.format(day=day)]),
        }
        OwnTable(self.dictionary, TERM_COLUMNS).put(cells, gathered=(mistaken,))

    def learn_person(self, role: str, name: str, reading: str, day: dt.date) -> None:
        """Raises TryAgainLater, CannotWrite, InputUnreadable."""
        cells = {ROLE: role, NAME: name, READING: reading, NOTE: _FOUND.format(day=day)}
        OwnTable(self.roster, PERSON_COLUMNS).put(cells)


def book_of(office: Office) -> Book:
    """Where the configuration puts them, else in the office's state folder."""
    named = (
        Path(given).expanduser() if given else office.home() / name
        for given, name in ((office.dictionary, DICTIONARY_NAME), (office.roster, ROSTER_NAME))
    )
    return Book(*named)


def known_people(book: Book) -> tuple[tuple[Attendee, ...], tuple[str, ...]]:
    """The roster, and a remark where it cannot be used: no meeting fails for it."""
    try:
        return book.people(), ()
    except MinutesError as error:
        return (), (_unused(book.roster, error),)


def known_terms(book: Book) -> tuple[tuple[Dictionary, ...], tuple[str, ...]]:
    """The dictionary, and a remark where it or rows of it cannot be used: no meeting fails for it."""
    try:
        dictionary, problems = read_dictionary(book.dictionary)
    except InputMissing:
        return (), ()
    except MinutesError as error:
        return (), (_unused(book.dictionary, error),)
    remarks = tuple(f"辞書 {book.dictionary.name} の{problem}（この行は使いません）" for problem in problems)
    return ((dictionary,) if dictionary.terms else ()), remarks


def acquainted(meeting: Meeting, people: Sequence[Attendee]) -> Meeting:
    """With those people whom the roster does not have."""
    roles = {one.role for one in meeting.attendees}
    others = tuple(one for one in people if one.role not in roles)
    return meeting.model_copy(update={"attendees": (*meeting.attendees, *others)}) if others else meeting


def _unused(place: Path, error: MinutesError) -> str:
    return f"注意：{place.name} を読めないため、使わずに続けます（{error.what}）。"
