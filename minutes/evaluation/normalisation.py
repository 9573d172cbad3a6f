"""Japanese text as it is compared: what is heard the same is written the same.

In this order: marks of inaudible passages out; fillers out, if asked; NFKC and lower case (width); signs that are said
aloud spelled; numbers as figures (see `numerals`); long vowels in one spelling; whatever is not said (punctuation,
brackets, blanks, symbols) out. Both sides go through it alike; the text a clerk sees never does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from minutes.evaluation.numerals import with_figures
from minutes.text.tidying.fillers import FILLERS

# 〔聴取不能 00:12:34〕, as the transcript and the documents write it
INAUDIBLE = re.compile(r"〔聴取不能[^〕]*〕")

SAID_SIGNS: tuple[tuple[str, str], ...] = (
    ("%", "パーセント"),
    ("℃", "度"),
    ("㎡", "平方メートル"),
    ("&", "アンド"),
    ("+", "プラス"),
)
_VOWELS = (
    ("あ", "ぁあかがさざただなはばぱまやゃらわ"),
    ("い", "ぃいきぎしじちぢにひびぴみり"),
    ("う", "ぅうくぐすずつづぬふぶぷむゆゅるおこごそぞとどのほぼぽもよょろをぉ"),
    ("え", "ぇえけげせぜてでねへべぺめれ"),
)
# Pattern → what stands for it. A drawn katakana vowel at a word's end is a habit of spelling (サーバ, サーバー; JIS Z 8301).
LONG_VOWELS: tuple[tuple[str, str], ...] = (
    (r"(?<=[ぁ-んァ-ヺー])[-‐‑‒–—―─~〜∼]+", "ー"),
    (r"ー{2,}", "ー"),
    (r"(?<=[ァ-ヺー][ァ-ヺ])ー(?![ァ-ヺ])", ""),
    *((rf"(?<=[{kana}])ー", vowel) for vowel, kana in _VOWELS),
    (r"(?<=[あかがさざただなはばぱまやらわ])ぁ", "あ"),
    (r"(?<=[えけげせぜてでねへべぺめれ])ぇ", "え"),
    (r"(?<=[おこごそぞとどのほぼぽもよろ])ぉ", "う"),
)
_KEPT = frozenset("LNM")  # Unicode: letters, numbers, marks


def normalized(text: str, *, fillers: bool = True) -> str:
    """The text in the one form. `fillers=False` leaves out えー, あの, and their like (`minutes.text.tidying.fillers.FILLERS`)."""
    text = _replaced(INAUDIBLE.sub("", text), () if fillers else FILLERS)
    for sign, said in SAID_SIGNS:
        text = text.replace(sign, said)
    text = one_width(text)
    for sign, said in SAID_SIGNS:  # full-width ones
        text = text.replace(sign, said)
    text = _replaced(with_figures(text), LONG_VOWELS)
    return "".join(character for character in text if unicodedata.category(character)[0] in _KEPT)


def one_width(text: str) -> str:
    """NFKC and lower case: the part of the normalisation that leaves nearly every character in its place."""
    return unicodedata.normalize("NFKC", text).lower()


def _replaced(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for pattern, instead in table:
        text = _compiled(pattern).sub(instead, text)
    return text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
