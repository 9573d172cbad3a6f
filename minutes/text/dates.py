"""Days and times as offices write them, in file names and papers: 令和7年8月6日, R7.8.6, 20250806, 250806, 午後1時30分."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

_ERA_YEARS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "令": 2018,
    "平": 1988,
    "R": 2018,
    "H": 1988,
    "S": 1925,
}  # year 1 - 1
_ERA = r"(?P<era>令和|平成|昭和|令|平|(?<![A-Za-z])[RHS])"
_CENTURY = 2000
_SEPARATED = r"[-_./年]"

# How a day is written → the groups of its parts; the first that gives a day of the calendar.
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ERA}\s*(?P<year>元|\d{{1,2}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日",
        r"(?<!\d)(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
        rf"{_ERA}(?P<year>元|\d{{1,2}})(?P<sign>[-_./])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"{_ERA}(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"{_ERA}(?P<year>\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<year>\d\d)(?P<sign>[-_.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_TIME = re.compile(
    r"(?P<half>午前|午後|AM|PM)?\s*(?P<hour>\d{1,2})\s*(?:[:：]\s*(?P<minute>\d\d)(?::\d\d)?|時\s*(?:(?P<minutes>\d{1,2})\s*分|(?P<thirty>半))?)",
    re.IGNORECASE,
)
_PM = ("午後", "PM")


class FoundDay(NamedTuple):
    """A day and where it stands in the text, after `folded`."""

    day: dt.date
    start: int
    end: int


def folded(text: str) -> str:
    """As the patterns here expect it: digits and signs of half width."""
    return unicodedata.normalize("NFKC", text)


def find_day(text: str) -> FoundDay | None:
    """The first day in a folded text, by the surest way of writing."""
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            year = 1 if parts["year"] == "元" else int(parts["year"])
            era = _ERA_YEARS.get(parts.get("era") or "")
            year = year + era if era is not None else year if year > 99 else _CENTURY + year
            day = _day(year, int(parts["month"]), int(parts["day"]))
            if day:
                return FoundDay(day, found.start(), found.end())
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_times(text: str) -> tuple[dt.time, ...]:
    """Times of the day in a folded text, in order; 午後1時30分 is 13:30."""
    return tuple(time for found in _TIME.finditer(text) if (time := _time(found)))


def _time(found: re.Match[str]) -> dt.time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or (30 if found["thirty"] else 0))
    if (found["half"] or "").upper() in _PM and hour < 12:
        hour += 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
