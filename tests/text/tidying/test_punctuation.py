"""公用文: marks and widths."""

from __future__ import annotations

import pytest

from tests.text.tidying.texts import edited

PAIRS = [
    ("計画,予算。", "計画、予算。"),
    ("計画(案)です。", "計画（案）です。"),
    ("ＡＩの活用", "AIの活用"),
    ("ｱﾝｹｰﾄです｡", "アンケートです。"),
    ("いいですか?", "いいですか？"),
    ("｢案｣です。", "「案」です。"),
    ("計画，予算", "計画、予算"),
]
KEPT = [
    "1,000円",
    "3.5%",
    "GIGA(School)",
    "A4",
    "http://example.jp/a,b",
]


@pytest.mark.parametrize(("said", "written"), PAIRS)
def test_marks_are_those_of_japanese(said: str, written: str) -> None:
    assert edited(said) == written
    assert edited(written) == written


@pytest.mark.parametrize("text", KEPT)
def test_marks_of_other_languages_stay(text: str) -> None:
    assert edited(text) == text
