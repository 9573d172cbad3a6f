"""How Japanese text is read and which words it is made of, by Sudachi.

Sudachi splits into the longest sensible words (mode C) or the shortest (mode A). Its dictionary is loaded on first use
(0.2 s) and kept.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from minutes.text.itaiji import common

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer  # type: ignore[import-untyped]

Mode = Literal["A", "B", "C"]

# Sudachi refuses more than 49,149 bytes; a character of Japanese has three in UTF-8, rare ones four.
_LIMIT_CHARACTERS = 12_000
_SENTENCE_END = re.compile(r"[。．！？!?\n]")

_HIRAGANA = re.compile(r"[ぁ-ゖゝゞ]")
_KATAKANA = re.compile(r"[ァ-ヶヽヾ]")
_KATAKANA_ONLY = re.compile(r"[ァ-ヺー]+")
_KANJI = re.compile(r"[々㐀-鿿豈-﫿]")
_TO_KATAKANA = ord("ア") - ord("あ")
_NUMBER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([万億兆]?)")
_LETTER_NAMES = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー "
    "ブイ ダブリュー エックス ワイ ゼット"
)
_LETTERS = {chr(ord("a") + number): name for number, name in enumerate(_LETTER_NAMES.split(" "))}
_DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ")
_TENS = ("", "ジュウ", "ヒャク", "セン")
_MYRIADS = ("", "マン", "オク", "チョウ")
_WRITTEN_MYRIADS = {"": "", "万": "マン", "億": "オク", "兆": "チョウ"}
_LARGEST_NUMBER = 10**16
_LONGEST_NUMBER = 16  # digits; int() refuses thousands of them
_CHANGED = {
    "サンヒャク": "サンビャク",
    "ロクヒャク": "ロッピャク",
    "ハチヒャク": "ハッピャク",
    "サンセン": "サンゼン",
    "ハチセン": "ハッセン",
}


class Morpheme(NamedTuple):
    """A word of a text. `start` counts characters; `reading` is katakana (empty for signs and spaces); `pos` Sudachi's
    part of speech, six levels (名詞, 普通名詞, …); `known`: that Sudachi's dictionary has the word."""

    surface: str
    reading: str
    normalized: str
    lemma: str
    pos: tuple[str, ...]
    start: int
    known: bool = True


def morphemes(text: str, mode: Mode = "C") -> tuple[Morpheme, ...]:
    """All words of a text of any length, in order; their surfaces make up the text again."""
    found: list[Morpheme] = []
    for start, piece in _pieces(text):
        for morpheme in _tokenizer(mode).tokenize(common(piece)):  # the dictionary knows 高橋, not 髙橋
            begin, pos = morpheme.begin(), _pos(morpheme.part_of_speech_id())
            found.append(
                Morpheme(
                    surface=piece[begin : morpheme.end()],
                    reading=_reading(morpheme.surface(), morpheme.reading_form(), pos[0]),
                    normalized=morpheme.normalized_form(),
                    lemma=morpheme.dictionary_form(),
                    pos=pos,
                    start=start + begin,
                    known=not morpheme.is_oov(),
                )
            )
    return tuple(found)


def entries(surface: str) -> tuple[Morpheme, ...]:
    """The words of Sudachi's dictionary that are written exactly so, each with its own reading; none for a compound."""
    found = []
    for entry in _dictionary().lookup(surface):
        form = katakana(entry.reading_form())
        if _KATAKANA_ONLY.fullmatch(form):
            pos = tuple(entry.part_of_speech())
            found.append(Morpheme(surface, form, entry.normalized_form(), entry.dictionary_form(), pos, 0))
    return tuple(found)


def reading(text: str) -> str:
    """The whole text in katakana: signs and spaces left out, numbers and Latin letters spoken."""
    return "".join(word.reading for word in morphemes(text))


def katakana(text: str) -> str:
    """Hiragana as katakana, full width; anything else as it is."""
    composed = unicodedata.normalize("NFKC", text)
    return _HIRAGANA.sub(lambda kana: chr(ord(kana[0]) + _TO_KATAKANA), composed)


