"""What is a speaker's label, and whom it means."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee
from minutes.text.transcripts.labels import role_of, split_label

from .roster import MEETING


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("DX推進課長", "DX推進課長"),
        ("ＤＸ推進課長", "DX推進課長"),
        ("DX推進課課長", "DX推進課長"),
        ("山田 太郎", "DX推進課長"),
        ("山田　太郎", "DX推進課長"),
        ("山田太郎さん", "DX推進課長"),
        ("山田（DX推進課長）", "DX推進課長"),
        ("DX推進課長 山田太郎", "DX推進課長"),
        ("DX推進課長（山田）", "DX推進課長"),
        ("山田 太郎 (DX推進課)", "DX推進課長"),
        ("山田/DX推進課長", "DX推進課長"),
        ("山田課長", "DX推進課長"),
        ("山田", "DX推進課長"),
        ("総務法制課長 鈴木", "総務法制課長"),
        ("高橋委員", "委員（高橋）"),
        ("山田 次郎", None),
        ("山田部長", None),
        ("鈴木（DX推進課長）", None),
        ("委員", None),
        ("鈴木", None),
        ("", None),
    ],
)
def test_a_label_means_someone_of_the_roster_or_nobody(label: str, role: str | None) -> None:
    assert role_of(label, MEETING.attendees) == role


def test_a_surname_two_share_means_neither() -> None:
    two = (Attendee(role="A課長", name="山田 太郎"), Attendee(role="B課長", name="山田 花子"))
    assert role_of("山田", two) is None
    assert role_of("山田 花子", two) == "B課長"
    assert role_of("山田（B課長）", two) == "B課長"


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("山田：はい。", "山田", "はい。"),
        ("山田: はい。", "山田", "はい。"),
        ("○山田 太郎 ： はい：いいえ", "山田 太郎", "はい：いいえ"),
        ("【会長】：始めます", "会長", "始めます"),
        ("話者1：30件です", "話者1", "30件です"),
        ("SPEAKER_00: 始めます", "SPEAKER_00", "始めます"),
        ("山田：", "山田", ""),
    ],
)
def test_a_name_before_a_colon_is_a_label(line: str, label: str, said: str) -> None:
    assert split_label(line) == (label, said)


@pytest.mark.parametrize(
    "line",
    [
        "会議は10：30から始めます",
        "10:30",
        "議題：生成AIについて",
        "費用は次のとおり：年間120万円です。",
        "https://example.jp",
        "それでは、一点だけ：体制を伺います。",
        "とても長い前置きがありまして結論だけを申しますと次のようになるわけです：了承",
        "：はい",
        "はい",
        "",
    ],
)
def test_other_colons_introduce_nobody(line: str) -> None:
    assert split_label(line) is None
