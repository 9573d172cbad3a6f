"""Words a paper itself sets apart: defined, shortened, named, or given with their reading.

介護給付費準備基金（以下「準備基金」という。）    地域包括支援センター（包括）    BCP（業務継続計画）
いわゆる「インセンティブ交付金」    デマンド交通「みくりん号」    ・みまもりあいアプリの実証    小鳥遊（たかなし）
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Sort = Literal["defined", "long", "letters", "named", "kana"]

_DEFINED = re.compile(
    r"[（(]以下(?:、|，|では|、単に|単に)?(?:略して)?[「『](?P<short>[^」』]{2,20})[」』]と(?:いう|する|略|呼|総称)"
)
_CALLED = re.compile(r"(?:いわゆる|通称|略称|愛称|通称名)(?:は|を|：|:)?、?[「『](?P<name>[^」』]{2,20})[」』]")
_BRACKETED = re.compile(r"(?P<before>[^\s　、。「」『』（()）]{2,40})[（(](?P<inside>[^（()）、。「」]{2,30})[)）]")
_NAMED = re.compile(
    r"(?<!以下)[「『](?P<name>[^「」『』、。？！?!\n]{2,24})[」』](?!と(?:いう|いった|の|する|し|述|言|考|回答))"
)
# a name that begins in hiragana, which Sudachi takes for a verb or an adverb; only where nothing stands before it
_BEGINS_IN_KANA = re.compile(r"^[\s　・○●◎]*(?P<name>[ぁ-ん]{3,}[ァ-ヺー]{2,}|[ぁ-ん]{3,}[一-鿿々]{2,})")
_KANA_ONLY = re.compile(r"[ぁ-ゖー・\s　]+")
_LETTERS = re.compile(r"[A-Z][A-Za-z0-9&-]{1,9}")
_LAST_KANJI = re.compile(r"[一-鿿々]+$")
_SHORTEST, _LONGEST = 2, 8  # characters of an abbreviation in brackets


class Definition(NamedTuple):
    """A word set apart. `stands_for`: the long form of an abbreviation, as far as the text before the bracket goes."""

    text: str
    sort: Sort
    stands_for: str = ""


def definitions(text: str) -> Iterator[Definition]:
    """Every word the text sets apart, in no order; what they stand for still has to be cut to a compound."""
    for found in _DEFINED.finditer(text):
        yield Definition(found["short"], "defined", text[: found.start()])
    for found in _CALLED.finditer(text):
        yield Definition(found["name"], "defined")
    for found in _NAMED.finditer(text):
        yield Definition(found["name"], "named")
    if "。" not in text and (found_ := _BEGINS_IN_KANA.match(text)):
        yield Definition(found_["name"], "kana")
    for found in _BRACKETED.finditer(text):
        yield from _bracketed(found["before"], found["inside"])


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Words with the reading in brackets after them: 管渠（かんきょ）."""
    for found in _BRACKETED.finditer(text):
        word = _LAST_KANJI.search(found["before"])
        if word and _KANA_ONLY.fullmatch(found["inside"]):
            yield word[0], re.sub(r"[・\s　]", "", found["inside"])


def _bracketed(before: str, inside: str) -> Iterator[Definition]:
    letters = next((side for side in (before, inside) if _LETTERS.fullmatch(side)), "")
    if letters:
        other = inside if letters == before else before
        yield Definition(letters, "letters", other)
        if other == inside and not inside.isascii():
            yield Definition(inside, "long")
    elif _SHORTEST <= len(inside) <= _LONGEST and _shortens(inside, before):
        yield Definition(inside, "defined", before)


def _shortens(short: str, long: str) -> bool:
    """Whether the signs of the short form stand in the long one in order: 包括 in 地域包括支援センター."""
    rest = iter(long)
    return len(long) > len(short) and all(sign in rest for sign in short)
