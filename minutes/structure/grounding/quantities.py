"""What is counted, measured or dated in a text: each number with its kind and unit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from minutes.structure.grounding.dates import Date, dates
from minutes.structure.grounding.figures import Figure, figures

QuantityKind = Literal["number", "amount", "date", "time", "percentage"]
Bound = Literal["least", "most", "above", "below", "to", "past", "short"]

Units = dict[str, tuple[str, int | Fraction]]

# How a unit is written, the unit meant, and what one of it is worth in that unit.
_AMOUNTS: Units = {"円": ("円", 1), "ドル": ("ドル", 1), "銭": ("円", Fraction(1, 100))}
_SHARES: Units = {"%": ("%", 1), "パーセント": ("%", 1), "割": ("%", 10)}
_DURATIONS: Units = {
    "か月|カ月|ヶ月|ヵ月|ケ月|箇月|個月|月(?=間)": ("月", 1),
    "週": ("週", 1),
    "時間": ("分", 60),
    "分(?!の)": ("分", 1),
    "秒": ("秒", 1),
    "日": ("日", 1),
    "か年|カ年|ヶ年|箇年|年|周年": ("月", 12),
}
_OTHER_COUNTS = "館 室 本(?!年) 匹 頭 基 便 店 園 票 隊 班 団体 系統 路線 病棟 席 個 種類 言語 段階 年目"
_COUNTS: Units = {
    "人|名(?!称|前|簿)": ("人", 1),
    "か所|カ所|ヶ所|ヵ所|箇所|個所": ("所", 1),
    "世帯|戸": ("戸", 1),
    "件": ("件", 1),
    "台": ("台", 1),
    "校": ("校", 1),
    "社": ("社", 1),
    "棟": ("棟", 1),
    "冊": ("冊", 1),
    "枚": ("枚", 1),
    "倍": ("倍", 1),
    "歳": ("歳", 1),
    "床": ("床", 1),
    "回": ("回", 1),
    "ポイント": ("ポイント", 1),
    "平方メートル|平米|m2": ("m2", 1),
    "立方メートル|立米|m3|リューベ": ("m3", 1),
    "キロメートル|km|キロ(?!グラム|ワット|カロリー|リットル)": ("km", 1),
    "センチメートル|センチ|cm": ("cm", 1),
    "ミリメートル|ミリ|mm": ("mm", 1),
    "メートル|m": ("m", 1),
    "ヘクタール|ha": ("ha", 1),
    "キログラム|kg": ("kg", 1),
    "トン|t": ("t", 1),
    "号": ("号", 1),
    "条": ("条", 1),
    "項": ("項", 1),
    "番": ("番", 1),
    "学期": ("学期", 1),
    "年生": ("年生", 1),
    **{unit: (unit, 1) for unit in _OTHER_COUNTS.split()},
    "代(?![理表替わ金案])": ("代", 1),
    "点(?!目|検|数|在|字)": ("点", 1),
}
_TABLES: tuple[tuple[QuantityKind, Units], ...] = (
    ("amount", _AMOUNTS),
    ("percentage", _SHARES),
    ("number", {unit: meant for unit, meant in _COUNTS.items() if unit in ("年生", "年目")}),
    ("time", _DURATIONS),
    ("number", _COUNTS),
)
_UNITS = [
    (re.compile(written), kind, unit, Fraction(worth))
    for kind, table in _TABLES
    for written, (unit, worth) in table.items()
]
_COUNTED_KANJI = re.compile(
    r"[つ点個通社校名人件台本席枚室床棟冊食頭班組区店戸基回倍割年月日週時分円%歳]|か[所月年]|世帯|支所|キロ|メートル|パーセント|号|条"
)
_TENS = re.compile("[十百千万億]")
_COUNTABLE = re.compile(r"[々㐀-䶿一-鿿ァ-ヴ%]")
_WORDS_WITH_KANJI = re.compile(
    r"一(?:部|般|定|方|体|緒|時(?!間|[0-9半])|層|番|応|括|律|切|環|連|気|旦|概|新|致|覧|貫|因|端|つ|人ひとり|度|回り|日も|々)"
    r"|[二三四五六七八九]日市|十分(?!間)|十人十色|二人三脚|三者|第[二三四]者|千葉|千代|百合|四国|九州|五十嵐|八王子|三重|万が"
)
_CLOCK = re.compile(r"(?P<half>午前の?|午後の?|夜の?|朝の?|夕方の?)?$")
_OF_HOUR = re.compile(r"時(?!間|点|期|代|給)(?:(?P<minutes>[0-9]{1,2})分|(?P<half>半))?")
_COLON = re.compile(r"(?<![0-9:])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?![0-9:])")
_NOON = re.compile(r"正午")
_MINUTES = re.compile(r"(?:([0-9]{1,2})分|半)")
_PER = re.compile(r"([年月週日])(?:額|間|に)?(?:約|およそ)?$")
_EVERY = re.compile(r"毎([日週月年])")
_DOUBLE = re.compile(r"(?<![0-9一二三四五六七八九十数何.])倍(?=に|増|の|近|以上)")
_HALF_YEAR = re.compile(r"半年(?!度)")
_HALF = re.compile(r"半(?:分|数|額|減|々)")
_OF_EACH = re.compile("(?:人|世帯|件|校|か所|社|台)に")  # 3世帯に1世帯
_TENTHS = re.compile("([0-9])分(?!の)")

_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("least", r"^[^、。0-9]{0,2}?以上"),
    ("most", r"^[^、。0-9]{0,2}?(?:以下|以内)"),
    ("above", r"^[^、。0-9]{0,2}?(?:超|を超)"),
    ("below", r"^[^、。0-9]{0,2}?(?:未満|に満た|を割り込)"),
    ("to", r"^(?:まで|(?:を|が|の|という)?(?:上限|限度))"),
    ("past", r"^(?:が|を)?(?:経過|過ぎ|たち|たった|上回)"),
    ("short", r"^(?:に届[かき]|を下回|を切|いって(?:い)?(?:ない|ません))"),
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit ("" where none is known) or, of the kind date, a date. Offsets are those of the text."""

    kind: QuantityKind
    text: str
    start: int
    end: int
    value: Fraction | None = None
    unit: str = ""
    bound: Bound | None = None
    date: Date | None = None
    per: str = ""


