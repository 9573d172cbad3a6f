"""Numbers as they are written and spoken, by their values."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes.structure.grounding.passage import passage
from minutes.structure.grounding.quantities import same

TODAY = dt.date(2025, 8, 6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("240万円", "二百四十万円"),
        ("240万円", "2,400,000円"),
        ("1,500千円", "150万円"),
        ("1億2,000万円", "一億二千万円"),
        ("82億4千万円", "82億4,000万円"),
        ("3割5分", "35％"),
        ("2分の1", "半分"),
        ("18.6パーセント", "18.6％"),
        ("3か月", "3ヶ月"),
        ("半年", "6か月"),
        ("1年", "12か月"),
        ("1時間30分", "90分"),
        ("1時間半", "1時間30分"),
        ("午後1時30分", "13:30"),
        ("午後3時", "15時"),
        ("正午", "午前12時"),
        ("２４人", "24名"),
        ("一・五倍", "1.5倍"),
        ("ひと月", "1か月"),
        ("二千席", "2,000席"),
    ],
)
def test_two_ways_of_writing_one_number(one: str, other: str) -> None:
    (first,), (second,) = passage(one).quantities, passage(other).quantities
    assert same(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("120万円", "120億円"),
        ("午前3時", "午後3時"),
        ("10人", "10台"),
        ("2週間", "2か月"),
        ("0.5ポイント", "0.5％"),
    ],
)
def test_numbers_that_are_not_one(one: str, other: str) -> None:
    (first,), (second,) = passage(one).quantities, passage(other).quantities
    assert not same(first, second)


@pytest.mark.parametrize(
    "text", ["一般の方", "一部の職員", "十分な説明", "第三者の意見", "数百人", "一緒に", "千葉の例", "統一する"]
)
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert passage(text).quantities == ()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("令和7年10月1日", {("year", 2025), ("month", 10), ("day", 1)}),
        ("R7.10.1", {("year", 2025), ("month", 10), ("day", 1)}),
        ("2025/10/1", {("year", 2025), ("month", 10), ("day", 1)}),
        ("令和7(2025)年度", {("year", 2025)}),
        ("来年度", {("year", 2026)}),
        ("今年の9月末", {("year", 2025), ("month", 9), ("part", "末")}),
        ("来月", {("month", 9)}),
        ("十二月", {("month", 12)}),
        ("年度内", {("year", 2025), ("part", "年度内")}),
        ("今週の金曜日", {("seen", ("週", 0)), ("month", 8), ("day", 8)}),
    ],
)
def test_dates(text: str, known: set[tuple[str, object]]) -> None:
    quantity = passage(text, TODAY).quantities[0]
    assert quantity.date is not None
    assert quantity.date.known() == known
