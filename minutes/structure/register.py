"""Minutes that were worded as spoken, put into the register of a form that prints them in another one."""

from __future__ import annotations

import re

from minutes.confirmation import confirmed, is_of, valid_confirmation
from minutes.domain import AgendaItem, Minutes
from minutes.structure.extractive import Register, in_register

_POLITE = re.compile(r"です|ます|でし|まし|ません|ください|ございま")


def minutes_in(minutes: Minutes, register: Register) -> Minutes:
    """です・ます becomes である; nothing is made politer than it was worded. A confirmation goes along: it is of the same
    statements."""
    if register != "dearu":
        return minutes
    items = tuple(_plain(item) for item in minutes.items)
    if items == minutes.items:
        return minutes
    given = valid_confirmation(minutes)
    worded = minutes.model_copy(update={"items": items})
    if given is None or not is_of(given, None):
        return worded
    return confirmed(worded, given.by, given.at, document=given.document)


def _plain(item: AgendaItem) -> AgendaItem:
    return item.model_copy(
        update={
            name: tuple(part.model_copy(update={"text": _worded(part.text)}) for part in getattr(item, name))
            for name in ("statements", "decisions", "actions")
        }
    )


def _worded(text: str) -> str:
    return in_register(text, "dearu") or text if _POLITE.search(text) else text
