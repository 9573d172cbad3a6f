"""The results under a clerk's hands: what each act does to them.

Every act is a few lines; nothing here thinks. What follows from an act (the same word elsewhere, what is to be checked anew) is
found when the clerk acts (see `consequences`) and stands in the same edit, so that reading the edits again is quick and says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from minutes.domain import Correction, Mask, Seconds, Tidied, Unreflected, Utterance
from minutes.domain.edits import (
    Act,
    Add,
    Boundary,
    Drop,
    Judge,
    Keep,
    Listened,
    Merge,
    Reflect,
    Restate,
    Retidy,
    Reword,
    Settle,
    Speaker,
    Split,
)
from minutes.render.flags import SPEAKER_REASONS
from minutes.revision.offsets import carried
from minutes.revision.results import Line, Results, lines_of


class Stale(Exception):
    """What an act was about is not there any more, or says something else now."""


@dataclass
class Desk:
    """Lists and dictionaries of frozen values; a copy costs little. `items`: the numbers of all items, also of those without
    lines."""

    utterances: list[Utterance]
    tidied: dict[str, Tidied]
    lines: list[Line]
    corrections: list[Correction]
    unreflected: list[Unreflected]
    masks: list[Mask]
    items: list[int]
    settled: set[str] = field(default_factory=set)
    listened: set[tuple[Seconds, Seconds]] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)  # corrections nobody is to propose again
    begun: dict[int, str] = field(default_factory=dict)  # the utterance with which a clerk has had an item begin

    @staticmethod
    def of(results: Results) -> Desk:
        return Desk(
            utterances=list(results.utterances),
            tidied={one.id: one for one in results.tidied},
            lines=list(lines_of(results.minutes)),
            corrections=list(results.corrections),
            unreflected=list(results.unreflected),
            masks=list(results.masks),
            items=list(range(1, len(results.minutes.items) + 1)),
        )

    def copy(self) -> Desk:
        return replace(self, **{name: value.copy() for name, value in vars(self).items()})

    def apply(self, act: Act) -> None:
        """Raises Stale, and then is to be thrown away."""
        _DO[act.do](self, act)

    # ---- finding ----------------------------------------------------------------------------------------------------

    def place(self, id_: str) -> int:
        """Where an utterance stands."""
        for place, utterance in enumerate(self.utterances):
            if utterance.id == id_:
                return place
        raise Stale(id_)

    def line(self, id_: str, was: str | None = None) -> int:
        """Where a line stands, if it still says what it said."""
        for place, line in enumerate(self.lines):
            if line.id == id_:
                if was is not None and line.part.text != was:
                    raise Stale(id_)
                return place
        raise Stale(id_)

    def order(self) -> dict[str, int]:
        return {utterance.id: place for place, utterance in enumerate(self.utterances)}


def _flags_about(utterance: Utterance, *, speaker: bool) -> tuple[str, ...]:
    return tuple(flag for flag in utterance.flags if (flag in SPEAKER_REASONS) is speaker)


# ---- what was said ---------------------------------------------------------------------------------------------------


def _reword(desk: Desk, act: Reword) -> None:
    place = desk.place(act.utterance)
    utterance = desk.utterances[place]
    if utterance.text != act.was:
        raise Stale(act.utterance)
    flags = utterance.flags if act.text == act.was else _flags_about(utterance, speaker=True)
    desk.utterances[place] = utterance.model_copy(update={"text": act.text, "flags": flags})
    clean = act.text if act.clean is None else act.clean
    edited = clean if act.edited is None else act.edited
    desk.tidied[act.utterance] = Tidied(id=act.utterance, clean=clean, edited=edited)


def _retidy(desk: Desk, act: Retidy) -> None:
    tidied = desk.tidied.get(act.utterance)
    if tidied is None or tidied.edited != act.was:
        raise Stale(act.utterance)
    desk.tidied[act.utterance] = tidied.model_copy(update={"edited": act.text, "changes": ()})


def _speaker(desk: Desk, act: Speaker) -> None:
    for place in spoken_by(desk.utterances, act):
        utterance = desk.utterances[place]
        desk.utterances[place] = utterance.model_copy(
            update={"name": act.name, "flags": _flags_about(utterance, speaker=False)}
        )


def spoken_by(utterances: Sequence[Utterance], act: Speaker) -> list[int]:
    """The places of the utterances that an act gives to somebody. Raises Stale."""
    start = next((place for place, one in enumerate(utterances) if one.id == act.utterance), None)
    if start is None:
        raise Stale(act.utterance)
    if act.reach == "this":
        return [start]
    begin = start if act.reach == "onward" else 0
    voice = utterances[start].speaker
    return [place for place in range(begin, len(utterances)) if utterances[place].speaker == voice]


def _split(desk: Desk, act: Split) -> None:
    place = desk.place(act.utterance)
    whole = desk.utterances[place]
    if whole.text != act.was or act.at >= len(whole.text) or any(one.id == act.into for one in desk.utterances):
        raise Stale(act.utterance)
    heard = carried(act.at, whole.text, whole.heard)
    moment = round(whole.start + (whole.end - whole.start) * act.at / len(whole.text), 2)
    first = {"text": whole.text[: act.at], "heard": whole.heard[:heard], "end": moment}
    second = {"id": act.into, "text": whole.text[act.at :], "heard": whole.heard[heard:], "start": moment}
    desk.utterances[place : place + 1] = [whole.model_copy(update=part) for part in (first, second)]
    for one in desk.utterances[place : place + 2]:
        desk.tidied[one.id] = Tidied(id=one.id, clean=one.text, edited=one.text)
    _cite_instead(desk, {act.utterance: (act.utterance, act.into)})


def _merge(desk: Desk, act: Merge) -> None:
    place = desk.place(act.utterance)
    pair = desk.utterances[place : place + 2]
    if tuple(one.text for one in pair) != act.was:
        raise Stale(act.utterance)
    first, second = pair
    joined = {"text": first.text + second.text, "heard": first.heard + second.heard, "end": max(first.end, second.end)}
    joined["flags"] = tuple(dict.fromkeys((*first.flags, *second.flags)))
    joined["confidence"] = min(first.confidence, second.confidence)
    desk.utterances[place : place + 2] = [first.model_copy(update=joined)]
    tidy = [desk.tidied.pop(one.id, Tidied(id=one.id, clean=one.text, edited=one.text)) for one in pair]
    clean, edited = "".join(one.clean for one in tidy), "".join(one.edited for one in tidy)
    desk.tidied[first.id] = Tidied(id=first.id, clean=clean, edited=edited)
    _cite_instead(desk, {second.id: (first.id,)})


def _cite_instead(desk: Desk, ids: dict[str, tuple[str, ...]]) -> None:
    """Whoever names an utterance as evidence names what it has become."""
    for place, line in enumerate(desk.lines):
        if not ids.keys().isdisjoint(line.part.evidence):
            evidence = tuple(dict.fromkeys(new for old in line.part.evidence for new in ids.get(old, (old,))))
            desk.lines[place] = replace(line, part=line.part.model_copy(update={"evidence": evidence}))
    desk.unreflected = [
        one.model_copy(update={"utterance": ids.get(one.utterance, (one.utterance,))[0]}) for one in desk.unreflected
    ]


# ---- what stands in the minutes --------------------------------------------------------------------------------------


def _restate(desk: Desk, act: Restate) -> None:
    place = desk.line(act.line, act.was)
    desk.lines[place] = replace(desk.lines[place], part=act.part)
    _take_off(desk, act.part.evidence)


def _add(desk: Desk, act: Add) -> None:
    if act.item not in desk.items or any(line.id == act.line for line in desk.lines):
        raise Stale(act.line)
    order = desk.order()
    if any(id_ not in order for id_ in act.part.evidence):
        raise Stale(act.line)
    said = min(order[id_] for id_ in act.part.evidence)
    later = (
        place
        for place, line in enumerate(desk.lines)
        if line.item > act.item or (line.item == act.item and _said(line, order, default=said) > said)
    )
    desk.lines.insert(next(later, len(desk.lines)), Line(act.line, act.item, act.part))
    _take_off(desk, act.part.evidence)


def _said(line: Line, order: Mapping[str, int], default: int) -> int:
    """The place of the first utterance that is evidence of a line and still there."""
    return min((order[id_] for id_ in line.part.evidence if id_ in order), default=default)


def _take_off(desk: Desk, evidence: Sequence[str]) -> None:
    """What a line is about is not left out of the minutes; what of it is, a Reflect of the same edit puts back."""
    desk.unreflected = [one for one in desk.unreflected if one.utterance not in evidence]


def _drop(desk: Desk, act: Drop) -> None:
    del desk.lines[desk.line(act.line, act.was)]


def _boundary(desk: Desk, act: Boundary) -> None:
    """What was said before it belongs to the item before, what was said from it on to the item."""
    if act.item not in desk.items:
        raise Stale(act.utterance)
    order = desk.order()
    begin = desk.place(act.utterance)
    desk.begun[act.item] = act.utterance
    for place, line in enumerate(desk.lines):
        if line.item in (act.item - 1, act.item):
            said = _said(line, order, default=begin)
            desk.lines[place] = replace(line, item=act.item if said >= begin else act.item - 1)
    desk.lines.sort(key=lambda line: line.item)


def _reflect(desk: Desk, act: Reflect) -> None:
    again = frozenset(act.utterances)
    rows = [one for one in desk.unreflected if one.utterance not in again]
    if act.left:
        order = desk.order()
        rows = sorted((*rows, *act.left), key=lambda one: order.get(one.utterance, len(order)))
    desk.unreflected = rows


# ---- what was checked ------------------------------------------------------------------------------------------------


def _settle(desk: Desk, act: Settle) -> None:
    """Of a line, an utterance or an item (i3)."""
    if act.target in {f"i{item}" for item in desk.items}:
        desk.settled.add(act.target)
        return
    for place, line in enumerate(desk.lines):
        if line.id == act.target:
            desk.lines[place] = replace(line, part=line.part.model_copy(update={"flags": ()}))
            return
    place = desk.place(act.target)
    desk.utterances[place] = desk.utterances[place].model_copy(update={"flags": ()})


def _judge(desk: Desk, act: Judge) -> None:
    for number in act.corrections:
        if not 0 <= number < len(desk.corrections):
            raise Stale(str(number))
        desk.corrections[number] = desk.corrections[number].model_copy(update={"applied": act.accept})
        (desk.refused.discard if act.accept else desk.refused.add)(number)


def _keep(desk: Desk, act: Keep) -> None:
    desk.masks = [mask for mask in desk.masks if mask != act.mask]
    if act.on:
        desk.masks.append(act.mask)


def _listened(desk: Desk, act: Listened) -> None:
    desk.listened.add((act.start, act.end))


_DO: dict[str, Callable[[Desk, Any], None]] = {
    "reword": _reword,
    "retidy": _retidy,
    "speaker": _speaker,
    "split": _split,
    "merge": _merge,
    "restate": _restate,
    "add": _add,
    "drop": _drop,
    "boundary": _boundary,
    "reflect": _reflect,
    "settle": _settle,
    "judge": _judge,
    "keep": _keep,
    "listened": _listened,
}
