"""Sentences in a row of recognised words: where one may end, and how the words are written together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutes.domain import Word

# A silence between two words that a listener hears as a break.
PAUSE_S = 0.3
_ENDS = tuple("。．？！?!〕")  # 〔聴取不能 00:12:34〕 stands for itself
_COMMA = tuple("、，,")
# Recognisers put spaces before Latin words; in Japanese there are none beside a Japanese character.
# The one in 〔聴取不能 00:12:34〕 stays.
_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+(?!\d{2,}:\d\d:\d\d〕)|\s+(?=[^\x00-\x7f])")
_RUN_OF_SPACE = re.compile(r"\s+")

SENTENCE, _PAUSE, _CLAUSE = 1.0, 0.7, 0.4
STRONGEST = SENTENCE + _PAUSE


def boundary_strength(before: Word, after: Word) -> float:
    """How probable it is that something new begins between two words: ≥ SENTENCE end of one, 0 nothing speaks for it."""
    strength = 0.0
    text = before.text.rstrip("」』）) ")
    if text.endswith(_ENDS):
        strength = SENTENCE
    elif text.endswith(_COMMA):
        strength = _CLAUSE
    return strength + (_PAUSE if after.start - before.end >= PAUSE_S else 0.0)


def ends_sentence(before: Word, after: Word) -> bool:
    """Whether a sentence ends between two words: by its stop or, where the recogniser sets none, by a pause."""
    text = before.text.rstrip("」』）) ")
    return text.endswith(_ENDS) or (after.start - before.end >= PAUSE_S and not text.endswith(_COMMA))


def joined(words: Iterable[Word]) -> str:
    """The words as Japanese is written: without spaces, but for those between Latin words."""
    text = _RUN_OF_SPACE.sub(" ", "".join(word.text for word in words)).strip()
    return _SPACE.sub("", text)
