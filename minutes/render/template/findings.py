"""What is wrong with a template, each with its place, in sentences a clerk can act on."""

from __future__ import annotations

import re
from typing import NamedTuple


class Finding(NamedTuple):
    """`place` is empty where something is missing everywhere; `fatal`: the template cannot be filled in like this."""

    place: str
    what: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.place}：{self.what}" if self.place else self.what


# What Jinja says, and what a clerk needs to hear. The first that fits.
_SYNTAX = (
    (r"Unexpected end of template.*'(endfor|endif)'", "{0} がありません。始めた所の後に {{% {0} %}} を置いてください"),
    (r"Unexpected end of template", "始めた {% for … %} や {% if … %} が閉じられていません"),
    (r"Encountered unknown tag '(endfor|endif|else|elif)'", "これに対応する始まりがないか、順序が合っていません：{0}"),
    (r"Expected an expression, got 'end of print statement'", "{{ }} の中に項目の名前がありません"),
    (r"unexpected '(.+)'", "「{0}」の使い方が正しくありません"),
    (r"unexpected char '(.+)'", "「{0}」は、ここには書けません（全角の記号になっていませんか）"),
    (r"expected token '(.+)', got '(.+)'", "書き方が正しくありません（「{1}」の前後を確かめてください）"),
)
_UNKNOWN = "書き方が正しくありません"


def syntax(message: str) -> str:
    """Jinja's complaint in Japanese."""
    for pattern, sentence in _SYNTAX:
        found = re.search(pattern, message, re.DOTALL)
        if found:
            return sentence.format(*found.groups()) if found.groups() else sentence
    return _UNKNOWN
