"""A stretch of what was heard, and the term that may have been meant there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rule = Literal["literal", "reading", "sound", "letters", "name"]

LITERAL: Rule = "literal"  # a form listed under 誤変換
READING: Rule = "reading"  # read the same, written with other characters
SOUND: Rule = "sound"  # read nearly the same
LETTERS: Rule = "letters"  # letters spoken as kana: アールピーエー → RPA
NAME: Rule = "name"  # a name of the roster


@dataclass(frozen=True, slots=True)
class Candidate:
    """`term` may stand for the characters of the heard text from `start` to before `end`.

    `score` 0–1 is the estimated probability that it does; `why`: what spoke for and against it, in Japanese for a clerk;
    `entry`: the dictionary's form, where `term` is inflected.
    """

    start: int
    end: int
    term: str
    rule: Rule
    score: float
    why: tuple[str, ...] = ()
    entry: str = ""