def quantities(text: str, today: dt.date | None = None) -> tuple[Quantity, ...]:
    """All of them, in order; nothing is counted twice (the 7 of 令和7年 is part of a date)."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []

    def add(quantity: Quantity) -> None:
        if all(quantity.end <= start or end <= quantity.start for start, end in taken):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))

    for date in dates(text, today):
        if not _is_duration(date):
            add(Quantity("date", text[date.start : date.end], date.start, date.end, date=date))
    numbers = tuple(figures(text))
    for quantity in (*_clock_times(text, numbers), *_shares(text, numbers), *_numbers(text, numbers)):
        add(quantity)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _is_duration(date: Date) -> bool:
    """「30日を超えて」: a day without a month may be a length of time, and is compared as a number either way."""
    return date.known() <= {("day", date.day)} and date.weekday is None


def _clock_times(text: str, numbers: Sequence[Figure]) -> Iterator[Quantity]:
    for match in _COLON.finditer(text):
        yield Quantity(
            "time",
            match.group(),
            *match.span(),
            value=Fraction(int(match["hour"]) * 60 + int(match["minute"])),
            unit="時",
        )
    for match in _NOON.finditer(text):
        yield Quantity("time", match.group(), *match.span(), value=Fraction(720), unit="時")
    for figure in numbers:
        after = _OF_HOUR.match(text, figure.end)
        if after is None or figure.value > 24:
            continue
        before = _CLOCK.search(text[: figure.start])
        half = (before["half"] or "") if before else ""
        hour = int(figure.value) + (
            12 if half.removesuffix("の") in ("午後", "夜", "夕方") and figure.value < 12 else 0
        )
        minutes = int(after["minutes"] or (30 if after["half"] else 0))
        start = figure.start - len(half)
        unit = "時" if half or hour > 12 else "時?"
        yield Quantity("time", text[start : after.end()], start, after.end(), Fraction(hour * 60 + minutes), unit)


def _shares(text: str, numbers: Sequence[Figure]) -> Iterator[Quantity]:
    """2分の1, 半分: shares of 100."""
    for below, above in pairwise(numbers):
        if text[below.end : above.start] == "分の" and below.value:
            share = above.value / below.value * 100
            yield Quantity("percentage", text[below.start : above.end], below.start, above.end, share, "%")
    for one, other in pairwise(numbers):
        if other.value == 1 and one.value > 1 and _OF_EACH.fullmatch(text, one.end, other.start):
            yield Quantity("percentage", text[one.start : other.end], one.start, other.end, 100 / one.value, "%")
    for match in _EVERY.finditer(text):
        yield Quantity("time", match.group(), *match.span(), value=Fraction(0), unit=match[1])
    for match in _DOUBLE.finditer(text):
        yield Quantity(
            "number", match.group(), *match.span(), value=Fraction(2), unit="倍", bound=_bound(text[match.end() :])
        )
    for match in _HALF_YEAR.finditer(text):
        yield Quantity("time", match.group(), *match.span(), value=Fraction(6), unit="月")
    for match in _HALF.finditer(text):
        yield Quantity(
            "percentage", match.group(), *match.span(), value=Fraction(50), unit="%", bound=_bound(text[match.end() :])
        )


def _numbers(text: str, numbers: Sequence[Figure]) -> Iterator[Quantity]:
    for figure in numbers:
        if figure.kanji and not _counts(text, figure):
            continue
        value, kind, unit, end = _unit(text, figure)
        per = _PER.search(text[: figure.start])
        bound = _bound(text[end : end + 8])
        yield Quantity(kind, text[figure.start : end], figure.start, end, value, unit, bound, per=per[1] if per else "")


def _counts(text: str, figure: Figure) -> bool:
    long = figure.end - figure.start > 1 and _TENS.search(text[figure.start : figure.end])
    if long and not _WORDS_WITH_KANJI.match(text, figure.start) and _COUNTABLE.match(text, figure.end):
        return True
    if _WORDS_WITH_KANJI.match(text, figure.start) or (
        (figure.start and text[figure.start - 1] in "第") and figure.end - figure.start > 2
    ):
        return False
    return bool(_COUNTED_KANJI.match(text, figure.end)) or (figure.start > 0 and text[figure.start - 1] == "第")


def _unit(text: str, figure: Figure) -> tuple[Fraction, QuantityKind, str, int]:
    """Value in the unit, kind, unit, and where the unit ends."""
    for written, kind, unit, worth in _UNITS:
        match = written.match(text, figure.end)
        if match is None:
            continue
        value, end = figure.value * worth, match.end()
        if match.group() == "割" and (tenths := _TENTHS.match(text, end)):
            value, end = value + int(tenths[1]), tenths.end()
        if match.group() == "時間" and (minutes := _MINUTES.match(text, end)):
            value, end = value + int(minutes[1] or 30), minutes.end()
        if worth == 12 and text[end : end + 1] == "半":
            value, end = value + 6, end + 1
        return value, kind, unit, end
    return figure.value, "number", "", figure.end


def _bound(after: str) -> Bound | None:
    return next((bound for bound, written in _BOUNDS if re.search(written, after)), None)


def same(claimed: Quantity, said: Quantity) -> bool:
    """Whether two numbers are one: equal in value, and in unit where both have one."""
    if claimed.value is None or said.value is None:
        return False
    if {claimed.unit, said.unit} & {"時", "時?"}:
        return _same_clock(claimed, said)
    return claimed.value == said.value and (claimed.unit == said.unit or not claimed.unit or not said.unit)


def _same_clock(claimed: Quantity, said: Quantity) -> bool:
    """3時 may be 15時; 午前3時 may not."""
    if claimed.value is None or said.value is None or not {claimed.unit, said.unit} <= {"時", "時?"}:
        return False
    if "時?" in (claimed.unit, said.unit):
        return claimed.value % 720 == said.value % 720
    return claimed.value == said.value


# Bounds that may stand for each other, and for none.
_LOOSE: dict[Bound, tuple[Bound | None, ...]] = {
    "to": (None, "most"),
    "past": (None, "above", "least"),
    "short": (None, "below", "most"),
    "above": ("least",),
    "below": ("most",),
}


def within(claimed: Bound | None, said: Bound | None) -> bool:
    """Whether a limit is the one that was said: 以上 is not 未満, まで is 以下."""
    return claimed == said or any(
        one is not None and other in _LOOSE.get(one, ()) for one, other in ((claimed, said), (said, claimed))
    )
