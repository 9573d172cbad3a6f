"""Other ways a stretch may have been spoken than Sudachi reads it: every kanji by its sound readings (雨水 ウスイ, 道法
ドウホウ), as a recogniser writes that puts kanji together by their sound.

minutes.text.readings guesses better and is a hundred times slower; it is for terms, this for every stretch of a meeting.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from minutes.text.correction.sounds import Morae, morae
from minutes.text.reading import katakana
from minutes.text.readings import sound_readings

# Longer stretches are often read right in pieces; further readings of a character are rare ones.
_PER_CHARACTER = 2
_MOST = 16
_STRETCH = re.compile(r"[ぁ-ゖァ-ヺー]{0,4}[㐀-鿿豈-﫿]{1,5}")
_KANJI = re.compile(r"[㐀-鿿豈-﫿]")


@lru_cache(maxsize=100_000)
def second_sounds(text: str) -> tuple[Morae, ...]:
    """Empty for what has no kanji, or too many."""
    if not _STRETCH.fullmatch(text):
        return ()
    head = "".join(sign for sign in text if not _KANJI.match(sign))
    choices = [sound_readings(sign)[:_PER_CHARACTER] for sign in text[len(head) :]]
    if not all(choices) or (len(choices) == 1 and not head):
        return ()
    found: dict[Morae, None] = {}
    for chosen in product(*choices):
        found.setdefault(morae(katakana(head) + "".join(chosen)))
        if len(found) == _MOST:
            break
    return tuple(found)
