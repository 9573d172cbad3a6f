"""Dates as they are spoken: whole, in part (9月末), or seen from the meeting (来年度, 先月)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minutes.structure.grounding.figures import value_of

_N = r"(?:[0-9]+|[一二三四五六七八九十]+)"
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925, "大正": 1911, "明治": 1867}
_REIWA = _ERAS["令和"]
_ERA = "令和|平成|昭和|大正|明治|(?<![A-Za-z])[RHS](?=[0-9元])"
_FISCAL_FROM = 4  # April

_SEEN = {
    "年": {"再来": 2, "来": 1, "翌": 1, "今": 0, "本": 0, "当": 0, "同": 0, "一昨": -2, "昨": -1, "去": -1, "前": -1},
    "月": {"再来": 2, "来": 1, "翌": 1, "今": 0, "本": 0, "先々": -2, "先": -1, "前": -1},
    "週": {"再来": 2, "来": 1, "翌": 1, "今": 0, "先々": -2, "先": -1, "前": -1},
    "日": {"翌": 1, "当": 0, "前": -1},
    "回": {"次々": 2, "次": 1, "今": 0, "前々": -2, "前": -1},
}
_PARTS = {
    "末": r"末日|末|いっぱい|終わり|下旬",
    "初": r"上旬|初旬|初め|初頭|はじめ|頭",
    "半": r"中旬|半ば",
}
_PART = "|".join(_PARTS.values())


def _seen(unit: str) -> str:
    return "|".join(sorted(_SEEN[unit], key=len, reverse=True))


# Pieces in the order in which they are said; each may stand alone, and の may stand between.
_PIECES = re.compile(
    rf"(?:(?P<era>{_ERA})(?P<of_era>{_N}|元)|(?P<western>(?:19|20)[0-9]{{2}}))年(?P<fiscal>度)?"
    rf"|(?P<bare>{_N})年(?:(?P<bare_fiscal>度)|(?={_N}月))"
    rf"|(?P<year>{_seen('年')})年(?P<seen_fiscal>度)?(?![間齢金収代々])"
    rf"|(?P<within>年度|年)(?=内|末|中(?!間|学)|初め)(?P<inside>内)?"
    rf"|(?P<month>{_N})月(?!間)"
    rf"|(?P<of_month>{_seen('月')})月(?!間)"
    rf"|(?P<week>{_seen('週')})週(?!間)"
    rf"|(?P<day>{_N})日(?![間常程数])"
    rf"|(?P<of_day>{_seen('日')})日(?![間常程数])"
    rf"|(?P<time>{_seen('回')})回(?!答|収|避|復|転)|(?P<next>次の|今度の)(?=[^、。]{{0,8}}会)|(?P<later>次|今度)(?=は|から|に(?!、))"
    r"|(?P<weekday>[月火水木金土日])曜日?|\((?P<bracket>[月火水木金土日])(?:曜日?)?\)"
    rf"|(?P<part>{_PART})"
)
_OWN_YEAR = re.compile(r"\((?:(?:令和|平成|昭和)(?:[0-9]+|元)年?|[12][0-9]{3}年?)(?:度)?\)(?=年|度|$|[^0-9])")
_NUMERIC = re.compile(r"(?<![0-9.])((?:19|20)[0-9]{2}|[RHS][0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})(?![0-9])")
_SHORT = re.compile(r"(?<![0-9/])(1[0-2]|[1-9])/([0-9]{1,2})(?=\([月火水木金土日])")


@dataclass(frozen=True)
class Date:
    """What is said of a date; None is not said. `year` is that of the calendar or, `fiscal`, of the budget; a year,
    month … `seen` from the meeting is (unit, distance) where the meeting has no date to reckon from."""

    start: int
    end: int
    year: int | None = None
    fiscal: bool = False
    month: int | None = None
    day: int | None = None
    part: str | None = None
    weekday: str | None = None
    seen: tuple[str, int] | None = None

    def known(self) -> frozenset[tuple[str, object]]:
        """What of it can be compared."""
        parts = {"year": self.year, "month": self.month, "day": self.day, "part": self.part, "seen": self.seen}
        return frozenset((name, value) for name, value in parts.items() if value is not None)


def respelled(text: str) -> str:
    """Dates written in figures (2025/10/1, R7.10.1) and years given twice (令和5(2023)年度) as they are spoken."""
    text = (
        _OWN_YEAR.sub("", text)
        .replace("前の日", "前日")
        .replace("次の日", "翌日")
        .replace("ひと月", "1か月")
        .replace("ふた月", "2か月")
        .replace("前の年", "前年")
        .replace("昨日", "前日")
        .replace("明日", "翌日")
    )
    text = _NUMERIC.sub(lambda found: f"{found[1]}年{found[2]}月{found[3]}日", text)
    return _SHORT.sub(r"\1月\2日", text)


def dates(text: str, today: dt.date | None) -> Iterator[Date]:
    """All dates of a normalised text; `today` is the meeting's day."""
    open_: Date | None = None
    order = -1
    for match in _PIECES.finditer(text):
        piece, rank = _read(match, today)
        between = text[open_.end : match.start()] if open_ is not None else None
        named = rank != 4 or (open_ is not None and _takes_weekday(open_))
        if open_ is not None and rank > order and named and between in ("", "の", "、", "の、"):
            open_ = _joined(open_, piece)
        elif match["part"] or match["bracket"]:
            continue  # the end of something that is no date
        else:
            if open_ is not None:
                yield _reckoned(open_, today)
            open_ = piece
        order = rank
    if open_ is not None:
        yield _reckoned(open_, today)


