"""Numbers that name something instead of counting it: 0123456, 12-345678, 第40318号, F-7730182, 〇四一九三三七.

What a number counts, costs or dates stands right behind it; what a thing is called by (議案, 契約, 法人) right before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from minutes.text.masking.context import Around, around
from minutes.text.masking.spoken import BETWEEN, DIGIT, digits_of

_LATIN = "[A-Za-zＡ-Ｚａ-ｚ]"
# 第, い号, 国保, 令, 青-, 神奈川県-, F-
_LETTERS = (
    rf"(?:(?:(?<![々一-鿿ぁ-ゖ])[ぁ-ゖァ-ヴ]号?)?第[\s　]?(?:{_LATIN}{{1,4}}[-－ー‐・\s　]?)?|"
    rf"(?<![々一-鿿])(?:国保|社保|公立|[令平昭])|(?<![々一-鿿])[々一-鿿ァ-ヴ]{{1,6}}[-－‐・]|"
    rf"(?<![ァ-ヴー])[ァ-ヴ](?=[0-9０-９])|{_LATIN}{{1,4}}[-－ー‐・\s　]?)"
)
_NUMBER = re.compile(
    rf"(?P<letters>{_LETTERS}?){DIGIT}(?:(?:{BETWEEN}{_LATIN}{{0,3}}-?){DIGIT})*(?:[\s　](?={_LATIN}{{2}}(?!{_LATIN})))?{_LATIN}{{0,3}}"
)
_WRITTEN = "[0-9０-９〇零一二三四五六七八九A-Za-zＡ-Ｚａ-ｚ]"
# Words that sound like figures, beside written ones: 口座に5527190に.
_WORDS_AT_START = re.compile(rf"(?:に|さん|し|ご|く)+[\s　、]*(?={_WRITTEN})")
_WORDS_AT_END = re.compile(rf"(?<={_WRITTEN})[\s　、]*(?:に|さん|し|ご|く)+$")
# 9937105、七桁; 9914350の三つ: a small number after it is another one.
_COUNT_AT_END = re.compile(r"[\s　、の]+[0-9０-９一二三四五六七八九]{1,2}$")
_COUNTER = re.compile("桁|けた|つ|名|人|件|台|枚|世帯")
# What is counted, paid or dated; a page, an article, a bill.
_COUNTED = re.compile(
    r"[\s　]*(?:[万億兆千百]|円|件|人|名|年|月|日|時|分|％|%|パーセント|世帯|か所|カ所|ヶ所|箇所|口座|枚|通|回|か月|歳|才|ページ|条|項|"
    r"議案|番地|丁目|番目|例|社|校|割|倍|ポイント|種類|台|つ|店|か国|本(?!人)|冊|戸|棟|頭|匹|羽|トン|キロ|メートル|平方|リットル|点|票|"
    r"筆|区画|両|便|食|床|基|桁|バイト|パルス)"
)
_ALWAYS_COUNTED = ("円", "万", "億", "千", "人", "件", "枚", "回", "バイト", "パルス", "世帯", "桁")
_LONG = 7  # figures: nobody counts pages or articles so far
_PUBLIC = re.compile(
    r"(?:法人|団体|(?<!被)保険者|負担者|機関|事業所?|施設|郵便|電話|議案|文書|整理|受付|条例|告示|地方公共団体|"
    r"(?<!共済の)(?<!保険の)(?<!共済)(?<!保険)契約(?!者)|工事|案件|図書|物品|製造|型|品|備品|発注|請求)"
    r"(?:の|等の)?(?:番号|コード|記号|番)[^。]{0,6}$|〒[\s　]*$"
)
_LONGEST_CUE = 24  # characters
_THOUSANDS = re.compile("[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+")
_DATED = re.compile(r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}")
_SURE, _SURE_IN_GROUPS, _SURE_WITH_LETTERS = 6, 5, 4  # figures


class Identifier(NamedTuple):
    """A number and its place; `letters`: what stands before the figures, without 第."""

    text: str
    start: int
    end: int
    letters: str
    figures: str

    @property
    def said(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_lettered(self) -> bool:
        """第40318号, F-7730182."""
        return bool(self.letters) or self.said.startswith("第")

    @property
    def is_sure(self) -> bool:
        """Whether its form alone shows that it counts nothing."""
        plain, figures = unicodedata.normalize("NFKC", self.said), len(self.figures)
        if _THOUSANDS.fullmatch(plain) or _DATED.fullmatch(plain):
            return False
        grouped = self.figures.startswith("0") or len(self.said) > figures
        return (
            figures >= _SURE
            or (grouped and figures >= _SURE_IN_GROUPS)
            or (self.is_lettered and figures >= _SURE_WITH_LETTERS)
        )

    def around(self) -> Around:
        return around(self.text, self.start, self.end)


def identifiers(text: str) -> Iterator[Identifier]:
    """Every number of the text that counts nothing and is no thing's."""
    for match in _NUMBER.finditer(text):
        lead = _WORDS_AT_START.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        end = _end(text, start, match.end())
        said = text[start:end]
        figures = digits_of(said)
        if text.startswith("〕", end) or is_counted(text, end, len(figures)) or is_things(text, start):
            continue
        letters = unicodedata.normalize("NFKC", match["letters"])
        number = re.match(r"[\s　]*号", text[end:]) if "第" in letters else None
        end += number.end() if number else 0
        yield Identifier(text, start, end, re.sub(r"[\s第ー・-]", "", letters).upper(), figures)


def _end(text: str, start: int, end: int) -> int:
    """Where the number ends that is taken for one until `end`."""
    said = _WORDS_AT_END.sub("", text[start:end])
    if _COUNTER.match(text, start + len(said)):
        said = _COUNT_AT_END.sub("", said)
    return start + len(said)


def is_things(text: str, start: int) -> bool:
    """Whether the words before a number say that it is a bill's, a contract's, an office's."""
    return bool(_PUBLIC.search(text[max(0, start - _LONGEST_CUE) : start]))


def is_counted(text: str, end: int, figures: int) -> bool:
    """Whether a number of so many figures that ends here counts something."""
    counted = _COUNTED.match(text, end)
    return counted is not None and (figures < _LONG or counted[0].strip() in _ALWAYS_COUNTED)
