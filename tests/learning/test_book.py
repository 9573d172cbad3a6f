"""The office's own dictionary and roster, and what a meeting makes of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minutes.domain import Attendee, Meeting
from minutes.learning.book import Book, acquainted, book_of, known_people, known_terms
from minutes.settings import Office

DAY = dt.date(2026, 4, 1)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return book_of(Office(state=str(tmp_path)))


def test_nothing_is_known_before_anything_was_learnt(book: Book) -> None:
    assert (book.terms().terms, book.people()) == ((), ())
    assert (known_terms(book), known_people(book)) == (((), ()), ((), ()))


def test_a_term_is_known_once_it_was_learnt(book: Book) -> None:
    book.learn_term("看多機", "かんたき", ("看た機",), (), DAY)
    book.learn_term("管渠", "かんきょ", (), ("老朽化",), DAY)
    first, second = book.terms().terms
    assert (first.text, first.reading, first.wrong) == ("看多機", "かんたき", ("看た機",))
    assert second.cues == ("老朽化",) and "2026-04-01" in second.note


def test_a_person_is_known_once_learnt_and_as_a_clerk_adds_to_it(book: Book) -> None:
    book.learn_person("髙橋委員", "髙橋", "たかはし", DAY)
    table = book.roster.read_text("utf-8-sig")
    book.roster.write_text(table + "総務課長,斎藤 一,さいとう はじめ,総務の課長|総括課長,事務局,\n", "utf-8-sig")
    assert book.people() == (
        Attendee(role="髙橋委員", name="髙橋", reading="たかはし"),
        Attendee(
            role="総務課長",
            name="斎藤 一",
            reading="さいとう はじめ",
            group="事務局",
            aliases=("総務の課長", "総括課長"),
        ),
    )


def test_a_table_that_cannot_be_read_stops_no_meeting(book: Book) -> None:
    book.dictionary.parent.mkdir(exist_ok=True)
    book.dictionary.write_bytes(b"PK\x03\x04 broken")
    book.roster.write_bytes(b"PK\x03\x04 broken")
    assert known_terms(book)[0] == () and "庁内の用語.csv" in known_terms(book)[1][0]
    assert known_people(book)[0] == () and "庁内の名簿.csv" in known_people(book)[1][0]


def test_whoever_is_on_the_meeting_s_roster_is_as_it_says(book: Book) -> None:
    meeting = Meeting(title="会議", attendees=(Attendee(role="会長", name="山田 花"),))
    others = (Attendee(role="会長", name="別の人"), Attendee(role="髙橋委員"))
    assert [one.name or one.role for one in acquainted(meeting, others).attendees] == ["山田 花", "髙橋委員"]
    assert acquainted(meeting, others[:1]) is meeting
