"""Numbers, amounts, dates, times and shares of a claim that nobody said, or that were said of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutes.structure.grounding.binding import Labelled, labelled, misplaced
from minutes.structure.grounding.claim import Failure
from minutes.structure.grounding.dates import agrees
from minutes.structure.grounding.passage import Passage
from minutes.structure.grounding.quantities import Quantity, same

_AFFIRMS = re.compile(r"はい|ええ|そのとおり|その通り|おっしゃるとおり|そうです|お見込み|承知|分かりました|わかりました|異議")


def unsaid_facts(claim: Passage, spoken: Passage, whole: Passage) -> Iterator[Failure]:
    """`spoken` by the claimed speaker; `whole`: with what others said. Theirs counts where he says nothing of the kind
    himself, or agrees."""
    if not claim.quantities:
        return
    own = labelled(spoken)
    others = labelled(whole) if whole is not spoken else own
    for fact in labelled(claim):
        here = [said for said in own if _equal(fact.quantity, said.quantity, spoken)]
        everything = own
        if not here and (_silent(fact.quantity, spoken) or _AFFIRMS.search(spoken.text)):
            here = [said for said in others if _equal(fact.quantity, said.quantity, whole)]
            everything = others
        here = [said for said in here if not (fact.quantity.per and said.quantity.per and fact.quantity.per != said.quantity.per)]
        if not here or _other_bound(fact.quantity, here) or misplaced(fact, here, _rivals(fact, here, everything)):
            yield Failure(fact.quantity.kind, fact.quantity.text)


def _equal(claimed: Quantity, said: Quantity, passage: Passage) -> bool:
    if said.date is not None and claimed.unit == "日":
        return said.date.day == claimed.value
    if claimed.date is not None:
        return said.date is not None and agrees(claimed.date, said.date, _years(passage), passage.today)
    return same(claimed, said)


def _years(passage: Passage) -> frozenset[int]:
    dates = (quantity.date for quantity in passage.quantities)
    return frozenset(date.year for date in dates if date is not None and date.year is not None)


def _silent(claimed: Quantity, spoken: Passage) -> bool:
    """Whether the speaker names nothing of the kind."""
    return not any(said.kind == claimed.kind and (said.unit == claimed.unit) for said in spoken.quantities)


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
