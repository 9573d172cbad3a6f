"""Readings as sequences of sounds: one sign per vowel and consonant, long vowels and geminates as signs of their own.

`rough` puts sounds that are easily taken for each other under one sign, a mora at a time, so that what sounds nearly
alike can be looked up instead of searched for.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from minutes.text.reading import katakana

LONG = "R"
GEMINATE = "Q"
NASAL = "N"
PALATAL = "y"
VOWELS = "aiueo"
_SIGNS = {"ー": LONG, "ッ": GEMINATE, "ン": NASAL}

# The consonants of the kana in the order ア イ ウ エ オ; C ch, S sh, J j, T ts, F f.
_ROWS = {
    "アイウエオ": ("", "", "", "", ""),
    "カキクケコ": ("k", "k", "k", "k", "k"),
    "ガギグゲゴ": ("g", "g", "g", "g", "g"),
    "サシスセソ": ("s", "S", "s", "s", "s"),
    "ザジズゼゾ": ("z", "J", "z", "z", "z"),
    "タチツテト": ("t", "C", "T", "t", "t"),
    "ダヂヅデド": ("d", "J", "z", "d", "d"),
    "ナニヌネノ": ("n", "n", "n", "n", "n"),
    "ハヒフヘホ": ("h", "h", "F", "h", "h"),
    "バビブベボ": ("b", "b", "b", "b", "b"),
    "パピプペポ": ("p", "p", "p", "p", "p"),
    "マミムメモ": ("m", "m", "m", "m", "m"),
    "ラリルレロ": ("r", "r", "r", "r", "r"),
}
_MORAE = {kana: (row[at], VOWELS[at]) for kanas, row in _ROWS.items() for at, kana in enumerate(kanas)} | {
    "ヤ": ("Y", "a"),
    "ユ": ("Y", "u"),
    "ヨ": ("Y", "o"),
    "ワ": ("w", "a"),
    "ヰ": ("", "i"),
    "ヱ": ("", "e"),
    "ヲ": ("", "o"),
    "ヴ": ("b", "u"),
}
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "a"}
_GLIDES = "ャュョ"
_ALREADY_PALATAL = "SCJ"
_FULL = {"ヵ": "カ", "ヶ": "ケ"}
# A vowel after these is the same vowel held longer: けい is spoken ケー, こう コー.
_HELD = {("e", "i"), ("o", "u"), ("a", "a"), ("i", "i"), ("u", "u"), ("e", "e"), ("o", "o")}
_ROUGH_CONSONANTS = {
    **dict.fromkeys("kg", "k"),
    **dict.fromkeys("sSzJCTtd", "t"),
    **dict.fromkeys("hbpFm", "h"),
    **dict.fromkeys("nr", "n"),
    **dict.fromkeys("Yw", ""),
}
_ROUGH_VOWELS = {"a": "a", "i": "i", "e": "i", "u": "u", "o": "u"}

Morae = tuple[str, ...]


@cache
def morae(kana: str) -> Morae:
    """キョウテイ → ('kyo', 'R', 'te', 'R'); what is no kana is left out."""
    found: list[str] = []
    for sign in katakana(unicodedata.normalize("NFKC", kana)):
        sign = _FULL.get(sign, sign)
        if sign in _SIGNS:
            found.append(_SIGNS[sign])
        elif sign in _SMALL and found and found[-1][-1] in VOWELS:
            found[-1] = _with_small(found[-1], sign)
        elif sign in _MORAE or sign in _SMALL:
            consonant, vowel = _MORAE.get(sign, ("", _SMALL.get(sign, "")))
            held = not consonant and found and (_last_vowel(found), vowel) in _HELD
            found.append(LONG if held else consonant + vowel)
    return tuple(found)


def _with_small(mora: str, sign: str) -> str:
    consonant = mora[:-1]
    glide = PALATAL if sign in _GLIDES and consonant not in _ALREADY_PALATAL and consonant else ""
    return consonant + glide + _SMALL[sign]


def _last_vowel(found: list[str]) -> str:
    """The vowel that is sounding; none after ン and ッ, and none after a vowel that is held already."""
    return found[-1][-1] if found[-1][-1] in VOWELS else ""


@cache
def rough(sounds: Morae) -> str:
    """Two signs a mora: equal for readings that differ only in what is easily misheard."""
    return "".join(_rough_mora(mora) for mora in sounds)


@cache
def _rough_mora(mora: str) -> str:
    if mora in (LONG, GEMINATE):
        return ""
    if mora == NASAL:
        return "NN"
    consonant = _ROUGH_CONSONANTS.get(mora[0], "") if mora[0] not in VOWELS else ""
    return (consonant or "-") + _ROUGH_VOWELS[mora[-1]]
