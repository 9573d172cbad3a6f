"""What is kept out of the public edition as a whole: items that are closed, utterances a clerk marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes.domain import AgendaItem, Closed, Mask, Utterance
from minutes.errors import BadConfiguration
from minutes.render.head import proof_of

_SPACES = re.compile(r"[\s　]+")


@dataclass(frozen=True)
class Shut:
    """`items`: by number (from 1); `utterances`: id → the number of the closed item they belong to; `marked`: id → the
    clerk's mask; `unfound`: numbers of closed items of which nothing was recognised in what was said."""

    items: Mapping[int, Closed]
    utterances: Mapping[str, int]
    marked: Mapping[str, Mask]
    unfound: tuple[int, ...]


def shut(
    items: Sequence[AgendaItem], utterances: Sequence[Utterance], closed: Sequence[Closed], masks: Sequence[Mask]
) -> Shut:
    """What is kept out as a whole. Raises BadConfiguration for an item or an utterance that is not there: nothing may be
    published because of a slip of the pen."""
    numbers = {_number(one, items): one for one in closed}
    marked = {mask.utterance: mask for mask in masks if mask.utterance and not mask.text.strip()}
    known = {one.id for one in utterances}
    for mask in masks:
        if mask.utterance and mask.utterance not in known:
            raise BadConfiguration(
                f"公開版で伏せる発言「{mask.utterance}」がありません",
                advice="会議ファイルの [[mask]] か、作業フォルダーの masks.json の utterance を直してください。",
            )
    belonging = _belonging(items, utterances, frozenset(numbers))
    found = set(belonging.values())
    return Shut(numbers, belonging, marked, tuple(number for number in sorted(numbers) if number not in found))


def _number(closed: Closed, items: Sequence[AgendaItem]) -> int:
    if isinstance(closed.item, int):
        found = [closed.item] if closed.item <= len(items) else []
    else:
        found = [number for number, item in enumerate(items, start=1) if _plain(item.title) == _plain(closed.item)]
    if not found:
        titles = "、".join(f"{number}　{item.title}" for number, item in enumerate(items, start=1)) or "（案件なし）"
        raise BadConfiguration(
            f"非公開とする案件「{closed.item}」がありません",
            advice=f"会議ファイルの [[closed]] の item を直してください。この会議の案件：{titles}",
        )
    return found[0]


def _plain(title: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", title))


def _belonging(items: Sequence[AgendaItem], utterances: Sequence[Utterance], closed: frozenset[int]) -> dict[str, int]:
    """The utterances of closed items: what proves one, and whatever lies between that and the next proof of another."""
    if not closed:
        return {}
    order = {one.id: place for place, one in enumerate(utterances)}
    proofs: dict[int, set[int]] = {}
    for number, item in enumerate(items, start=1):
        for name in proof_of(item):
            if name in order:
                proofs.setdefault(order[name], set()).add(number)
    places = sorted(proofs)
    found: dict[str, int] = {}
    for place, one in enumerate(utterances):
        around = {*places[bisect_left(places, place) :][:1], *places[: bisect_right(places, place)][-1:]}
        near = {number for at in around for number in proofs[at]} & closed
        if near:
            found[one.id] = min(near)
    return found
