"""Figures as one writes them: 「議題の一つ目」 → 「議題の1つ目」, only where cues are looked for."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
# Kanji that number something; others (一般, 三者, 十分) stay.
_NUMERAL = re.compile(
    r"(?:(?<=議題)|(?<=議題の)|(?<=案件)|(?<=案件の)|(?<=第)|(?<=その))([一二三四五六七八九]?十?[一二三四五六七八九]|十)(?:(?=号)|(?![一-龠]))"
    r"|([一二三四五六七八九]?十?[一二三四五六七八九]|十)(?=つ目|件目|番目|点目|点|号(?:議案|議題|陳情|請願)|件)"
)


def with_figures(text: str) -> str:
    """Full-width figures become half-width ones, numbering kanji become figures."""
    return _NUMERAL.sub(lambda match: str(_value(match.group())), unicodedata.normalize("NFKC", text))


def _value(kanji: str) -> int:
    tens, ten, ones = kanji.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
