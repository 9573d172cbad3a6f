"""Numbers, amounts, dates, times and shares of a claim that nobody said, or that were said of something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from minutes.structure.grounding.binding import Labelled, labelled, misplaced
from minutes.structure.grounding.claim import Failure
from minutes.structure.grounding.dates import agrees
from minutes.structure.grounding.passage import Passage
from minutes.structure.grounding.quantities import Quantity, same, within

_BESIDE = 6  # characters
_PAUSE = re.compile("[、。]")
_OUT_OF = re.compile("[^0-9、。]{0,2}?(?:のうち|の中|のなか|中)、?[^0-9、。]{0,8}")
_ORDINAL = re.compile("(?<=[件点つ])目")


def unsaid_facts(
    claim: Passage, spoken: Passage, whole: Passage, clock: frozenset[int] = frozenset()
) -> Iterator[Failure]:
    """`clock`: minutes of the day that need not be spoken; `spoken` by the claimed speaker; `whole`: with what others had
    said, which counts where he does not say it."""
    if not claim.quantities:
        return
    own = labelled(spoken)
    others = labelled(whole) if whole is not spoken else own
    for fact in _told_apart(labelled(claim)):
        if fact.quantity.unit == "時" and fact.quantity.value in clock:
            continue
        if (
            _ORDINAL.match(claim.text, fact.quantity.end)
            or _vaguely(fact.quantity, whole)
            or (claim.text.startswith("まで", fact.quantity.end) and _last_year(fact.quantity, whole))
        ):
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
        elsewhere = (
            fact.quantity.value != 1
            and _of_a_kind(fact.quantity)
            and misplaced(fact, here, _rivals(fact, here, everything))
        )  # 1件当たり
        if not here or _other_bound(fact.quantity, here) or elsewhere or _otherwise(fact, whole):
            yield Failure(fact.quantity.kind, fact.quantity.text)
    yield from (Failure(one.kind, one.text) for one in (*_parted(claim, whole), *_outgrown(claim)))


def _of_a_kind(quantity: Quantity) -> bool:
    return quantity.date is not None or quantity.unit != ""


_WAYS = (("↑", re.compile(r"増|上|伸び|多|高|プラス|拡")), ("↓", re.compile(r"減|下|少|低|安|落|マイナス|縮|短|削|引")))


def _otherwise(fact: Labelled, said: Passage) -> bool:
    """A share by which something is said to have risen or fallen, where nothing did: 6割で済む is not 60％安い."""
    return fact.quantity.kind == "percentage" and any(
        sign in fact.labels and not written.search(said.text) for sign, written in _WAYS
    )


def _told_apart(facts: Sequence[Labelled]) -> list[Labelled]:
    """Without the labels that several numbers have: they tell none from another."""
    counts = Counter(label for fact in facts for label in fact.labels)
    common = {label for label, count in counts.items() if count > 2 and label not in "↑↓→←!"}
    return [replace(fact, labels=fact.labels - common, loose=fact.loose - common) for fact in facts]


# Said in other words: (claimed, said).
_VAGUE = (
    (re.compile(r"次回"), re.compile(r"次の|それまで|今度")),
    (re.compile(r"前回"), re.compile(r"前の|以前|この前|先日")),
    (re.compile(r"毎月"), re.compile(r"月(?:に|々|[0-9])")),
    (re.compile(r"毎年"), re.compile(r"年(?:に|々|[0-9]+回)")),
    (re.compile(r"毎週"), re.compile(r"週(?:に|[0-9])")),
    (re.compile(r"1[^0-9]{0,3}"), re.compile(r"一つ|ひとつ|一か所")),
    (re.compile(r"翌週"), re.compile(r"次の")),
    (re.compile(r"隔週"), re.compile(r"2週間に1[回度]")),
)


def _vaguely(claimed: Quantity, said: Passage) -> bool:
    return any(ours.fullmatch(claimed.text) and theirs.search(said.text) for ours, theirs in _VAGUE)


def _last_year(claimed: Quantity, said: Passage) -> bool:
    """令和8年度から3年間 end in 令和10年度."""
    if claimed.date is None or claimed.date.year is None or claimed.date.month is not None:
        return False
    lengths = [one.value // 12 for one in said.quantities if one.unit == "月" and one.value and one.value % 12 == 0]
    return any(year + length - 1 == claimed.date.year for year in _years(said) for length in lengths)


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


def _outgrown(claim: Passage) -> Iterator[Quantity]:
    """Parts that are more than their whole: 「19市のうち7市」 told as 「7市中19市」."""
    for one, other in pairwise(claim.quantities):
        if one.value is None or other.value is None or one.unit != other.unit:
            continue
        counted_alike = bool(one.unit) or claim.text[one.end : one.end + 1] == claim.text[other.end : other.end + 1]
        if counted_alike and other.value > one.value and _OUT_OF.fullmatch(claim.text[one.end : other.start]):
            yield other


def _neighbours(passage: Passage) -> list[tuple[Quantity, Quantity]]:
    """Numbers of two kinds one after the other, no comma between them."""
    pairs = pairwise(passage.quantities)
    return [
        (one, other)
        for one, other in pairs
        if other.start - one.end <= _BESIDE
        and not _PAUSE.search(passage.text[one.end : other.start])
        and (one.kind, one.unit) != (other.kind, other.unit)
    ]


def _rival(claimed: Quantity, said: Quantity) -> bool:
    return (
        (claimed.unit == said.unit or (claimed.unit == "%" and not said.unit))
        and not (claimed.date or said.date)
        and claimed.text != said.text
    )


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
    return claimed.date is None and not any(within(claimed.bound, said.quantity.bound) for said in here)


def _rivals(fact: Labelled, here: list[Labelled], everything: tuple[Labelled, ...]) -> list[Labelled]:
    kind = fact.quantity.kind
    return [said for said in everything if said.quantity.kind == kind and said not in here and _comparable(fact, said)]


def _comparable(fact: Labelled, said: Labelled) -> bool:
    if fact.quantity.date is None or said.quantity.date is None:
        return fact.quantity.unit == said.quantity.unit
    return {name for name, _ in fact.quantity.date.known()} == {name for name, _ in said.quantity.date.known()}
