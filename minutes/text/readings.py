"""Second guesses at a reading: what else a text may be read as, and whether it may be read so at all.

Sudachi reads each word as the likeliest of its dictionary, and compounds it does not know (下水道法, 有収率, 多床室) by
the wrong pieces. Here a text is cut in every way into words that Sudachi's dictionary holds and single characters,
which have their readings as words there and their sound readings (Unicode's Unihan, kanji_readings.txt); the cuts with
the fewest and surest pieces come first. Readings are katakana, as in minutes.text.reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from minutes.text.reading import entries, katakana, morphemes, reading

MOST_READINGS = 8

_LONGEST_WORD = 8  # characters; longer ones are made of words
_LONGEST_TEXT = 40  # characters that are cut in every way; nobody's term is longer
_KANJI = re.compile(r"[々㐀-鿿豈-﫿]")
_RUN = re.compile(r"[^々㐀-鿿豈-﫿]+")
_LETTERS = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚΑ-ω]")
_REPEATED = "々"
_JOINTS = {"ヶ": "ガカ", "ケ": "ガカ", "ヵ": "カ"}
_NAME = "固有名詞"
_INFLECTED = ("動詞", "形容詞")

# What a piece adds to a cut: fewer pieces win, then likelier readings of them. Tried on the shipped dictionaries.
_WORD, _CHARACTER, _BARE_SOUND, _AS_WORD = 1.0, 0.9, 1.1, 1.2
_INFLECTION, _PROPER_NAME = 0.4, 1.0
_NEXT_READING = 0.2
_CHOSEN = 0.15  # off, for what Sudachi takes here
_BEFORE_OKURIGANA = 0.3  # 学び is a word, and not ガク + ビ

_UNVOICED, _VOICED = "カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ"
_RENDAKU = str.maketrans(_UNVOICED, _VOICED)
_HALF_VOICED = str.maketrans("ハヒフヘホ", "パピプペポ")
_SWALLOWED = "ツチクキ"  # 学校: ガク + コウ is ガッコウ
_SAME_SOUND = str.maketrans("ヂヅヲ", "ジズオ")
_NASAL = str.maketrans("アイウエオ", "ナニヌネノ")  # 反応: ハン + オウ is ハンノウ
_VOWELS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリギジヂビピィ",
    "ウ": "ウクスツヌフムユルグズヅブプゥュヴ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロゴゾドボポォョヲ",
}
_VOWEL_OF = {kana: vowel for vowel, row in _VOWELS.items() for kana in row}
_LENGTHENED = {("エ", "イ"): "エ", ("オ", "ウ"): "オ"}  # ケイ is spoken ケー, コウ コー
# Letters and figures are read as an office likes (LGWAN: エルジーワン): at most so many kana each.
_KANA_PER_LETTER = 6
_KANA_PER_UNKNOWN = 4


class _Piece(NamedTuple):
    """One way to read the characters up to `end`."""

    end: int
    reading: str
    cost: float


@lru_cache(maxsize=50_000)
def readings(text: str, at_most: int = MOST_READINGS) -> tuple[str, ...]:
    """The likeliest readings, best first; Sudachi's own is always among them. Empty for a text that is not spoken."""
    own = reading(text)
    best: list[dict[str, float]] = [{"": 0.0}] + [{} for _ in text]
    if len(text) <= _LONGEST_TEXT:
        for start in range(len(text)):
            so_far = sorted(best[start].items(), key=lambda item: item[1])[: 2 * at_most]
            for piece in _pieces(text)[start] if so_far else ():
                there = best[piece.end]
                for spoken, cost in so_far:
                    whole = spoken + piece.reading
                    there[whole] = min(cost + piece.cost, there.get(whole, cost + piece.cost))
    found = [spoken for spoken, _ in sorted(best[-1].items(), key=lambda item: (item[1], item[0] != own)) if spoken]
    if own and (_surely_cut(text) or own not in found[:at_most]):
        found = [spoken for spoken in found if spoken != own]
        found.insert(0 if _surely_cut(text) else min(len(found), at_most - 1), own)
    return tuple(found[:at_most])


def _surely_cut(text: str) -> bool:
    """Whether Sudachi knows the words of a text: a person's name inside a compound (有収|率, 下水|道法) and characters
    left over side by side (多|床|室) show that it does not."""
    words = morphemes(text)
    single = [len(word.surface) == 1 and bool(_KANJI.match(word.surface)) for word in words]
    named = len(words) > 1 and any("人名" in word.pos for word in words)
    return not named and not any(one and other for one, other in pairwise(single))


@lru_cache(maxsize=50_000)
def readable_as(text: str, kana: str) -> bool:
    """Whether a text may be read so: cut into words and characters, each with one of its readings, with the changes of
    sound between them (盛土 モリド, 学校 ガッコウ, 三本 サンボン). Letters, figures and characters nobody knows may be anything."""
    heard = _sounds(katakana(re.sub(r"[\s・]", "", kana)))
    if not heard or len(text) > _LONGEST_TEXT:
        return bool(heard)
    places: list[set[int]] = [{0}] + [set() for _ in text]
    for start in range(len(text)):
        for place in places[start]:
            for end, length in _fits(text, start, heard, place):
                places[end].add(place + length)
    return len(heard) in places[-1]


