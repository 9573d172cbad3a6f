"""A confirmation holds for what was confirmed and for nothing else.

It carries the SHA-256 of the minutes' content; where the content becomes another, whoever vouched for it vouches no more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from minutes.domain import Confirmation, Minutes, Utterance


def content_hash(minutes: Minutes) -> str:
    """SHA-256 of what the minutes say: meeting and items, not where they come from."""
    return _hash(minutes.model_dump(mode="json", include={"meeting", "items"}))


def confirmed(
    minutes: Minutes, by: str, at: dt.datetime, printed: Sequence[Utterance] | None = None, document: str = ""
) -> Minutes:
    """The minutes with the confirmation of a named person.

    `printed`: the utterances as that person has read them, None for a form of statements; `document`: SHA-256 of the file
    that was confirmed, where that is one a clerk has worked on and not the one made of these minutes.
    """
    said = _utterances_hash(printed) if printed is not None else ""
    return _with(minutes, Confirmation(by=by, at=at, content=content_hash(minutes), utterances=said, document=document))


def valid_confirmation(minutes: Minutes) -> Confirmation | None:
    """The confirmation the minutes carry, if it is of this content."""
    given = minutes.provenance.confirmation
    return given if given and given.content == content_hash(minutes) else None


def is_of(given: Confirmation, printed: Sequence[Utterance] | None) -> bool:
    """Whether what is printed is what that person has read: who confirms statements has not read every utterance, nor the
    other way round."""
    return given.utterances == (_utterances_hash(printed) if printed is not None else "")


def keep_confirmation(minutes: Minutes, before: Confirmation | None) -> Minutes:
    """Minutes made anew, still confirmed if they say what was confirmed before."""
    return _with(minutes, valid_confirmation(_with(minutes, before)))


def _utterances_hash(utterances: Sequence[Utterance]) -> str:
    return _hash(
        [one.model_dump(mode="json", include={"id", "speaker", "name", "start", "text"}) for one in utterances]
    )


def _hash(plain: Any) -> str:
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _with(minutes: Minutes, confirmation: Confirmation | None) -> Minutes:
    provenance = minutes.provenance.model_copy(update={"confirmation": confirmation})
    return minutes.model_copy(update={"provenance": provenance})
