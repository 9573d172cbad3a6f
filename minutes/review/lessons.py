"""What a meeting teaches, as the page shows it, and what the clerk decides: learnt for all meetings to come, or not wanted."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from minutes import workfolder
from minutes.domain import Value
from minutes.errors import WrongUsage
from minutes.learning.book import Book
from minutes.learning.lessons import Lesson, PersonLesson, TermLesson, lessons_of
from minutes.materials.people import kana_of
from minutes.review.incoming import name_in
from minutes.review.table import Table
from minutes.text.reading import hiragana

_READING = re.compile(r"[ぁ-ゖゝゞー・]+(?:[ 　][ぁ-ゖー]+)?")
_KEY = "lesson"


class Declined(Value):
    """The keys of lessons that are not to be asked again."""

    lessons: frozenset[str] = frozenset()


def told(table: Table, book: Book) -> dict[str, Any]:
    """What is open, and where the office's tables lie. Raises BadConfiguration or InputUnreadable for a broken table."""
    return {
        "lessons": [_row(one) for one in _open(table, book)],
        "dictionary": str(book.dictionary),
        "roster": str(book.roster),
    }


def learn(table: Table, book: Book, body: Any) -> dict[str, Any]:
    """Take a lesson over with the words the clerk left in its fields. Raises WrongUsage, TryAgainLater, CannotWrite."""
    lesson = _lesson(table, book, body)
    reading = hiragana(name_in(body, "reading"))
    today = dt.date.today()
    if isinstance(lesson, TermLesson):
        if not _READING.fullmatch(reading):
            raise WrongUsage("よみを読み取れません", advice="よみは、ひらがなで入れてください。")
        book.learn_term(lesson.text, reading, lesson.wrong, lesson.cues, today)
    else:
        if reading and not kana_of(reading):
            raise WrongUsage("よみを読み取れません", advice="よみは、ひらがなで入れるか、空にしてください。")
        role = name_in(body, "role")
        if not role:
            raise WrongUsage("役職がありません", advice="議事録に出る呼び名（例：石田委員）を入れてください。")
        book.learn_person(role, name_in(body, "name"), kana_of(reading), today)
        if role != lesson.role:
            _decline(table, lesson)  # it is known under another role now
    return told(table, book)


def decline(table: Table, book: Book, body: Any) -> dict[str, Any]:
    """Not to be asked again for this meeting. Raises WrongUsage, CannotWrite."""
    _decline(table, _lesson(table, book, body))
    return told(table, book)


def _open(table: Table, book: Book) -> list[Lesson]:
    machine, revised, edits = table.taught()
    known = (*table.dictionaries, book.terms())
    people = (*machine.minutes.meeting.attendees, *book.people())
    declined = _declined(table)
    return [one for one in lessons_of(machine, revised, edits, known, people) if one.key not in declined]


def _lesson(table: Table, book: Book, body: Any) -> Lesson:
    key = body.get(_KEY) if isinstance(body, dict) else None
    found = next((one for one in _open(table, book) if one.key == key), None)
    if found is None:
        raise WrongUsage("この候補はもうありません", advice="一覧を開き直してください。")
    return found


def _declined(table: Table) -> frozenset[str]:
    return (table.work.find(workfolder.DECLINED, Declined) or Declined()).lessons


def _decline(table: Table, lesson: Lesson) -> None:
    table.work.write_json(workfolder.DECLINED, Declined(lessons=_declined(table) | {lesson.key}))


def _row(one: Lesson) -> dict[str, Any]:
    shared = {"key": one.key, "reading": one.reading, "times": one.times, "example": one.example}
    if isinstance(one, PersonLesson):
        own: dict[str, Any] = {"kind": "person", "role": one.role, "name": one.name}
    else:
        own = {"kind": "term", "text": one.text, "wrong": list(one.wrong), "cues": list(one.cues), "sure": one.sure}
    return {**own, **shared, "utterance": one.utterance}
