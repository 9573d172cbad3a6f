import datetime as dt

import pytest

from minutes.render.clean import clean
from minutes.render.japanese import clock, date_fields, pad, recording_time, span, width

DATE = "{era}{year}年{month}月{day}日（{weekday}）"


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ((2025, 8, 6), "令和7年8月6日（水）"),
        ((2019, 5, 1), "令和元年5月1日（水）"),
        ((2019, 4, 30), "平成31年4月30日（火）"),
        ((1989, 1, 8), "平成元年1月8日（日）"),
        ((1989, 1, 7), "昭和64年1月7日（土）"),
        ((1926, 12, 24), "大正15年12月24日（金）"),
        ((1912, 7, 29), "明治45年7月29日（月）"),
        ((1872, 12, 31), "西暦1872年12月31日（火）"),
    ],
)
def test_dates_carry_era_and_weekday(date, written):
    assert DATE.format(**date_fields(dt.date(*date))) == written


@pytest.mark.parametrize(
    ("time", "written"),
    [
        ((0, 5), "午前0時5分"),
        ((10, 0), "午前10時"),
        ((11, 59), "午前11時59分"),
        ((12, 0), "午後0時"),
        ((12, 15), "午後0時15分"),
        ((13, 30), "午後1時30分"),
    ],
)
def test_times_of_day(time, written):
    assert clock(dt.time(*time)) == written


def test_spans_say_what_is_known():
    assert span(dt.time(13, 30), dt.time(15)) == "午後1時30分から午後3時まで"
    assert span(dt.time(13, 30), None) == "午後1時30分から"
    assert span(None, dt.time(15)) == "午後3時まで"
    assert span(None, None) == ""


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "00:00:00"), (83.99, "00:01:23"), (754, "00:12:34"), (36061, "10:01:01"), (-1, "00:00:00")],
)
def test_recording_times(seconds, written):
    assert recording_time(seconds) == written


def test_width_counts_full_width_characters():
    assert width("○DX推進課") == 5
    assert pad("案件名", 4) == "案件名　"
    assert pad("開催場所", 4) == "開催場所"


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("普通の文。", "普通の文。"),
        ("か\u3099", "が"),
        ("一\x00二\x1b三\x7f四\x9f五", "一二三四五"),
        ("左\u202e右\u200f上\u2067下\ufeff", "左右上下"),
        ("欠\ud800け\udfff\ufffe\U0001ffff", "欠け"),
        ("一行目\r\n  二行目\t三\u2028四", "一行目 二行目 三 四"),
        ("<w:p>&amp;]]>", "<w:p>&amp;]]>"),
        ("👪家族", "👪家族"),
    ],
)
def test_clean_text(given, cleaned):
    assert clean(given) == cleaned
