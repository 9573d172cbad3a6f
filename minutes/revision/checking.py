"""What the first run checks of every line, checked again of those a clerk's act concerns: see `minutes.structure.grounding`.

What a clerk has settled of a line stays settled until the line says something else or its evidence does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from minutes.domain.edits import Boundary, Restate
from minutes.revision.desk import Desk
from minutes.revision.known import Known
from minutes.revision.results import Part
from minutes.structure.grounding.check import Grounds
from minutes.structure.grounding.claim import claim_of, of_flag
from minutes.unsupported import PREFIX, flag


class Checking:
    """Of a desk as it stands."""

    def __init__(self, desk: Desk, known: Known) -> None:
        self._desk, self._known = desk, known

    @cached_property
    def _grounds(self) -> Grounds:
        """What was said, in the words in which it is cited; of a long meeting it takes a while."""
        known = self._known
        return Grounds(known.cited.of(self._desk), known.meeting, known.dictionaries, known.words)

    def checked(self, part: Part, item: int) -> Part:
        """With what of it cannot be shown; what else was to be checked stays to be checked. Who names evidence knows of what
        item it is; what lies beyond a boundary that was moved afterwards is told by `astray`."""
        lines = (line for line in self._desk.lines if line.item == item)
        allowed = frozenset(id_ for line in lines for id_ in line.part.evidence) | set(part.evidence)
        failures = self._grounds.check(claim_of(part), allowed)
        flags = (one for one in part.flags if not one.startswith(PREFIX) or _foreign(one) in part.evidence)
        return _with_flags(part, *flags, *(failure.flag for failure in failures))

    def restated(self, part: Part, before: Part, item: int) -> Part:
        """The clerk's words for a line that was there."""
        known = [one for one in before.flags if one.startswith(PREFIX)]
        if claim_of(part) == claim_of(before):
            return _with_flags(part, *part.flags, *known)
        return self.checked(_with_flags(part, *part.flags, *filter(_foreign, known)), item)


def astray(act: Boundary, desk: Desk, trial: Desk) -> Iterator[Restate]:
    """The lines of the item before that name what now lies beyond the boundary as evidence, and those that no longer do.
    `desk`, `trial`: before and after the act."""
    order = trial.order()
    begin, began, end = order[act.utterance], _begun(desk, act.item), _first(trial, act.item + 1)
    items = {line.id: line.item for line in desk.lines}
    for line in trial.lines:
        if line.item not in (act.item - 1, act.item) or line.item == items[line.id] == act.item:
            continue  # of the item itself no line begins before it
        told = {id_ for id_ in map(_foreign, line.part.flags) if id_}
        places = {id_: order[id_] for id_ in line.part.evidence if id_ in order}
        if line.item == act.item:
            foreign = {id_ for id_ in told if places.get(id_, end) >= end}
        else:
            beyond = {id_ for id_, place in places.items() if place >= begin}
            was_there = {id_ for id_ in beyond if items[line.id] < act.item and places[id_] >= began}
            foreign = beyond - was_there | beyond & told
        if foreign != told:
            flags = [one for one in line.part.flags if not _foreign(one)]
            flags += [flag("foreign_evidence", id_) for id_ in line.part.evidence if id_ in foreign]
            yield Restate(line=line.id, was=line.part.text, part=_with_flags(line.part, *flags))


def _begun(desk: Desk, item: int) -> int:
    """Where an item began: where a clerk has put it, else with the first that is evidence of it."""
    order = desk.order()
    return min(order.get(desk.begun.get(item, ""), len(order)), _first(desk, item))


def _first(desk: Desk, item: int) -> int:
    """The place of the first utterance that is evidence of an item or of a later one."""
    order = desk.order()
    own = (id_ for line in desk.lines if line.item >= item for id_ in line.part.evidence if id_ in order)
    return min(map(order.__getitem__, own), default=len(order))


def _foreign(flag: str) -> str | None:
    """The utterance of another item that a flag tells of."""
    failure = of_flag(flag)
    return failure.detail if failure and failure.code == "foreign_evidence" else None


def _with_flags(part: Part, *flags: str) -> Part:
    return part.model_copy(update={"flags": tuple(dict.fromkeys(flags))})
