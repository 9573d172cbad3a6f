"""Dates of birth: a date beside 生年月日, 誕生日 or 生まれ. A span of birthdays (4月2日から翌年の4月1日までに生まれた方) is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import NUMBER, number_of

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_LETTERS = dict(zip("MTSHR", _ERAS, strict=True)) | dict(zip("ＭＴＳＨＲ", _ERAS, strict=True))
_GAP = r"[\s　、]*"
_SIGN = r"[-/.．・／－]"
DATE = (
    rf"(?:(?P<era>明治|大正|昭和|平成|令和|西暦|(?<![A-Za-zＡ-Ｚａ-ｚ])[{''.join(_LETTERS)}]){_GAP})?"
    rf"(?:(?P<year>{NUMBER}|元){_GAP}(?:年|{_SIGN})の?{_GAP})?"
    rf"(?P<month>{NUMBER})(?:月|{_SIGN})の?{_GAP}(?P<day>{NUMBER})日?"
)
_FILLER = (
    r"(?:えーっと|えーと|えっと|ええと|えー|あの|その|が|は|も|の|を|に|で|です|ね|、|：|:|\s|　|（|\(|「|"
    r"ほう|方|ご|お|本人|確認|しますと|申し上げますと){0,8}"
)
_BEFORE = re.compile(r"(?:生年月日|誕生日|出生年月日|出生日|お?生まれ(?:は|が|た?の(?:は|が)))" + _FILLER + DATE)
_AFTER = re.compile(
    DATE + r"[\s　、]*(?:の?お?(?:生まれ|うまれ|産まれ)|"
    r"に(?:お?(?:生|産)まれ|うまれ|出生)|生(?![活産徒命体計涯鮮])|(?:が|という)(?:お?誕生日|生年月日)|出生)"
    r"(?!.{0,3}?(?:から|まで|以降|以前|以後))"
)
_SPAN = re.compile(r"(?:から|以降|以前|以後|までに?|より)[\s　、]*$")
_RANGE = re.compile(r"(?:から|以降|以前|以後|まで|より[前後])")


def birthdates(text: str) -> Iterator[Hit]:
    """Every date of birth of the text: the date alone, without the word beside it."""
    found: dict[int, Hit] = {}
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            start = min(match.start(part) for part in ("era", "year", "month") if match[part])
            end = match.end("day") + text.startswith("日", match.end("day"))
            if not _SPAN.search(text[:start]) and not _RANGE.match(text, end):
                found.setdefault(start, Hit(start, end, Kind.BIRTHDATE, _identity(match)))
    yield from found.values()


def _identity(match: re.Match[str]) -> str:
    """昭和三十二年五月十日, S32.5.10 and 1957年5月10日 are one date."""
    month, day = number_of(match["month"]), number_of(match["day"])
    if not match["year"]:
        return f"{month}-{day}"
    year = 1 if match["year"] == "元" else number_of(match["year"])
    era = _LETTERS.get(match["era"], match["era"]) if match["era"] else ""
    return f"{year + _ERAS.get(era, 0)}-{month}-{day}"
