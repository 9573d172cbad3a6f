"""Numbers in a text by their values: 240万, 二百四十万 and 2,400,000 are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_DIGITS = {kanji: number for number, kanji in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_ONE = "0-9〇一二三四五六七八九"
_GROUPS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_POINT = re.compile(f"(?<=[{_ONE}])[点・](?=[{_ONE}])")  # 三点五
_NUMBER = re.compile(rf"(?:[{_ONE}十百千]|(?<=[{_ONE}])[.](?=[{_ONE}])|(?<=[{_ONE}十百千])[万億兆])+")
_PIECE = re.compile(rf"([{_ONE}.]*)([十百千]?)")
_VAGUE_BEFORE = re.compile(r"[数幾何]$")


@dataclass(frozen=True)
class Figure:
    """A number and its place in the text; `kanji`: that it has no Arabic figure, so that it may be part of a word."""

    value: Fraction
    start: int
    end: int
    kanji: bool


def normalised(text: str) -> str:
    """The text in which figures are looked for: half width, no commas within numbers."""
    return _POINT.sub(".", _GROUPS.sub("", unicodedata.normalize("NFKC", text)))


def figures(text: str) -> Iterator[Figure]:
    """All numbers of a normalised text. 数百, 何十 are none."""
    for match in _NUMBER.finditer(text):
        value = _value(match.group())
        if value is not None and not _VAGUE_BEFORE.search(text[: match.start()]):
            yield Figure(value, *match.span(), kanji=not re.search("[0-9]", match.group()))


def value_of(written: str) -> int:
    """The value of a whole number written in figures or kanji."""
    return int(_value(written) or 0)


def _value(written: str) -> Fraction | None:
    plain = "".join(str(_DIGITS.get(character, character)) for character in written)
    total = Fraction(0)
    for myriad, worth in _LARGE.items():
        group, found, after = plain.partition(myriad)
        if found:
            value = _below_myriad(group)
            if value is None:
                return None
            total, plain = total + value * worth, after
    rest = _below_myriad(plain)
    return None if rest is None else total + rest


def _below_myriad(group: str) -> Fraction | None:
    """五百, 2千5百, 240, 3.5 (of 3.5万); 0 for nothing."""
    value = Fraction(0)
    for digits, unit in _PIECE.findall(group):
        if digits or unit:
            if digits.count(".") > 1:
                return None
            value += Fraction(digits or "1") * _SMALL.get(unit, 1)
    return value
