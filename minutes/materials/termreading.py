"""How a proposed term is read, and whether a clerk has to look at the reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from minutes.text.reading import Morpheme, hiragana, morphemes, reading
from minutes.text.readings import readings

_KANJI = re.compile(r"[一-鿿々]")
# Letters are usually named one by one; four and more with a vowel among them may be a word (LIFE, ISMAP).
_PRONOUNCEABLE = re.compile(r"(?=[A-Za-z]*[AEIOUaeiou])[A-Za-z]{4,}")


class TermReading(NamedTuple):
    """Hiragana; not `sure`: somebody has to confirm it."""

    text: str
    sure: bool


def term_reading(text: str, printed: Mapping[str, str]) -> TermReading:
    """Sudachi's reading, with those the papers print (ruby, brackets) in place of its own."""
    if text in printed:
        return TermReading(hiragana(printed[text]), sure=True)
    known = next((word for word in sorted(printed, key=len, reverse=True) if word in text), "")
    if known:
        before, _, after = text.partition(known)
        parts = [term_reading(part, printed) for part in (before, after) if part]
        spoken = hiragana(reading(before)) + hiragana(printed[known]) + hiragana(reading(after))
        return TermReading(spoken, all(part.sure for part in parts))
    long, short = reading(text), "".join(word.reading for word in morphemes(text, "A"))
    words = morphemes(text)
    if any(not word.known and _KANJI.search(word.surface) for word in morphemes(text)):
        # Sudachi reads a word it does not know sign by sign and leaves out what is no word alone (送煙: けむり)
        long = next((spoken for spoken in readings(text) if spoken != long), long)
    sure = long == short and not any(map(_doubtful, words)) and not _PRONOUNCEABLE.search(text)
    return TermReading(hiragana(long), sure)


def _doubtful(word: Morpheme) -> bool:
    """Unknown words, names, and a kanji that is a word by itself are read in more than one way."""
    if not _KANJI.search(word.surface):
        return False
    alone = len(word.surface) == 1 and word.pos[0] not in ("接尾辞", "接頭辞")
    return not word.known or alone or "固有名詞" in word.pos or not word.reading