def _fits(text: str, start: int, heard: str, place: int) -> Iterator[tuple[int, int]]:
    """(end in the text, kana taken) of the pieces at `start` that may be what is heard at `place`."""
    run = _RUN.match(text, start)
    if run and _LETTERS.search(run[0]):
        ends = (run.end(), run.end() + 1) if run[0][-1].isdigit() and run.end() < len(text) else (run.end(),)
        for end in ends:  # 1人 is ヒトリ: a figure may take its counter with it
            yield from ((end, length) for length in range(1, _KANA_PER_LETTER * len(run[0]) + 1))
    pieces = _pieces(text)[start]
    if not pieces:
        yield from ((start + 1, length) for length in range(_KANA_PER_UNKNOWN + 1))
    for piece in pieces:
        for spoken in _changed(piece.reading, first=not place, after=heard[:place][-1:]):
            sound = _sounds(spoken, before=heard[:place])
            if heard.startswith(sound, place):
                yield piece.end, len(sound)


def _changed(spoken: str, first: bool, after: str) -> Iterator[str]:
    """A piece as it may sound between others."""
    heads = {spoken[:1]}
    if not first:
        heads |= {spoken[:1].translate(_RENDAKU), spoken[:1].translate(_HALF_VOICED)}
        if after == "ン":
            heads.add(spoken[:1].translate(_NASAL))
    for head in sorted(heads):
        yield head + spoken[1:]
        if spoken[1:] and spoken[-1] in _SWALLOWED:
            yield head + spoken[1:-1] + "ッ"


def _sounds(kana: str, before: str = "") -> str:
    """Kana as they sound, so that ケイ, ケー and ケエ are one. `before`: sounds that precede them."""
    spoken = before
    for sign in kana.translate(_SAME_SOUND):
        vowel = _VOWEL_OF.get(spoken[-1:], "")
        spoken += (vowel or sign) if sign == "ー" else _LENGTHENED.get((vowel, sign), sign)
    return spoken[len(before) :]


# ---- pieces ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[tuple[_Piece, ...], ...]:
    """For each place of the text the pieces that may begin there."""
    chosen = {(word.start, word.surface): word.reading for word in morphemes(text)}
    return tuple(tuple(_pieces_at(text, start, chosen)) for start in range(len(text)))


def _pieces_at(text: str, start: int, chosen: Mapping[tuple[int, str], str]) -> Iterator[_Piece]:
    run = _RUN.match(text, start)
    if run:
        yield _Piece(run.end(), reading(run[0]), 0.0)  # kana, letters and figures are read in one way
        if start and _KANJI.match(text[start - 1]):  # …but kana may end a word (取り|組み) or join two (星見ヶ原)
            yield from (_Piece(end, katakana(text[start:end]), 0.0) for end in range(start + 1, run.end()))
            yield from (_Piece(start + 1, joint, _NEXT_READING) for joint in _JOINTS.get(text[start], ""))
        return
    for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
        surface = text[start:end]
        own = chosen.get((start, surface), "")
        for rank, (spoken, extra) in enumerate(_word_readings(surface, own)):
            yield _Piece(end, spoken, _WORD + extra + rank * _NEXT_READING)
    character = text[start - 1] if text[start] == _REPEATED and start else text[start]
    own = chosen.get((start, character), "")
    okurigana = _BEFORE_OKURIGANA if re.match("[ぁ-ゖ]", text[start + 1 : start + 2]) else 0.0
    for spoken, cost in _character_readings(character).items():
        yield _Piece(start + 1, spoken, cost + okurigana - _CHOSEN * (spoken == own))


@lru_cache(maxsize=20_000)
def _word_readings(surface: str, chosen: str) -> tuple[tuple[str, float], ...]:
    """Readings of a word, the likeliest first, with what each costs beyond its rank; `chosen`: Sudachi's, here."""
    costs: dict[str, float] = {}
    for entry in entries(surface):
        extra = _extra(entry.pos) - _CHOSEN * (entry.reading == chosen)
        costs[entry.reading] = min(extra, costs.get(entry.reading, extra))
    return tuple(sorted(costs.items(), key=lambda item: item[1]))


@lru_cache(maxsize=10_000)
def _character_readings(character: str) -> dict[str, float]:
    """Readings of one character with their cost."""
    costs: dict[str, float] = {}
    for entry in entries(character):
        cost = _AS_WORD + _extra(entry.pos)
        costs[entry.reading] = min(cost, costs.get(entry.reading, cost))
    for rank, sound in enumerate(sound_readings(character)):
        costs[sound] = (_CHARACTER if sound in costs else _BARE_SOUND) + rank * _NEXT_READING
    return costs


def _extra(pos: tuple[str, ...]) -> float:
    return _PROPER_NAME * (_NAME in pos) + _INFLECTION * (pos[0] in _INFLECTED)


def sound_readings(character: str) -> tuple[str, ...]:
    """The sound readings (音読み) of a kanji, the commonest first; none for any other character."""
    return _sound_readings().get(character, ())


@cache
def _sound_readings() -> dict[str, tuple[str, ...]]:
    """Character → its sound readings, the commonest first."""
    ranked: dict[str, dict[int, str]] = defaultdict(dict)
    for line in Path(__file__).with_name("kanji_readings.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            spoken, rank, characters = line.split("\t")
            for character in characters:
                ranked[character][int(rank)] = spoken
    return {character: tuple(by_rank[rank] for rank in sorted(by_rank)) for character, by_rank in ranked.items()}
