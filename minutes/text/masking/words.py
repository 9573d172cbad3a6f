"""A text with its words, looked up by place: what the recognisers of names and addresses walk over."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from minutes.text.itaiji import as_name
from minutes.text.reading import Morpheme, entries, katakana, morphemes

_NAME = ("名詞", "固有名詞", "人名")
_PLACE = ("名詞", "固有名詞", "地名")


class Words:
    """`text` and its morphemes; the dictionary is asked when they are first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def all(self) -> tuple[Morpheme, ...]:
        return morphemes(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.all]

    def at(self, place: int) -> int:
        """The number of the word that covers this character."""
        return bisect_right(self._starts, place) - 1

    def begins(self, place: int) -> bool:
        """Whether a word begins here (or the text ends)."""
        return place >= len(self.text) or self.all[self.at(place)].start == place


def end_of(word: Morpheme) -> int:
    return word.start + len(word.surface)


def is_name(word: Morpheme) -> bool:
    return word.pos[:3] == _NAME


def is_family_name(word: Morpheme) -> bool:
    return is_name(word) and word.pos[3] == "姓"


def is_given_name(word: Morpheme) -> bool:
    return is_name(word) and word.pos[3] == "名"


def is_place(word: Morpheme) -> bool:
    return word.pos[:3] == _PLACE


def may_be_name(written: str) -> bool:
    """Whether the dictionary knows somebody of this name, whatever else is written so (泉, 大和, 四月一日)."""
    return any(is_name(entry) for entry in entries(written))


def may_be_name_in_kana(written: str) -> bool:
    """The same of hiragana: as it stands, in katakana, or of the word it is usually written as (あおき: 青木)."""
    if may_be_name(written) or may_be_name(katakana(written)):
        return True
    return any(may_be_name(entry.normalized) for entry in entries(written) if entry.normalized != written)


def bare(name: str) -> str:
    """Without spaces, in common shapes: what names are compared by."""
    return as_name(re.sub(r"[\s　]+", "", name))
