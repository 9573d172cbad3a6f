"""The marks that stand for what was masked, 〔個人1〕, also as a model spells them: 【個人1】, [個人１], 〔個人 1〕."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PLACEHOLDER = re.compile(r"〔[^〔〕\d\s]{1,8}\d+〕")
_BRACKETED = re.compile(r"[〔【\[［（(「『<＜〈《{]\s*([^\s\d〔〕]{1,8}?)\s*([0-9０-９]+)\s*[〕】\]］）)」』>＞〉》}]")


def placeholders_in(texts: Iterable[str]) -> frozenset[str]:
    """All marks in the texts."""
    return frozenset(mark for text in texts for mark in PLACEHOLDER.findall(text))


def respelt(text: str, known: frozenset[str]) -> str:
    """The text with every `known` mark as it was sent; other brackets stay as they are."""

    def spelt(match: re.Match[str]) -> str:
        mark = f"〔{match[1]}{unicodedata.normalize('NFKC', match[2])}〕"
        return mark if mark in known else match[0]

    return _BRACKETED.sub(spelt, text) if known else text
