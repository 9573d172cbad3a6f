"""How an item is called by number: 「議案第24号」「日程第3」「報告事項2」「第5号から第8号まで」「2件目」「かっこ1」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutes.structure.numbers import with_figures

# Kinds that number papers: an item has such a number only if the agenda says so.
PAPERS = ("議案", "陳情", "請願", "認定", "諮問", "承認", "同意", "発議", "選挙", "報告")
# Kinds that number a group of the agenda, by the word that marks its items: （報告）, （協議）.
GROUPS = ("報告事項", "協議事項", "審議事項", "議決事項", "諮問事項", "検討事項")
# Kinds that number the agenda's items one after the other.
PLACES = ("議題", "案件", "議事", "事項", "日程", "次第", "かっこ", "番目")

LONGEST_RANGE = 40  # items; 「第1号から第120号まで」 is no list of an agenda

_COUNTED = r"(?!\d|件(?!目)|つ(?!目)|本|点(?!目)|名|人|年|月|日|時|分|ページ|円|[、,.]\d)"  # 「議題2件」 counts
_KIND = "|".join((*GROUPS, *PAPERS, *PLACES[:-1]))
_NUMBERED = re.compile(
    rf"(?P<kind>{_KIND}|カッコ|括弧)(?:の|その)?(?:第|、)?[（(]?(?P<number>\d+){_COUNTED}号?"
    rf"|第?(?P<number2>\d+)号(?P<kind2>{'|'.join(PAPERS)})"
    r"|(?:議題|案件)?の?第?(?P<number3>\d+)(?:件目|番目|つ目|点目)(?=の|は|、|と|に|で|$)(?:の(?:議題|案件|件|報告|協議))?"
)
_FURTHER = re.compile(
    rf"(?P<joint>から|、|及び|と|並びに|・)(?:{_KIND})?第?(?P<number>\d+){_COUNTED}号?(?:議案)?(?P<till>まで)?"
)


class Designator(NamedTuple):
    """A kind of the tables above and a number."""

    kind: str
    number: int


def designators(text: str) -> tuple[Designator, ...]:
    """All that are named, in spoken order, ranges and lists written out; `text` has Arabic figures."""
    return tuple(dict.fromkeys(_all(text)))


def _all(text: str) -> Iterator[Designator]:
    for match in _NUMBERED.finditer(text):
        kind = match["kind"] or match["kind2"] or PLACES[-1]
        kind = "かっこ" if kind in ("カッコ", "括弧") else kind
        last = int(match["number"] or match["number2"] or match["number3"])
        yield Designator(kind, last)
        for number in _further(text, match.end(), last) if kind in PAPERS else ():
            yield Designator(kind, number)


def _further(text: str, place: int, last: int) -> Iterator[int]:
    """「…から第8号まで」「…、第6号及び第7号」 right behind a number."""
    while match := _FURTHER.match(text, place):
        number = int(match["number"])
        if match["joint"] == "から" and last < number < last + LONGEST_RANGE:
            yield from range(last + 1, number + 1)
        elif match["joint"] != "から":
            yield number
        last, place = number, match.end()


def places(text: str, titles: Sequence[str]) -> frozenset[int]:
    """Which items of the agenda (from 0) a text names by number."""
    own = [_own(title) for title in titles]
    found: set[int] = set()
    for designator in designators(text):
        found |= _places(designator, own, titles)
    return frozenset(found)


def _own(title: str) -> frozenset[Designator]:
    return frozenset(designators(with_figures(title)))


def _places(wanted: Designator, own: Sequence[frozenset[Designator]], titles: Sequence[str]) -> set[int]:
    """By the agenda's own numbers where it has such; else by counting its items, or those of the group."""
    named = {item for item, designators in enumerate(own) if wanted in designators}
    if named or wanted.kind in PAPERS or any(one.kind == wanted.kind for designators in own for one in designators):
        return named
    word = wanted.kind.removesuffix("事項")
    group = [item for item, title in enumerate(titles) if re.search(rf"[（(][^）)]*{word}[^）)]*[）)]", title)]
    counted = group if wanted.kind in GROUPS and group else range(len(titles))
    return {counted[wanted.number - 1]} if 0 < wanted.number <= len(counted) else set()
