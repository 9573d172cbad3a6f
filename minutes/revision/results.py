"""What is revised: the machine's results, and the same after the clerk's edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from minutes.domain import (
    ActionItem,
    AgendaItem,
    Correction,
    Decision,
    Edit,
    Mask,
    Minutes,
    Seconds,
    Statement,
    Tidied,
    Unreflected,
    Utterance,
)

Part: TypeAlias = Statement | Decision | ActionItem


@dataclass(frozen=True)
class Line:
    """A part of the minutes under a name that stays: `i2.s3` is the third statement the machine found on the second item
    (`d` a decision, `a` a to-do); one that a clerk has added has the name its edit gave it. `item` counts from 1."""

    id: str
    item: int
    part: Part


@dataclass(frozen=True)
class Results:
    """Of one meeting, as they lie in its work folder."""

    utterances: tuple[Utterance, ...]
    minutes: Minutes
    tidied: tuple[Tidied, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unreflected: tuple[Unreflected, ...] = ()
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True)
class Revised:
    """`results` after the edits, `lines` its minutes under names; `stale`: the edits that do not apply to these results any
    more; `refused`: the places of the corrections and suggestions a clerk did not want; `listened`: the stretches of speech
    without text that were listened to."""

    results: Results
    lines: tuple[Line, ...]
    stale: tuple[Edit, ...] = ()
    listened: frozenset[tuple[Seconds, Seconds]] = field(default_factory=frozenset)
    refused: frozenset[int] = frozenset()


def lines_of(minutes: Minutes) -> tuple[Line, ...]:
    """The machine's minutes, line by line."""
    return tuple(line for number, item in enumerate(minutes.items, start=1) for line in _lines(number, item))


def _lines(number: int, item: AgendaItem) -> list[Line]:
    def named(kind: str, parts: Sequence[Part]) -> list[Line]:
        return [Line(f"i{number}.{kind}{place}", number, part) for place, part in enumerate(parts, start=1)]

    return [*named("s", item.statements), *named("d", item.decisions), *named("a", item.actions)]


def with_lines(minutes: Minutes, lines: Sequence[Line], settled: frozenset[str]) -> Minutes:
    """The minutes made of lines, in their order; of the items in `settled` (i1, i2 …) nothing is to be checked."""
    own: dict[int, list[Part]] = {}
    for line in lines:
        own.setdefault(line.item, []).append(line.part)
    items = [
        _with_parts(item, own.get(number, ()), frozenset() if f"i{number}" in settled else item.flags)
        for number, item in enumerate(minutes.items, start=1)
    ]
    return minutes.model_copy(update={"items": tuple(items)})


def _with_parts(item: AgendaItem, parts: Sequence[Part], flags: Sequence[str] | frozenset[str]) -> AgendaItem:
    return item.model_copy(
        update={
            "statements": tuple(part for part in parts if isinstance(part, Statement)),
            "decisions": tuple(part for part in parts if isinstance(part, Decision)),
            "actions": tuple(part for part in parts if isinstance(part, ActionItem)),
            "flags": tuple(flags),
        }
    )
