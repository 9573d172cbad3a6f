"""What people are called by: titles without names, the family's name and its reading."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee
from minutes.text.persons import person_of, rank_of


@pytest.mark.parametrize(
    ("attendee", "titles", "names"),
    [
        (
            Attendee(role="総務課長", name="髙橋 健一", reading="たかはし けんいち"),
            ("総務課長",),
            (("髙橋", "タカハシ"), ("髙橋健一", "タカハシケンイチ")),
        ),
        (Attendee(role="委員（山田）"), ("委員",), (("山田", "ヤマダ"),)),
        (Attendee(role="委員（学識経験者）"), ("委員",), ()),
        (
            Attendee(role="委員", name="東海林次郎", reading="とうかいりん じろう"),
            ("委員",),
            (("東海林", "トウカイリン"), ("東海林次郎", "トウカイリンジロウ")),
        ),
        (Attendee(role="委員", name="佐藤花子"), ("委員",), (("佐藤", "サトウ"), ("佐藤花子", "サトウハナコ"))),
        (Attendee(role="髙橋委員", name="髙橋"), ("委員",), (("髙橋", "タカハシ"),)),
        (Attendee(role="委員", reading="すずき いちろう"), ("委員",), (("", "スズキ"),)),
        (Attendee(role="DX推進課長", aliases=("DX推進課課長",)), ("DX推進課長", "DX推進課課長"), ()),
    ],
)
def test_titles_and_names(attendee, titles, names):
    person = person_of(attendee)
    assert person.titles == titles
    assert tuple((name.written, name.kana) for name in person.names) == names


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("総務法制課長", "課長"),
        ("副会長", "副会長"),
        ("清掃センター長", "センター長"),
        ("危機管理監", "監"),
        ("事務局", ""),
    ],
)
def test_ranks(title, rank):
    assert rank_of(title) == rank
