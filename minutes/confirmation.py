"""A confirmation holds for what was confirmed and for nothing else.

It carries the SHA-256 of the minutes' content; where the content becomes another, whoever vouched for it vouches no more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from minutes.domain import Confirmation, Minutes


def content_hash(minutes: Minutes) -> str:
    """SHA-256 of what the minutes say: meeting and items, not where they come from."""
    plain = minutes.model_dump(mode="json", include={"meeting", "items"})
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def confirmed(minutes: Minutes, by: str, at: dt.datetime, document: str = "") -> Minutes:
    """The minutes with the confirmation of a named person. `document`: SHA-256 of the file that was confirmed, where that
    is one a clerk has worked on and not the one made of these minutes."""
    given = Confirmation(by=by, at=at, content=content_hash(minutes), document=document)
    return _with(minutes, given)


def valid_confirmation(minutes: Minutes) -> Confirmation | None:
    """The confirmation the minutes carry, if it is of this content."""
    given = minutes.provenance.confirmation
    return given if given and given.content == content_hash(minutes) else None


def keep_confirmation(minutes: Minutes, before: Confirmation | None) -> Minutes:
    """Minutes made anew, still confirmed if they say what was confirmed before."""
    return _with(minutes, valid_confirmation(_with(minutes, before)))


def _with(minutes: Minutes, confirmation: Confirmation | None) -> Minutes:
    provenance = minutes.provenance.model_copy(update={"confirmation": confirmation})
    return minutes.model_copy(update={"provenance": provenance})
