"""Numbers, dates, times and money as minutes print them: Arabic digits, commas from four digits, 億 and 万 in kanji."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

_ROUND_STEPS = (1, 1, 10, 50, 100, 500, 1000)


def number(rng: random.Random) -> str:
    """1 to 99,999, small ones and round ones more often, now and then with 万."""
    digits = rng.choices((1, 2, 3, 4, 5), (3, 4, 4, 2, 1))[0]
    value = rng.randint(10 ** (digits - 1), 10**digits - 1)
    step = rng.choice([s for s in _ROUND_STEPS if s <= 10 ** (digits - 1)])
    value = max(step, value // step * step)
    if value >= 10_000 and rng.random() < 0.7:
        ten_thousands, rest = divmod(value, 10_000)
        return f"{ten_thousands}万" + (f"{rest:,}" if rest else "")
    return f"{value:,}"


def count(rng: random.Random) -> str:
    """1 to 40, small ones more often."""
    return str(rng.choice((rng.randint(1, 9), rng.randint(1, 9), rng.randint(10, 40))))


def percent(rng: random.Random) -> str:
    whole = str(rng.randint(1, 99))
    kind = rng.random()
    if kind < 0.45:
        return whole + "パーセント"
    if kind < 0.85:
        return f"{whole}.{rng.randint(1, 9)}パーセント"
    return rng.choice((f"{rng.randint(1, 9)}割", f"0.{rng.randint(1, 9)}ポイント", f"{rng.randint(2, 5)}分の1"))


def money(rng: random.Random) -> str:
    """From a few hundred yen to hundreds of 億円."""
    kind = rng.random()
    if kind < 0.2:
        return f"{rng.randint(1, 300)}億円"
    if kind < 0.4:
        return f"{rng.randint(1, 99)}億{rng.randint(1, 99) * 100:,}万円"
    if kind < 0.6:
        return f"{rng.randint(2, 99) * 100:,}万円"
    if kind < 0.85:
        return f"{rng.choice((rng.randint(1, 999), rng.randint(1, 99) * 10)):,}万円"
    return f"{rng.randint(1, 99) * rng.choice((100, 10, 500)):,}円"


def date(rng: random.Random) -> str:
    """With or without the era year, the day or the weekday."""
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 31)}日"
    kind = rng.random()
    if kind < 0.35:
        return day
    if kind < 0.6:
        return f"令和{rng.randint(2, 12)}年{day}"
    if kind < 0.75:
        return f"{day}{rng.choice('月火水木金')}曜日"
    if kind < 0.85:
        return f"令和{rng.randint(2, 12)}年{rng.randint(1, 12)}月"
    return f"{rng.randint(1, 12)}月" + rng.choice(("上旬", "中旬", "下旬", "末", ""))


def month(rng: random.Random) -> str:
    return f"{rng.randint(1, 12)}月"


def fiscal(rng: random.Random) -> str:
    """A fiscal year, mostly of the present era."""
    kind = rng.random()
    if kind < 0.8:
        return f"令和{rng.choice(('元', *map(str, range(2, 13))))}年度"
    return f"平成{rng.randint(10, 31)}年度" if kind < 0.9 else f"{rng.randint(2010, 2035)}年度"


def time(rng: random.Random) -> str:
    hour = f"{rng.choice(('午前', '午後', ''))}{rng.randint(0, 12)}時"
    return hour + rng.choice(("", "", "半", "30分", f"{rng.randint(1, 59)}分"))


def duration(rng: random.Random) -> str:
    return f"{rng.randint(1, 24)}" + rng.choice(("時間", "分", "日", "日間", "週間", "か月", "年", "年間"))


def billno(rng: random.Random) -> str:
    kind = rng.choices(("議案", "請願", "陳情", "報告", "諮問", "認定"), (8, 1, 1, 1, 1, 1))[0]
    return f"{kind}第{rng.randint(1, 120)}号"


def ordinal(rng: random.Random) -> str:
    """`第3回`, with a year at times."""
    year = rng.choice(("", "", f"令和{rng.randint(5, 10)}年度"))
    return f"{year}第{rng.randint(1, 12)}回"


NUMBER_SLOTS: Mapping[str, Callable[[random.Random], str]] = {
    form.__name__: form
    for form in (number, count, percent, money, date, month, fiscal, time, duration, billno, ordinal)
}
