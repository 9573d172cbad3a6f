"""Where words of a heard text begin and end, by script and by Sudachi."""

from __future__ import annotations

import re

from minutes.text.correction.spans import Heard

_SCRIPTS = (
    ("katakana", re.compile(r"[ァ-ヺー゛゜ヽヾｦ-ﾟㇰ-ㇿ]")),
    ("hiragana", re.compile(r"[ぁ-ゖゝゞ]")),
    ("kanji", re.compile(r"[㐀-䶿一-鿿豈-﫿々〆〇ヶヵ𠀀-𲎯]")),
    ("latin", re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")),
)
# Runs of these are one word for a reader; in the others words follow each other without a gap.
_CLOSED = ("katakana", "latin")


def stands_alone(heard: Heard, start: int, end: int) -> bool:
    """Whether no word crosses either edge of this stretch."""
    return is_edge(heard, start) and is_edge(heard, end)


def is_edge(heard: Heard, at: int) -> bool:
    """Whether a word begins or ends before this character."""
    if at in (0, len(heard.text)):
        return True
    script = script_of(heard.text[at])
    if script != script_of(heard.text[at - 1]) or not script:
        return True
    return script not in _CLOSED and at in heard.long_starts


def script_of(character: str) -> str:
    """ "" for what is neither kana nor kanji nor Latin letters nor figures."""
    return next((name for name, signs in _SCRIPTS if signs.match(character)), "")