def _takes_weekday(date: Date) -> bool:
    """A weekday belongs to a date with its month, or to a week seen from the meeting."""
    return date.month is not None or (date.seen is not None and date.seen[0] == "週")


_WEEKDAYS = "月火水木金土日"


def _reckoned(date: Date, today: dt.date | None) -> Date:
    """来週の月曜 by the calendar."""
    if today is None or date.seen is None or date.seen[0] != "週" or date.weekday is None:
        return date
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=date.seen[1])
    day = monday + dt.timedelta(days=_WEEKDAYS.index(date.weekday))
    return replace(date, month=day.month, day=day.day)


def _joined(date: Date, piece: Date) -> Date:
    said = {name: value for name, value in vars(piece).items() if name not in ("start", "fiscal") and value is not None}
    return replace(date, **said)


def _read(match: re.Match[str], today: dt.date | None) -> tuple[Date, int]:
    """A piece and its rank: year, month, week, day, weekday, part."""
    at = Date(*match.span())
    fiscal = bool(match["fiscal"] or match["bare_fiscal"] or match["seen_fiscal"] or match["within"] == "年度")
    if match["era"]:
        number = 1 if match["of_era"] == "元" else value_of(match["of_era"])
        return replace(at, year=_ERAS[match["era"]] + number, fiscal=fiscal), 0
    if match["western"]:
        return replace(at, year=int(match["western"]), fiscal=fiscal), 0
    if match["bare"]:
        return replace(at, year=_REIWA + value_of(match["bare"]), fiscal=fiscal), 0
    if match["year"] or match["within"]:
        seen = _year_seen(at, _SEEN["年"].get(match["year"] or "", 0), fiscal, today)
        return replace(seen, part="年度内" if fiscal else "年内") if match["inside"] else seen, 0
    if match["month"]:
        return replace(at, month=value_of(match["month"])), 1
    if match["of_month"]:
        return _month_seen(at, _SEEN["月"][match["of_month"]], today), 1
    if match["day"]:
        return replace(at, day=value_of(match["day"])), 3
    if match["next"] or match["later"]:
        return replace(at, seen=("回", 1)), 1
    for unit, group, rank in (("週", "week", 2), ("日", "of_day", 3), ("回", "time", 1)):
        if match[group]:
            return replace(at, seen=(unit, _SEEN[unit][match[group]])), rank
    if match["weekday"] or match["bracket"]:
        return replace(at, weekday=match["weekday"] or match["bracket"]), 4
    return replace(at, part=next(name for name, words in _PARTS.items() if re.fullmatch(words, match["part"]))), 5


def _year_seen(at: Date, distance: int, fiscal: bool, today: dt.date | None) -> Date:
    if today is None:
        return replace(at, seen=("年度" if fiscal else "年", distance), fiscal=fiscal)
    year = today.year - (fiscal and today.month < _FISCAL_FROM)
    return replace(at, year=year + distance, fiscal=fiscal)


def _month_seen(at: Date, distance: int, today: dt.date | None) -> Date:
    if today is None:
        return replace(at, seen=("月", distance))
    months = today.month - 1 + distance
    return replace(at, month=months % 12 + 1)


def agrees(claimed: Date, said: Date, years: frozenset[int], today: dt.date | None) -> bool:
    """Whether all that is claimed was said. A year may come from the rest of what was said (`years`), or be the one in
    which a month lies that was named without a year."""
    if claimed.weekday and said.weekday and claimed.weekday != said.weekday:
        return False
    if claimed.weekday and not said.weekday and not said.day:
        return False
    for name in ("month", "day", "part", "seen"):
        meant = getattr(claimed, name)
        if meant is not None and meant != getattr(said, name):
            return False
    if claimed.year is None:
        return bool(claimed.known()) or claimed.weekday is not None
    if said.year is not None:
        return claimed.year == said.year  # 今年 is said for 今年度
    if claimed.month is None and claimed.day is None:
        return False
    return claimed.year in years or claimed.year in _implied(said.month, today)


def _implied(month: int | None, today: dt.date | None) -> frozenset[int]:
    """The calendar years in which a month without a year may lie: the nearest one before and after the meeting."""
    if today is None or month is None:
        return frozenset()
    return frozenset((today.year, today.year + 1) if month < today.month else (today.year, today.year - 1))
