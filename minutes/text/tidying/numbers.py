"""Numbers as official documents write them across the page: Arabic, groups of three, 億 and 万 but neither 千 nor 百.

Kanji that count in a word of their own stay (一つ, 一部, 第三者, 数十人, 二、三日, 四国). No value changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes.domain import Style
from minutes.text.reading import Morpheme
from minutes.text.tidying.draft import Edit

RULE = "number"
GROUPED = 4  # digits from which 1,000 is written with a comma

_KANJI_DIGITS = "〇一二三四五六七八九"
_DIGIT = {kanji: number for number, kanji in enumerate(_KANJI_DIGITS)}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_TO_HALF = {ord(full): half for full, half in zip("０１２３４５６７８９，．", "0123456789,.", strict=True)}
_TO_FULL = {ord(half): full for half, full in zip("0123456789", "０１２３４５６７８９", strict=True)}

# What is counted in groups of three. A year, a room or a telephone number has no comma.
COUNTERS = (
    "円|人|名|件|世帯|戸|台|校|社|棟|部|冊|枚|通|票|席|床|本|個|回|時間|平方メートル|立方メートル|メートル|キロ|トン|リットル|"
    "ヘクタール|㎡|㎥|km|m|t|か所|字|文字|食|頭|羽|歳|割|%|％|パーセント|ポイント|点"
)
# Kanji numbers become figures only before these, and only where they have several characters.
_DATED = "年度|年|月|日|時|分(?!の[一二三四五六七八九1-9])|秒|か月|か年|週間|号|条|項|款|丁目|番地|階"
_KANJI = re.compile(
    rf"(?<![数幾何第〇一二三四五六七八九十百千万億兆、])[一二三四五六七八九十百千][〇一二三四五六七八九十百千万億兆]+(?=(?P<counter>{COUNTERS})|{_DATED})"
)
_ERA = re.compile(r"(?<=[令平昭大明][和成和正治])(?P<era>[一二三四五六七八九十]+)(?=年)")
_DATE = re.compile(
    r"(?<=月)(?P<day>[一二三四五六七八九十]+)(?=日)|(?<=年)(?P<month>[一二三四五六七八九十]+)(?=月)"
    r"|(?P<western>[一二]〇?[〇一二三四五六七八九]{2,3})(?=年)"
)
_MYRIADS = re.compile(r"([^万億兆]+)([万億兆]?)")
_WELL_FORMED = re.compile(
    r"(?:[一二三四五六七八九]?千)?(?:[二三四五六七八九]?百)?(?:[二三四五六七八九]?十)?[一二三四五六七八九]?"
)
_THOUSANDS = re.compile(rf"(?<![0-9.,])([0-9]{{1,2}})([千百])(?=[万億]|{COUNTERS})")
_LONG = re.compile(rf"(?<![0-9A-Za-z.,-])([0-9]{{{GROUPED},}})(?=[万億兆]|{COUNTERS})(?!年)")
_FIGURES = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")
_MONTHS = re.compile(r"(?<=[0-9０-９数何])(?:[ヶケカヵヵｹｶ箇]|ヶ|個)(?=月|所|国|年|条|村|町|校)")
_END_OF_THING = (
    r"つ(?=[のにをはがもとでだへ、。]|目|以上|以内|ほど|ずつ|くらい|ぐらい|まで|から|か[0-9一-九]|[一-龠]|$)"
)
_COUNTED = re.compile(r"(?<![0-9０-９.,])([1-9１-９])" + _END_OF_THING)
_COUNTED_KANJI = re.compile(r"(?<![数幾〇一二三四五六七八九十、])([一二三四五六七八九])" + _END_OF_THING)


def figures(text: str, words: Sequence[Morpheme]) -> list[Edit]:
    """Kanji numbers as figures: 二十人 → 20人, 令和七年 → 令和7年. `words` are those of the text."""
    found = {match.span(): _plain(match.group()) for match in (*_ERA.finditer(text), *_DATE.finditer(text))}
    for match in _KANJI.finditer(text):
        if _is_number(match, words):
            found.setdefault(match.span(), _written(match.group(), counted=match["counter"] is not None))
    return [Edit(*span, number, RULE) for span, number in found.items() if number]


def _plain(kanji: str) -> str:
    """二十五 and 二〇二五 as figures, "" for anything that is no number."""
    if len(kanji) == len("二〇二五") and all(character in _DIGIT for character in kanji):
        return "".join(str(_DIGIT[character]) for character in kanji)
    return str(_value(kanji)) if _WELL_FORMED.fullmatch(kanji) else ""


def _written(kanji: str, counted: bool) -> str:
    """一億二千万 → 1億2,000万, "" for anything that is no number."""
    parts = _MYRIADS.findall(kanji)
    if not all(_WELL_FORMED.fullmatch(number) for number, _ in parts):
        return ""
    grouping = "," if counted or any(myriad for _, myriad in parts) else ""
    return "".join(f"{_value(number):{grouping}}{myriad}" for number, myriad in parts)


def _is_number(match: re.Match[str], words: Sequence[Morpheme]) -> bool:
    """Not the beginning of a name (三十三間堂) nor within a word (第三者); 「十人」 counts though it is a place somewhere."""
    for word in words:
        end = word.start + len(word.surface)
        if word.start < match.start() < end:
            return False
        if word.start == match.start() and end > match.end() and word.pos[:2] != ("名詞", "数詞"):
            return end <= match.end() + 1
    return True


def _value(kanji: str) -> int:
    total = digit = 0
    for character in kanji:
        if character in _UNIT:
            total += (digit or 1) * _UNIT[character]
            digit = 0
        else:
            digit = _DIGIT[character]
    return total + digit


def grouped(text: str) -> list[Edit]:
    """5千円 → 5,000円, 12000人 → 12,000人. Numbers without a counter (2025年, 1234番) stay."""
    edits = [
        Edit(*match.span(), f"{int(match[1]) * _UNIT[match[2]]:,}", RULE)
        for match in _THOUSANDS.finditer(text)
        if not (match[2] == "百" and len(match[1]) > 1)
    ]
    return edits + [Edit(*match.span(), f"{int(match[1]):,}", RULE) for match in _LONG.finditer(text)]


def counters(text: str) -> list[Edit]:
    """3ヶ月 → 3か月, 2カ所 → 2か所."""
    return [Edit(*match.span(), "か", "counter") for match in _MONTHS.finditer(text)]


def things(text: str, style: Style) -> list[Edit]:
    """1つ and 一つ, as the house has it."""
    if style.counted == "一つ":
        found = [(match, _KANJI_DIGITS[int(match[1])]) for match in _COUNTED.finditer(text)]
    elif style.counted == "1つ":
        found = [(match, str(_DIGIT[match[1]])) for match in _COUNTED_KANJI.finditer(text)]
    else:
        found = []
    return [Edit(*match.span(1), number, "counted") for match, number in found]


def widths(text: str, style: Style) -> list[Edit]:
    """Figures half-width, full-width, or full-width where there is only one; beside Latin letters always half-width."""
    return list(_widths(text, style)) if style.digits != "keep" else []


def _widths(text: str, style: Style) -> Iterator[Edit]:
    for match in _FIGURES.finditer(text):
        half = match.group().translate(_TO_HALF)
        wide = style.digits == "full" or (style.digits == "mixed" and len(half) == 1)
        latin = any(sign.isascii() and sign.isalpha() for sign in text[max(match.start() - 1, 0) : match.end() + 1])
        written = half.translate(_TO_FULL) if wide and not latin else half
        if written != match.group():
            yield Edit(*match.span(), written, "width")
