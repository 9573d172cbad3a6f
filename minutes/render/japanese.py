"""Dates, times and widths as Japanese offices write them."""

from __future__ import annotations

import datetime as dt
import unicodedata

# First day and name of each era (元号を改める政令; for Meiji the day the Gregorian calendar began, 明治5年太政官布告第337号).
_ERAS = (
    (dt.date(2019, 5, 1), "令和", 2019),
    (dt.date(1989, 1, 8), "平成", 1989),
    (dt.date(1926, 12, 25), "昭和", 1926),
    (dt.date(1912, 7, 30), "大正", 1912),
    (dt.date(1873, 1, 1), "明治", 1868),
)
_WEEKDAYS = "月火水木金土日"
FULL_SPACE = "　"
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")  # marks and format characters, as variation selectors and joiners


def date_fields(date: dt.date) -> dict[str, str]:
    """The fields of a date pattern: era 令和, year 7 (the first: 元), month, day, weekday 水."""
    era, year = next(
        ((name, date.year - first_year + 1) for begin, name, first_year in _ERAS if date >= begin),
        ("西暦", date.year),
    )
    return {
        "era": era,
        "year": "元" if year == 1 and era != "西暦" else str(year),
        "month": str(date.month),
        "day": str(date.day),
        "weekday": _WEEKDAYS[date.weekday()],
    }


def clock(time: dt.time) -> str:
    """午前10時, 午後1時30分; noon is 午後0時, as the hours after it are 午後0時xx分."""
    half, hour = ("午後", time.hour - 12) if time.hour >= 12 else ("午前", time.hour)
    return f"{half}{hour}時{time.minute}分" if time.minute else f"{half}{hour}時"


def moment(at: dt.datetime) -> str:
    """令和7年8月7日 午前10時30分, by the clock of whoever wrote it down."""
    date = "{era}{year}年{month}月{day}日".format(**date_fields(at.date()))
    return f"{date} {clock(at.time())}"


def span(start: dt.time | None, end: dt.time | None) -> str:
    """午前10時から午後0時15分まで, or what of it is known."""
    begin = f"{clock(start)}から" if start else ""
    return begin + (f"{clock(end)}まで" if end else "")


NO_TIME = "時刻不明"


def recording_time(seconds: float) -> str:
    """A place in the recording as 00:12:34, rounded down so that playing from there misses nothing."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def width(text: str) -> float:
    """Width in full-width characters; what East Asian fonts draw either way (○, →) counts as full, what is drawn onto the
    character before it not at all."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "FWA" else 0.5


def pad(text: str, to: float) -> str:
    """The text filled up with full-width spaces to at least `to` characters."""
    missing = to - width(text)
    return text + FULL_SPACE * int(missing + 0.5) if missing > 0 else text


def circled(number: int) -> str:
    """①, ⑳; Unicode has them up to 50, fonts up to 20: (21) after that."""
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else f"（{number}）"
