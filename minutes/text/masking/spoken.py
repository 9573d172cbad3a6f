"""Figures as people say them and recognisers write them: 090, ０９０, 〇九〇, ゼロ九〇, ぜろきゅうぜろ."""

from __future__ import annotations

import re
import unicodedata

from minutes.text.reading import katakana

_NAMES = {
    "ぜろ": "0", "れい": "0", "まる": "0", "いち": "1", "に": "2", "さん": "3", "よん": "4", "し": "4", "ご": "5",
    "ろく": "6", "なな": "7", "しち": "7", "はち": "8", "きゅう": "9", "きゅー": "9", "く": "9",
}  # fmt: skip
_KANJI = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_SPOKEN = {**_NAMES, **{katakana(name): digit for name, digit in _NAMES.items()}}
_LONG = "[ー〜いお]?"  # にー, ごー, ごお: two of them would be as short as a slip of the tongue
_ONE_MORA = tuple(name for name in _SPOKEN if len(name) == 1)

_WRITTEN = f"[0-9０-９{''.join(_KANJI)}]"
_KANA = "|".join(
    f"{name}{_LONG}" if name in _ONE_MORA else name for name in sorted(_SPOKEN, key=lambda name: (-len(name), name))
)
DIGIT = f"(?:{_WRITTEN}|{_KANA})"
# What may stand between the groups of one number: signs, の, and what the mouth adds while the eye reads.
FILLER = (
    "局|えーっと|えーと|ええと|えっと|えー|ええ|あのー|あの|ハイフン|はいふん|ダッシュ|"
    "かっことじ|カッコ閉じ|かっこ閉じ|かっこ|カッコ|ハイホン|それから|続いて|次が|で、"
)
BETWEEN = rf"(?:[\s　]|[-‐‑‒–—―−－ー~〜・.．,、，()（）/／]|のー?|{FILLER}){{0,4}}"
# A number with a place value: 12, １２, 十二, 百二十三, 一二.
NUMBER = r"(?:[0-9０-９]+|[〇零一二三四五六七八九十百千]+|[壱弐参拾]+)"
# The same in kana, as far as a vehicle's class goes: さんびゃく, ごひゃくさんじゅう.
_TENS = "(?:いち|に|さん|よん|ご|ろく|ろっ|なな|はち|はっ|きゅう)"
_SPOKEN_NUMBER = f"{_TENS}?(?:ひゃく|びゃく|ぴゃく)(?:{_TENS}?じゅう)?{_TENS}?|{_TENS}?じゅう{_TENS}?"
SPOKEN_NUMBER = f"(?:{_SPOKEN_NUMBER}|{katakana(_SPOKEN_NUMBER)})"

_DIGIT = re.compile(DIGIT)
_FORMAL = str.maketrans("壱弐参拾", "一二三十")
_UNITS = {"十": 10, "百": 100, "千": 1000}


def digits_of(text: str) -> str:
    """All figures in the text, one by one: 「ゼロ九〇の1234」 is 0901234."""
    return "".join(map(_value, _DIGIT.findall(text)))


def number_of(text: str) -> int:
    """The value of what NUMBER matches."""
    plain = unicodedata.normalize("NFKC", text).translate(_FORMAL)
    if plain.isascii():
        return int(plain)
    if not any(unit in plain for unit in _UNITS):
        return int("".join(_KANJI[character] for character in plain))
    total = digit = 0
    for character in plain:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = digit * 10 + int(_KANJI[character])
    return total + digit


def _value(digit: str) -> str:
    if digit in _KANJI:
        return _KANJI[digit]
    plain = unicodedata.normalize("NFKC", digit)
    return plain if plain.isdecimal() else _SPOKEN[digit] if digit in _SPOKEN else _SPOKEN[digit[:1]]
