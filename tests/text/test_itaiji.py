"""Shapes of characters: the table itself, what is compared as a name, and that places stay."""

from __future__ import annotations

import unicodedata

import pytest

from minutes.domain import Attendee
from minutes.text.itaiji import SHAPES, as_name, common
from minutes.text.reading import reading

GROUPS = SHAPES.split()


def test_the_table_holds_each_character_once_and_as_it_is_kept():
    characters = "".join(GROUPS)
    assert sum(len(group) - 1 for group in GROUPS) >= 150
    assert len(set(characters)) == len(characters)
    assert unicodedata.normalize("NFC", characters) == characters


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("髙橋", "高橋", True),
        ("渡邊", "渡邉", True),
        ("渡邊", "渡辺", True),
        ("齋藤", "斉藤", True),
        ("齊藤", "斎藤", True),
        ("濵田", "浜田", True),
        ("山﨑", "山嵜", True),
        ("𠮷田", "吉田", True),
        ("葛󠄀城", "葛城", True),  # a shape chosen by a variation selector
        ("佐藤", "左藤", False),
        ("太田", "大田", False),
        ("高橋", "高端", False),
    ],
)
def test_names_that_differ_in_shapes_alone_are_equal(one, other, same):
    assert (as_name(one) == as_name(other)) is same


def test_the_commonest_shapes_take_as_much_room():
    text = "𠮷田・髙橋・斎場・齋藤"
    assert common(text) == "吉田・高橋・斎場・斎藤"
    assert len(common(text)) == len(text)


@pytest.mark.parametrize(("written", "spoken"), [("髙橋", "タカハシ"), ("濵田", "ハマダ"), ("𠮷田", "ヨシダ")])
def test_rare_shapes_are_read_like_common_ones(written, spoken):
    assert reading(written) == spoken


def test_a_compatibility_ideograph_is_the_common_shape_in_a_roster():
    assert Attendee(role="委員", name="\ufa19谷").name == "神谷"
