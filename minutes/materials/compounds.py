"""Compound nouns of a sentence: the longest chains of nouns, prefixes and suffixes (Sudachi's shortest words).

Numbers break a chain, so that no date, amount or count becomes a term; addresses and the like are taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutes.materials.general_words import GENERAL_LETTERS, GENERAL_WORDS, LEADING_WORDS, TITLES, TRAILING_WORDS
from minutes.text.reading import Morpheme, morphemes

_NO_WORDS = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+\w"
    r"|〒?\d{3}[-－]\d{4}|[一-鿿々ヶケ]*\d+(?:丁目|番地|番\d+号|[-－]\d+[-－]\d+)[\d番地号のー－-]*"  # addresses
    r"|[MTSHR]\d+[./年]\S*"
)
_SIGNS = re.compile(r"[^\w・ー]")
_MEANINGFUL = re.compile(r"[一-鿿々]|[ァ-ヺ]{2}|[A-Za-z]{2}")
_PERSON, _PLACE = "人名", "地名"
_AREAS = frozenset(("市", "町", "村", "県", "都", "府", "道", "区", "郡", "地区", "地内", "駅", "川", "山", "島", "線"))
_NAMED_OF = frozenset(
    ("会", "里", "家", "森", "園", "郷", "丘", "杜", "湯")
)  # 友の会, いこいの里: names of bodies and houses


class Compound(NamedTuple):
    """A chain of words that may be a term."""

    words: tuple[Morpheme, ...]

    @property
    def text(self) -> str:
        return "".join(word.surface for word in self.words)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def without_addresses(text: str) -> str:
    """The text with a full stop where an address, mail address, link or short date stood."""
    return _NO_WORDS.sub("。", text)


def compounds(text: str) -> Iterator[Compound]:
    """The maximal chains in order, general words at their ends taken off. Offsets are those of `text`."""
    chain: list[Morpheme] = []
    number = False  # whether a numeral stands right before: what follows it is its counter
    words = morphemes(text, "A")
    for word, after in zip((*words, None), (*words[1:], None, None), strict=True):
        named = word is not None and word.surface == "の" and bool(chain) and after and after.surface in _NAMED_OF
        if word is not None and (named or (_joins(word, chain) and not (number and not chain and _counts(word)))):
            chain.append(word)
            number = False
            continue
        if chain:
            yield from _trimmed(chain)
        chain = []
        number = word is not None and word.pos[1] == "数詞"


def is_special(compound: Compound) -> bool:
    """Whether the words could be a term at all: no ordinary words, no people, no well-known places."""
    words = compound.words
    text = compound.text
    if not _MEANINGFUL.search(text) or text in GENERAL_LETTERS:
        return False
    if len(words) == 1 and (sum(map(str.isupper, text)) < 2 if text.isascii() else words[0].known):
        return False
    return not (is_general(words) or _person(words) or _known_place(words))


def _joins(word: Morpheme, chain: Sequence[Morpheme]) -> bool:
    kind, sort = word.pos[0], word.pos[1]
    if _SIGNS.search(word.surface):
        return False
    if kind == "名詞":
        return sort != "数詞" and not word.surface.isdigit()
    if kind == "接頭辞":
        return True
    if kind == "接尾辞":
        return bool(chain) and sort in ("名詞的", "形状詞的")
    return kind in ("形状詞", "記号") and sort in ("一般", "文字")


def _counts(word: Morpheme) -> bool:
    return word.pos[2] in ("助数詞可能", "助数詞") or word.pos[0] == "接尾辞" or "助数詞" in word.pos


def _trimmed(chain: Sequence[Morpheme]) -> Iterator[Compound]:
    words = list(chain)
    while words and (words[0].surface in LEADING_WORDS or (words[0].pos[0] == "接尾辞")):
        del words[0]
    while words and (words[-1].surface in (TRAILING_WORDS | TITLES) or words[-1].pos[0] in ("接頭辞", "形状詞")):
        if len(words) == 2 and words[-1].pos[0] == "接尾辞":
            break
        del words[-1]
    if words:
        yield Compound(tuple(words))


def is_general(words: Sequence[Morpheme]) -> bool:
    """運営委員会, 実施状況: every word is one of any paper."""
    return all(word.surface in GENERAL_WORDS or word.pos[0] in ("接頭辞", "接尾辞") for word in words)


def _person(words: Sequence[Morpheme]) -> bool:
    """山田, 山田太郎, 山田委員; 若瀬川浄化センター is none, though 若瀬 is a family name, too."""
    rest = [word for word in words if word.surface not in TITLES]
    return any(_PERSON in word.pos for word in rest) and all(_PERSON in word.pos for word in rest)


def _known_place(words: Sequence[Morpheme]) -> bool:
    named = [word for word in words if word.surface not in _AREAS and word.pos[0] != "接尾辞"]
    return bool(named) and all(_PLACE in word.pos and word.known for word in named)
