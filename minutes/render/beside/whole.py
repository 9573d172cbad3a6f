"""Everything about one meeting as data: the .json beside the document. Its schema is docs/minutes.schema.json."""

from __future__ import annotations

from typing import Literal

from minutes.domain import AgendaItem, Meeting, Provenance, Text, Unreflected, Utterance, Value
from minutes.render.beside.given import Given


class Whole(Value):
    """The minutes of a meeting with the utterances that prove them.

    `version` changes when a program that reads this must change; `title` as the document prints it; `draft`: nobody has
    confirmed what is here. Times are seconds from the beginning of the meeting; `evidence` holds ids of `utterances`, of
    which a public edition has none where its document prints none.
    """

    format: Literal["minutes"] = "minutes"
    version: Literal[1] = 1
    title: Text
    draft: bool
    meeting: Meeting
    items: tuple[AgendaItem, ...]
    utterances: tuple[Utterance, ...]
    unreflected: tuple[Unreflected, ...] = ()
    provenance: Provenance


def whole(given: Given) -> Whole:
    """As far as the reader may see it."""
    return Whole(
        title=given.title,
        draft=not given.standing.final,
        meeting=given.minutes.meeting,
        items=given.minutes.items,
        utterances=_for_the_public(given) if given.public else tuple(given.utterances),
        unreflected=tuple(given.annexes.unreflected),
        provenance=given.minutes.provenance,
    )


def _for_the_public(given: Given) -> tuple[Utterance, ...]:
    """Only where utterances are what is printed; what was recognised and whose voice it was is a matter of the house."""
    if given.form.prints_statements:
        return ()
    sources = given.sources()
    return tuple(
        one.model_copy(update={"heard": one.text, "speaker": sources.speaker(one), "confidence": 1.0, "flags": ()})
        for one in given.utterances
    )
