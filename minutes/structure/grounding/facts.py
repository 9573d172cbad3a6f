"""Numbers, amounts, dates, times and shares of a claim that nobody said, or that were said of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from minutes.structure.grounding.binding import Labelled, labelled, misplaced
from minutes.structure.grounding.claim import Failure
from minutes.structure.grounding.dates import agrees
from minutes.structure.grounding.passage import Passage
from minutes.structure.grounding.quantities import Quantity, same

_PAUSE = re.compile("[、。]")


def unsaid_facts(
    claim: Passage, spoken: Passage, whole: Passage, clock: frozenset[int] = frozenset()
) -> Iterator[Failure]:
    """`clock`: minutes of the day that need not be spoken; `spoken` by the claimed speaker; `whole`: with what others had
    said, which counts where he does not say it."""
    if not claim.quantities:
        return
    own = labelled(spoken)
    others = labelled(whole) if whole is not spoken else own
    for fact in labelled(claim):
        if fact.quantity.unit == "時" and fact.quantity.value in clock:
            continue
        here = [said for said in own if _equal(fact.quantity, said.quantity, spoken)]
        everything = own
        if not here:
            here = [said for said in others if _equal(fact.quantity, said.quantity, whole)]
            everything = others
        here = [
            said
            for said in here
            if not (fact.quantity.per and said.quantity.per and fact.quantity.per != said.quantity.per)
        ]
        elsewhere = fact.quantity.value != 1 and misplaced(fact, here, _rivals(fact, here, everything))  # 1件当たり
        if not here or _other_bound(fact.quantity, here) or elsewhere:
            yield Failure(fact.quantity.kind, fact.quantity.text)
    yield from (Failure(one.kind, one.text) for one in _parted(claim, whole))


def _parted(claim: Passage, said: Passage) -> Iterator[Quantity]:
    """Numbers that stand beside another one than when they were said: 「77歳を2万円」 for 「88歳を2万円」."""
    theirs = _neighbours(said)
    for one, other in _neighbours(claim):
        if one.value == 1 or any(_equal(one, a, said) and _equal(other, b, said) for a, b in theirs):
            continue
        if any(_equal(one, a, said) and _rival(other, b) for a, b in theirs):
            yield other
        elif any(_equal(other, b, said) and _rival(one, a) for a, b in theirs):
            yield one


def _neighbours(passage: Passage) -> list[tuple[Quantity, Quantity]]:
    """Numbers of two kinds one after the other, no comma between them."""
    pairs = pairwise(passage.quantities)
    return [
        (one, other)
        for one, other in pairs
        if not _PAUSE.search(passage.text[one.end : other.start]) and (one.kind, one.unit) != (other.kind, other.unit)
    ]


def _rival(claimed: Quantity, said: Quantity) -> bool:
    return claimed.kind == said.kind and claimed.unit == said.unit and claimed.text != said.text


def _equal(claimed: Quantity, said: Quantity, passage: Passage) -> bool:
    if said.date is not None and claimed.unit == "日":
        return said.date.day == claimed.value
    if claimed.date is not None:
        return said.date is not None and agrees(claimed.date, said.date, _years(passage), passage.today)
    return same(claimed, said)


def _years(passage: Passage) -> frozenset[int]:
    dates = (quantity.date for quantity in passage.quantities)
    return frozenset(date.year for date in dates if date is not None and date.year is not None)


def _other_bound(claimed: Quantity, here: list[Labelled]) -> bool:
    """以上 where 未満 was said, or a limit where none was said, or none where one was."""
    return claimed.date is None and all(said.quantity.bound != claimed.bound for said in here)


def _rivals(fact: Labelled, here: list[Labelled], everything: tuple[Labelled, ...]) -> list[Labelled]:
    kind = fact.quantity.kind
    return [said for said in everything if said.quantity.kind == kind and said not in here and _comparable(fact, said)]


def _comparable(fact: Labelled, said: Labelled) -> bool:
    if fact.quantity.date is None or said.quantity.date is None:
        return fact.quantity.unit == said.quantity.unit
    return {name for name, _ in fact.quantity.date.known()} == {name for name, _ in said.quantity.date.known()}
