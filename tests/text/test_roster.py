"""People by the sound of their titles and names."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee
from minutes.text.roster import Roster, heard

OFFICE = Roster(
    Attendee(role=role, presence="absent" if role == "税制課長" else "present")
    for role in (
        "市長公室長",
        "財政課長",
        "税制課長",
        "総務法制課長",
        "DX推進課長",
        "DX推進部長",
        "危機管理課長",
        "会長",
        "課長",
    )
)
COUNCIL = Roster(
    (
        Attendee(role="会長", name="佐藤 花子", reading="さとう はなこ", chair=True),
        Attendee(role="委員（山田）", name="山田 太郎"),
        Attendee(role="委員（鈴木）", reading="すずき いちろう"),
        Attendee(role="3番", name="東海林 次郎", reading="しょうじ じろう", aliases=("三番",)),
        Attendee(role="事務局"),
    )
)


def meant(roster: Roster, text: str) -> str | None:
    mentions = [mention for mention in roster.mentions(heard(text)) if not mention.department]
    return mentions[0].role if mentions else None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("財政課長", "財政課長"),
        ("それでは総務法制課長お願いします", "総務法制課長"),
        ("総務方成課長", "総務法制課長"),  # sounds the same
        ("総務構成課長", "総務法制課長"),  # one kana of eleven
        ("総務課長", None),  # someone else
        ("DX推進課長", "DX推進課長"),
        ("DX推進部長", "DX推進部長"),
        ("ディーエックス推進課長", "DX推進課長"),
        ("危機管理家長", "危機管理課長"),
        ("危機管理監", None),  # another rank
        ("危機管理部長お願いします", None),
        ("基金管理課長", "危機管理課長"),
        ("税制課長", None),  # absent, and too near to 財政課長 to be sure of either
        ("市長", None),
        ("次長", None),  # short titles must fit exactly
        ("", None),
    ],
)
def test_an_office_is_called_by_titles(text: str, role: str | None) -> None:
    assert meant(OFFICE, text) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("山田委員", "委員（山田）"),
        ("ヤマダ委員", "委員（山田）"),
        ("鈴木委員", "委員（鈴木）"),
        ("鈴木さん", "委員（鈴木）"),
        ("委員", None),  # which of them?
        ("3番", "3番"),
        ("庄司君", "3番"),
        ("佐藤会長", "会長"),
        ("会長", "会長"),
        ("では会長", "会長"),
        ("部会長", None),
        ("事務局", "事務局"),
    ],
)
def test_a_council_is_called_by_names_and_numbers(text: str, role: str | None) -> None:
    assert meant(COUNCIL, text) == role
