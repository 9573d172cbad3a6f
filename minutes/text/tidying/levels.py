"""The levels of every utterance: as corrected → clean (L1) → edited (L2). None overwrites the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from minutes.domain import Change, Tidied, Utterance
from minutes.text.tidying.clean import clean
from minutes.text.tidying.draft import Draft, Edit
from minutes.text.tidying.edit import House, edit
from minutes.text.tidying.listening import listening


def tidy(utterances: Sequence[Utterance], house: House) -> tuple[Tidied, ...]:
    """One for each utterance, in their order; what only shows that somebody listens is empty from level 1 on."""
    return tuple(tidied_at(utterances, index, house) for index in range(len(utterances)))


def tidied_at(utterances: Sequence[Utterance], index: int, house: House) -> Tidied:
    """One of them where it stands: whether somebody only listens shows in what is said around it."""
    utterance = utterances[index]
    role = listening(utterances, index)
    if role:
        gone = Draft(utterance.text)
        gone.apply([Edit(0, len(utterance.text), "", role)])
        return Tidied(id=utterance.id, clean="", edited="", changes=gone.changes(1))
    cleaned = clean(utterance.text, house.protected)
    edited = edit(cleaned.text, house)
    changes: tuple[Change, ...] = (*cleaned.changes(1), *edited.changes(2))
    return Tidied(id=utterance.id, clean=cleaned.text, edited=edited.text, changes=changes)


def at_level(
    utterances: Sequence[Utterance], tidied: Sequence[Tidied], level: Literal["clean", "edited"]
) -> tuple[Utterance, ...]:
    """The utterances with their text at a level; those of which nothing is left are not among them."""
    texts = {one.id: one.clean if level == "clean" else one.edited for one in tidied}
    leveled = [one.model_copy(update={"text": texts.get(one.id, one.text)}) for one in utterances]
    return tuple(after for before, after in zip(utterances, leveled, strict=True) if after.text or not before.text)


def edited_text(text: str, house: House) -> str:
    """A text by itself at level 2."""
    return edit(clean(text, house.protected).text, house).text
