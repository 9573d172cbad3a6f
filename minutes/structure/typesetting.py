"""The house's typography, which none of structuring's rules need to know: taken off before them, put on after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from minutes.domain import ActionItem, AgendaItem, Decision, Statement, Style, Utterance
from minutes.text.tidying.draft import Draft
from minutes.text.tidying.edit import House, typography

Printed = TypeVar("Printed", Statement, Decision, ActionItem)


def unset(utterance: Utterance, house: House) -> Utterance:
    """Figures and commas in the one form that all rules are written for, where the house has another."""
    if not _has_own(house):
        return utterance
    return utterance.model_copy(update={"text": _typeset(utterance.text, House(Style(), house.protected))})


def typeset(item: AgendaItem, house: House) -> AgendaItem:
    """The item's texts as the house writes figures and commas."""

    def printed(parts: Sequence[Printed]) -> tuple[Printed, ...]:
        return tuple(part.model_copy(update={"text": _typeset(part.text, house)}) for part in parts)

    if not _has_own(house):
        return item
    parts = {
        "statements": printed(item.statements),
        "decisions": printed(item.decisions),
        "actions": printed(item.actions),
    }
    return item.model_copy(update=parts)


def _has_own(house: House) -> bool:
    return house.style.digits in ("full", "mixed") or house.style.comma != Style().comma


def _typeset(text: str, house: House) -> str:
    draft = Draft(text)
    draft.apply(house.protected.spared(text, typography(text, house.style)))
    return draft.text
