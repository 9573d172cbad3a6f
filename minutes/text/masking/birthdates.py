"""Dates of birth: a date beside 生年月日, 誕生日 or 生まれ. A span of birthdays (4月2日から翌年の4月1日までに生まれた方) is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.text.masking.context import around
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.spoken import NUMBER, number_of

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_LETTERS = dict(zip("MTSHR", _ERAS, strict=True)) | dict(zip("ＭＴＳＨＲ", _ERAS, strict=True))
_LETTERS |= dict(zip("明大昭平令", _ERAS, strict=True))
_GAP = r"[\s　、]*(?:の(?=[\s　]*[0-9０-９〇元一二三四五六七八九十]))?[\s　]*"
_SIGN = r"[-/.．・／－]"
_YEAR = (
    rf"(?:(?P<era>明治|大正|昭和|平成|令和|西暦で?|(?:(?<![A-Za-zＡ-Ｚａ-ｚ々一-鿿])|(?<=月日))[{''.join(_LETTERS)}]){_GAP})?"
    rf"(?:(?P<year>{NUMBER}|元){_GAP}(?:年(?:生まれ[のでは、]{{0,2}})?|{_SIGN})(?:[（(][^（）()]{{2,9}}[）)])?{_GAP})?"
)
DATE = rf"{_YEAR}(?P<month>{NUMBER})[\s　]*(?:月|{_SIGN}){_GAP}(?P<day>{NUMBER})[\s　]*日?"
# Without a day only with a year, and right before 生まれ.
_MONTH = (
    rf"(?P<era>明治|大正|昭和|平成|令和|西暦で?){_GAP}(?P<year>{NUMBER}|元){_GAP}年{_GAP}(?P<month>{NUMBER})月(?P<day>)"
)
_CUE = (
    r"(?:生年(?:月日)?|本人確認|バースデー|(?<![市町村区]の)誕生日|御?誕生は|出生(?:年月日|日|は)|生まれた日|"
    r"お?生まれ(?:は|が|も|[、：:]|年月日|た?の(?:は|が)))"
)
_NEAR, _FAR = r"[^。！？!?\n0-9０-９〇一二三四五六七八九]{0,8}?", r"[^。！？!?\n]{0,24}?"
_BEFORE = re.compile(_CUE + _NEAR + DATE)
_BEFORE_YEAR = re.compile(f"{_CUE}{_FAR}(?=(?:明治|大正|昭和|平成|令和|西暦|[12][0-9]{{3}}年)){DATE}")
_NO_SPAN = r"(?!.{0,3}?(?:から|まで|以降|以前|以後|以上|以下|未満))"
_BORN = (
    r"(?:[\s　、]*(?:の?お?(?:生まれ(?!変)|うまれ|産まれ|誕生日|生年月日)|に(?:お?(?:生|産)まれ(?!変)|うまれ|出生|誕生され)|"
    r"生(?![活産徒命体計涯鮮])|出生)|[^。0-9０-９]{0,14}?(?:誕生日|生年月日|生まれ(?!変)|うまれ|産まれ|出生)|"
    rf"[、\s　](?:男性?|女性?)(?=[、。）)\s　]|です|$)|(?:で|、|（|\(|[\s　]){{0,2}}(?:いま|今|今年|ことし|満|御年|当時)?[\s　]*{NUMBER}[歳才])"
    + _NO_SPAN
)
_AFTER = re.compile(DATE + _BORN)
_BEFORE_MONTH = re.compile(_CUE + _NEAR + _MONTH + r"(?![\s　の]*[0-9０-９一二三四五六七八九十])")
_AFTER_MONTH = re.compile(_MONTH + r"[\s　、]*の?お?(?:生まれ|うまれ|産まれ)(?!.{0,3}?(?:から|まで|以降|以前|以後))")
_WHOLE = re.compile(
    rf"(?=(?:明治|大正|昭和|平成|令和|(?<![0-9０-９])[0-9０-９]{{4}}(?:年|{_SIGN}|[\s　])|[〇一二九]{{4}}年|"
    rf"(?<![A-Za-zＡ-Ｚａ-ｚ々一-鿿])[{''.join(_LETTERS)}][\s　]*(?:[0-9０-９]|[一-十元]))){DATE}生?"
)
_LOOSE = re.compile(rf"(?=(?:明治|大正|昭和|平成|19[0-9]{{2}}|20[01][0-9])){DATE}")
_FIGURES = "(?<![0-9])(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?![0-9])"
_EIGHT = re.compile(
    rf"{_CUE}{_NEAR}(?P<after>{_FIGURES})|(?P<before>{_FIGURES})[^。0-9]{{0,8}}?(?:生年月日|誕生日|生まれ)"
)
# A whole date in a sentence that speaks of birth, or of age beside a paper that bears it, or right after one that does.
_OF_BIRTH = re.compile(r"生年|(?<![市町村区]の)(?:御|お)?誕生日|お?生まれ(?!変)|年齢|出生|産まれ")
_BESIDE_AGE = re.compile(
    r"[歳才](?!以)|旅券|パスポート|身分証|免許証|保険証|戸籍|住民票|赤ちゃん|のお子さん|御?長男|御?長女|高齢の"
)
_AN_EVENT = re.compile(
    r"[\s　]*(?:現在|時点|付け?|に(?!お?(?:生|産|う)|御?誕生|御?出産|出生|なって)|"
    r"から|まで|以降|以後|以前(?!では)|より|をもって|の(?:会議|議会|時点|開))"
)
_NO_PERSON = re.compile(r"生まれた?(?:ばかりの)?(?:計画|制度|憲法|条例|法|施設|事業|組織|会(?!員)|町|市|村|仕組)")
_THIS_YEAR = re.compile(r"(?:昨年|去年|今年|本年|来年|一昨年)の?$")
_OLD = 2015  # the last year whose dates are somebody's rather than an event's where only an age is spoken of
_DAY = re.compile(r"[\s　]*日(?:生(?=[、。）)\s　]|$))?")
_SPAN = re.compile(r"(?:から|以降|以前|以後|までに?|より)[\s　、]*$")
_RANGE = re.compile(r"(?:から|以降|以前|以後|まで|より[前後])")


def birthdates(text: str) -> Iterator[Hit]:
    """Every date of birth of the text: the date alone, without the word beside it."""
    found: dict[int, Hit] = {}
    for pattern in (_BEFORE, _BEFORE_YEAR, _AFTER, _BEFORE_MONTH, _AFTER_MONTH):
        for match in pattern.finditer(text):
            start = min(match.start(part) for part in ("era", "year", "month") if match[part])
            end = match.end("day")
            day = _DAY.match(text, end) if match["day"] else None
            end = day.end() if day else end
            if not _SPAN.search(text[:start]) and not _RANGE.match(text, end):
                found.setdefault(start, Hit(start, end, Kind.BIRTHDATE, _identity(match)))
    for hit in _in_sentence(text):
        if not any(hit.overlaps(other) for other in found.values()):
            found[hit.start] = hit
    yield from (hit for hit in found.values() if not _is_things(text, hit))
    yield from _in_one(text)


def _in_sentence(text: str) -> Iterator[Hit]:
    """年齢の確認で2008年9月14日と答えた."""
    for match in _WHOLE.finditer(text):
        said = around(text, *match.span())
        year = int(_identity(match).split("-")[0])
        spoken_of = bool(_OF_BIRTH.search(said.sentence) or _OF_BIRTH.search(said.prior))
        aged = bool(_BESIDE_AGE.search(said.sentence)) and (year <= _OLD or match["era"] in _LETTERS)
        ranged = _SPAN.search(said.before) or _AN_EVENT.match(said.after)
        if (spoken_of or aged) and not ranged:
            yield Hit(*match.span(), Kind.BIRTHDATE, _identity(match))


def _is_things(text: str, hit: Hit) -> bool:
    """Whether it is the birthday of a plan, a law, a town."""
    said = around(text, hit.start, hit.end)
    return bool(_NO_PERSON.search(said.after) or _THIS_YEAR.search(said.before))


def _in_one(text: str) -> Iterator[Hit]:
    """19570510 beside 生年月日."""
    for match in _EIGHT.finditer(text):
        figures = match["after"] or match["before"]
        place = match.span("after" if match["after"] else "before")
        yield Hit(*place, Kind.BIRTHDATE, f"{int(figures[:4])}-{int(figures[4:6])}-{int(figures[6:])}")


def loose_birthdates(text: str) -> Iterator[Hit]:
    """Whole dates of another era: beside somebody they are most likely the day of birth."""
    for match in _LOOSE.finditer(text):
        if not _SPAN.search(text[: match.start()]) and not _RANGE.match(text, match.end()):
            yield Hit(*match.span(), Kind.BIRTHDATE, _identity(match))


def _identity(match: re.Match[str]) -> str:
    """昭和三十二年五月十日, S32.5.10 and 1957年5月10日 are one date."""
    month, day = number_of(match["month"]), number_of(match["day"]) if match["day"] else 0
    if not match["year"]:
        return f"{month}-{day}"
    year = 1 if match["year"] == "元" else number_of(match["year"])
    era = _LETTERS.get(match["era"], match["era"]) if match["era"] else ""
    return f"{year + _ERAS.get(era, 0)}-{month}-{day}"
