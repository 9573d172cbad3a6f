from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting
from minutes.render.letters import Letters
from minutes.render.offices import office_of
from tests.render.sample import utterance

PEOPLE = (
    Attendee(role="会長", name="森田 和夫", group="委員"),
    Attendee(role="佐藤委員", name="佐藤 恵子", group="委員"),
    Attendee(role="藤井委員", name="藤井 正", group="委員"),
    Attendee(role="図書館長", name="岡田 誠", group="事務局"),
)
MEETING = Meeting(title="図書館運営審議会", attendees=PEOPLE)


@pytest.mark.parametrize(
    ("role", "name", "title", "surname", "shared"),
    [
        ("佐藤委員", "佐藤 恵子", "委員", "佐藤", True),
        ("委員（佐藤）", "", "委員", "佐藤", True),
        ("中村委員", "", "委員", "中村", True),
        ("服部委員", "", "委員", "服部", True),
        ("3番委員", "石田 昇", "委員", "石田", True),
        ("公募委員", "石田 昇", "公募委員", "石田", True),
        ("監査委員", "", "監査委員", "", True),
        ("委員長", "長谷川 茂", "委員長", "長谷川", False),
        ("副会長", "", "副会長", "", False),
        ("DX推進課長", "山田 太郎", "DX推進課長", "山田", False),
    ],
)
def test_an_office_without_the_name(role, name, title, surname, shared):
    office = office_of(Attendee(role=role, name=name))
    assert (office.title, office.surname, office.is_shared) == (title, surname, shared)


def test_letters_follow_who_speaks_first_and_not_the_roster():
    heard = (utterance(1, "藤井委員", "はい。"), utterance(2, "会長", "はい。"), utterance(3, "佐藤委員", "はい。"))
    letters = Letters(MEETING, heard)
    assert [letters.of(one.role) for one in PEOPLE] == ["会長", "委員B", "委員A", "図書館長"]
    assert letters.of("藤井委員") == letters.of("藤井委員")


def test_who_is_on_no_roster_has_a_letter_too():
    assert Letters(MEETING, (utterance(1, "高橋委員", "はい。"),)).of("高橋委員") == "委員A"
    assert Letters(MEETING).of("高橋委員") == "委員"


def test_more_members_than_letters():
    people = tuple(Attendee(role=f"委員（{number}人目）") for number in range(28))
    letters = Letters(Meeting(title="総会", attendees=people))
    assert [letters.of(people[number].role) for number in (25, 26, 27)] == ["委員Z", "委員AA", "委員AB"]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("藤井委員の意見に賛成である。", "委員Bの意見に賛成である。"),
        ("佐藤　恵子さんと藤井正氏が述べた。", "委員Aと委員Bが述べた。"),
        ("岡田館長が説明した。", "図書館長が説明した。"),
        ("森田会長に伺う。", "会長に伺う。"),
        ("佐藤町の公民館で行う。", "佐藤町の公民館で行う。"),
    ],
)
def test_names_in_a_text_become_the_labels(text, without):
    assert Letters(MEETING).without_names(text) == without