def hiragana(text: str) -> str:
    """Katakana as hiragana, as readings stand in dictionaries; anything else as it is."""
    return _KATAKANA.sub(lambda kana: chr(ord(kana[0]) - _TO_KATAKANA), text)


@cache
def _pos(number: int) -> tuple[str, ...]:
    return tuple(_dictionary().pos_of(number))


@lru_cache(maxsize=50_000)
def _reading(surface: str, form: str, pos: str) -> str:
    """Sudachi's reading, mended where it has none: numbers come digit by digit, unknown words as they are written."""
    if pos in ("補助記号", "空白"):
        return ""
    plain = unicodedata.normalize("NFKC", surface).lower()
    if _NUMBER.match(plain):
        return _spelled(plain)
    form = katakana(form)
    if _KATAKANA_ONLY.fullmatch(form):
        return form
    return "".join(map(_character, surface)) if _KANJI.search(surface) else _spelled(form.lower())


@cache
def _character(character: str) -> str:
    """One character of a word that is in no dictionary; "" for a kanji that is not a word by itself."""
    form = katakana(_tokenizer("A").tokenize(character)[0].reading_form())
    return form if _KATAKANA_ONLY.fullmatch(form) else _spelled(character.lower())


def _spelled(text: str) -> str:
    """Numbers as numbers, Latin letters by their names, kana as they are; other signs are not spoken."""
    spoken = _NUMBER.sub(lambda number: _number(number[1], _WRITTEN_MYRIADS[number[2]]), text)
    return "".join(_LETTERS.get(c, c if _KATAKANA_ONLY.fullmatch(c) else "") for c in spoken)


def _number(written: str, myriad: str) -> str:
    """1,500 → センゴヒャク, 2.5 → ニテンゴ, 1000万 → イッセンマン. Without the sound changes that counters bring."""
    whole, _, fraction = written.replace(",", "").partition(".")
    value = int(whole) if len(whole) <= _LONGEST_NUMBER else _LARGEST_NUMBER
    if value >= _LARGEST_NUMBER or (whole.startswith("0") and len(whole) > 1):
        spoken = "".join(_DIGITS[int(digit)] for digit in whole)
    else:
        spoken = _whole_number(value, followed=bool(myriad and not fraction))
    return spoken + ("テン" + "".join(_DIGITS[int(digit)] for digit in fraction) if fraction else "") + myriad


def _whole_number(value: int, followed: bool) -> str:
    if value == 0:
        return _DIGITS[0]
    spoken = ""
    for myriad in _MYRIADS:
        value, group = divmod(value, 10_000)
        if group:
            spoken = _below_myriad(group, alone=not myriad and not followed) + myriad + spoken
    return spoken


def _below_myriad(group: int, alone: bool) -> str:
    """`alone`: 1000 is セン, but 1000万 イッセンマン."""
    spoken = ""
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if not digit:
            continue
        one = "イッ" if power == 3 and not alone else ""
        plain = (one if digit == 1 and power else _DIGITS[digit]) + _TENS[power]
        spoken += _CHANGED.get(plain, plain)
    return spoken


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that Sudachi takes, cut after a sentence where there is one."""
    start = 0
    while len(text) - start > _LIMIT_CHARACTERS:
        window = text[start : start + _LIMIT_CHARACTERS]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        cut = start + (ends[-1] if ends else len(window))
        yield start, text[start:cut]
        start = cut
    if start < len(text):
        yield start, text[start:]


class _Tokenizers(threading.local):
    """Of each thread its own: Sudachi refuses to work for two at once."""

    def __init__(self) -> None:
        self.by_mode: dict[Mode, Tokenizer] = {}


_TOKENIZERS = _Tokenizers()


def _tokenizer(mode: Mode) -> Tokenizer:
    own = _TOKENIZERS.by_mode
    if mode not in own:
        import sudachipy

        own[mode] = _dictionary().tokenizer(mode=getattr(sudachipy.SplitMode, mode))
    return own[mode]


@cache
def _dictionary() -> Dictionary:
    import sudachipy

    return sudachipy.Dictionary()
