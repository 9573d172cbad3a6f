"""What of an LLM's draft may stand: what can be shown. Elsewhere stand the rules' words, and nothing the rules found is lost.

It goes by utterances: where any claim about an utterance cannot be shown, all that the model wrote about it gives way to
what it wrote when told so; where that cannot be shown either, to the rules' words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from minutes.domain import ActionItem, Decision, Statement

Part = TypeVar("Part", Statement, Decision, ActionItem)
Author = Literal["llm", "rules"]


@dataclass(frozen=True)
class Worded(Generic[Part]):
    """A part of the minutes, who worded it, and the utterances it is about (an answer may cite its question, too)."""

    part: Part
    by: Author
    about: frozenset[str]


@dataclass(frozen=True)
class Tried(Generic[Part]):
    """One kind of part of a draft, checked: what can be shown, and of each refused claim the utterances it was about (none,
    where it cites nothing that was said here)."""

    shown: tuple[Worded[Part], ...] = ()
    refused: tuple[frozenset[str], ...] = ()

    @property
    def disputed(self) -> frozenset[str]:
        return frozenset[str]().union(*self.refused)

    @property
    def baseless(self) -> bool:
        """Whether anything was refused of which nobody can say what it was about."""
        return not all(self.refused)


def settled(first: Tried[Part], second: Tried[Part]) -> tuple[tuple[Worded[Part], ...], frozenset[str]]:
    """What of two drafts may stand, and the utterances about which nothing of them may."""
    kept: list[Worded[Part]] = [one for one in first.shown if not one.about & first.disputed]
    covered = _about(kept)
    wanted = [one for one in second.shown if not one.about & second.disputed]
    mended: list[Worded[Part]] = [
        one for one in wanted if one.about & first.disputed or (first.baseless and not one.about & covered)
    ]
    standing = kept + mended
    return tuple(standing), (first.disputed | second.disputed) - _about(standing)


def statements(
    first: Tried[Statement], second: Tried[Statement], rules: Sequence[Worded[Statement]]
) -> tuple[Worded[Statement], ...]:
    """Not yet in spoken order. Proceedings are always the rules': there is nothing in them to word."""
    found, open_ = settled(first, second)
    kept = [one for one in found if one.part.kind != "procedure"]
    covered = _about(kept)
    lost = not kept or (first.baseless and (second.baseless or not second.shown))
    needed = [
        one for one in rules if one.part.kind == "procedure" or one.about & open_ or (lost and not one.about & covered)
    ]
    return (*kept, *needed)


def found_by_rules_too(
    first: Tried[Part], second: Tried[Part], rules: Sequence[Worded[Part]]
) -> tuple[Worded[Part], ...]:
    """Decisions or to-dos: all that the rules found, in the model's words where it can show them, and what else it shows."""
    kept, _ = settled(first, second)
    covered = _about(kept)
    return kept + tuple(one for one in rules if not one.about & covered)


def in_spoken_order(parts: Iterable[Worded[Part]], order: Mapping[str, int]) -> tuple[Worded[Part], ...]:
    """By the first utterance each is about; `order`: the place of each utterance."""
    return tuple(
        sorted(parts, key=lambda one: min((order[id_] for id_ in one.about if id_ in order), default=len(order)))
    )


def flagged(parts: Sequence[Worded[Part]], doubts: Callable[[Part], tuple[str, ...]]) -> tuple[Worded[Part], ...]:
    """With what there is to doubt about each."""
    return tuple(Worded(_with(one.part, doubts(one.part)), one.by, one.about) for one in parts)


def _with(part: Part, flags: tuple[str, ...]) -> Part:
    return part.model_copy(update={"flags": tuple(dict.fromkeys((*part.flags, *flags)))}) if flags else part


def _about(parts: Iterable[Worded[Part]]) -> frozenset[str]:
    return frozenset(id_ for one in parts for id_ in one.about)
