"""公用文: Arabic figures in groups of three; kanji where they are part of a word."""

from __future__ import annotations

import pytest

from tests.text.tidying.texts import edited

PAIRS = [
    ("二十人の委員", "20人の委員"),
    ("三百五十円です。", "350円です。"),
    ("令和七年八月六日", "令和7年8月6日"),
    ("二〇二五年度", "2025年度"),
    ("5000円です。", "5,000円です。"),
    ("1億2000万円", "1億2,000万円"),
    ("約2千万円", "約2,000万円"),
    ("5千円", "5,000円"),
    ("12000人", "12,000人"),
    ("3ヶ月後", "3か月後"),
    ("２カ所", "2か所"),
    ("10ヵ年計画", "10か年計画"),
    ("3箇所", "3か所"),
    ("数ヶ月", "数か月"),
    ("1つ目の点", "一つ目の点"),
    ("一億二千万円", "1億2,000万円"),
    ("五年で一億一千五百万円", "五年で1億1,500万円"),
    ("千五百円", "1,500円"),
    ("三十分かかる。", "30分かかる。"),
    ("百二十五万三千円", "125万3,000円"),
    ("２０２５年度", "2025年度"),
    ("資料１", "資料1"),
    ("十五回", "15回"),
]
KEPT = [
    "二万五千分の一の地図",
    "042-754-1111",
    "第二十三回",
    "二十一世紀",
    "四つ角",
    "何十年も前",
    "R7.7.29",
    "2025年度",
    "1234番",
    "一つの意見",
    "二人の委員",
    "一部の市民",
    "一定の効果",
    "第三者の意見",
    "数十人の参加",
    "二、三日かかる。",
    "四国の市",
    "十分な検討",
    "一般の方",
    "一億総活躍社会",
    "三十三間堂",
    "茅ヶ崎市",
    "霞ヶ関",
    "1,500円",
    "0120-123-456",
    "第2、第3の手",
    "2.5%",
    "一方、",
    "百人",
    "昭和の時代",
    "1つきの",
    "万が一",
    "紙を6つかう家庭",
    "千葉県",
    "五十嵐委員",
    "八百屋",
]


@pytest.mark.parametrize(("said", "written"), PAIRS)
def test_numbers_are_written_in_figures(said: str, written: str) -> None:
    assert edited(said) == written
    assert edited(written) == written


@pytest.mark.parametrize("text", KEPT)
def test_other_numbers_stay(text: str) -> None:
    assert edited(text) == text


@pytest.mark.parametrize(
    ("text", "digits", "written"),
    [
        ("第3回は25人", "half", "第3回は25人"),
        ("第3回は25人", "full", "第３回は２５人"),
        ("第3回は25人", "mixed", "第３回は25人"),
        ("第３回は２５人", "half", "第3回は25人"),
        ("第３回は２５人", "mixed", "第３回は25人"),
        ("第３回は25人", "keep", "第３回は25人"),
        ("2.5%は1,500円", "mixed", "2.5%は1,500円"),
        ("A4の紙を3枚", "full", "A4の紙を３枚"),
        ("第3、第4の案", "mixed", "第３、第４の案"),
    ],
)
def test_the_width_of_figures_is_the_house_s(text: str, digits: str, written: str) -> None:
    assert edited(text, digits=digits) == written
    assert edited(written, digits=digits) == written


@pytest.mark.parametrize(
    ("text", "counted", "written"),
    [
        ("1つの案", "一つ", "一つの案"),
        ("一つの案", "1つ", "1つの案"),
        ("三つの柱", "1つ", "3つの柱"),
        ("1つの案", "keep", "1つの案"),
        ("二、三つの点", "1つ", "二、三つの点"),
    ],
)
def test_things_are_counted_as_the_house_does(text: str, counted: str, written: str) -> None:
    assert edited(text, counted=counted) == written
