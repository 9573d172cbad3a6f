"""Word lists by class from Debian's mecab-ipadic (CSV, EUC-JP), its frequent words only."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path

IPADIC = Path("/usr/share/mecab/dic/ipadic")
_WORD = re.compile(r"^[ぁ-んァ-ヶー一-龥々]{2,6}$")
_KANJI_OR_KATAKANA = re.compile(r"[一-龥ァ-ヶ]")
# Columns: surface, left id, right id, cost (low = frequent), part of speech and its three subclasses, inflection type and form.
_COST, _SUB1, _SUB2, _SUB3, _FORM = 3, 5, 6, 7, 9

Row = list[str]


def dictionary_classes() -> Mapping[str, list[str]]:
    """Words for the slots {N} {S} {A} {P} {F} {V} {J}. Raises FileNotFoundError with advice if the package is missing."""
    if not IPADIC.is_dir():
        raise FileNotFoundError("the word lists are missing: install Debian's mecab-ipadic")
    return {
        "N": _words("Noun.csv", lambda row: row[_SUB1] == "一般", 11_000),
        "S": _words("Noun.verbal.csv", lambda row: True, 3_500),
        "A": _words("Noun.adjv.csv", lambda row: True, 600),
        "P": _words("Noun.place.csv", lambda row: row[_SUB2] == "地域", 1_500),
        "F": _words("Noun.name.csv", lambda row: row[_SUB3] == "姓", 1_200),
        "V": _words("Verb.csv", lambda row: row[_FORM] == "基本形", 2_500),
        "J": _words("Adj.csv", lambda row: row[_FORM] == "基本形", 300),
    }


def in_common_kanji(text: str) -> bool:
    """Whether every kanji is of JIS X 0208 level 1 (2,965 kanji): rarer ones would only swell the vocabulary."""
    return all(not "一" <= character <= "龥" or _is_level_1(character) for character in text)


def _is_level_1(character: str) -> bool:
    try:
        return character.encode("euc_jp")[0] < 0xD0  # rows 16–47 hold level 1
    except UnicodeEncodeError:
        return False


def _words(file: str, wanted: Callable[[Row], bool], limit: int) -> list[str]:
    """The `limit` cheapest distinct words of a file, in the order of their cost."""
    costs: dict[str, int] = {}
    with (IPADIC / file).open(encoding="euc_jp", newline="") as rows:
        for row in csv.reader(rows):
            word = row[0]
            if _WORD.match(word) and _KANJI_OR_KATAKANA.search(word) and in_common_kanji(word) and wanted(row):
                costs[word] = min(costs.get(word, 1 << 20), int(row[_COST]))
    return sorted(costs, key=lambda word: (costs[word], word))[:limit]
