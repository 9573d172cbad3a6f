"""A confirmation holds for the content it was given for."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes.confirmation import confirmed, content_hash, keep_confirmation, valid_confirmation
from minutes.domain import AgendaItem, Meeting, Minutes, Provenance, Statement

AT = dt.datetime(2025, 8, 8, 16, 5, tzinfo=dt.UTC)
SAID = Statement(kind="opinion", speaker="会長", text="承認する。", evidence=("u0001",))
DRAFT = Minutes(
    meeting=Meeting(title="防災会議", date=dt.date(2025, 8, 6), start=dt.time(10)),
    items=(AgendaItem(title="備蓄について", statements=(SAID,)),),
    provenance=Provenance(software="minutes 1"),
)


def said(**changed: object) -> Minutes:
    item = AgendaItem(title="備蓄について", statements=(SAID.model_copy(update=changed),))
    return DRAFT.model_copy(update={"items": (item,)})


def test_who_when_and_of_what() -> None:
    given = confirmed(DRAFT, "総務課長・山田太郎", AT).provenance.confirmation
    assert given is not None
    assert (given.by, given.at, given.content, given.document) == ("総務課長・山田太郎", AT, content_hash(DRAFT), "")


def test_a_draft_has_none() -> None:
    assert valid_confirmation(DRAFT) is None


def test_it_survives_the_disk() -> None:
    final = confirmed(DRAFT, "総務課長", AT)
    read = Minutes.model_validate_json(final.model_dump_json())
    assert valid_confirmation(read) == final.provenance.confirmation


@pytest.mark.parametrize(
    "other",
    [
        said(text="否認する。"),
        said(speaker="委員"),
        said(evidence=("u0002",)),
        said(flags=("low_confidence",)),
        DRAFT.model_copy(update={"items": ()}),
        DRAFT.model_copy(update={"meeting": DRAFT.meeting.model_copy(update={"venue": "別の部屋"})}),
    ],
)
def test_other_words_are_not_confirmed(other: Minutes) -> None:
    given = confirmed(DRAFT, "総務課長", AT).provenance.confirmation
    assert keep_confirmation(other, given).provenance.confirmation is None
    assert (
        valid_confirmation(other.model_copy(update={"provenance": Provenance(software="", confirmation=given)})) is None
    )


def test_the_same_words_made_anew_still_are() -> None:
    given = confirmed(DRAFT, "総務課長", AT).provenance.confirmation
    anew = DRAFT.model_copy(update={"provenance": Provenance(software="minutes 2")})
    assert keep_confirmation(anew, given).provenance == Provenance(software="minutes 2", confirmation=given)
    assert keep_confirmation(anew, None) == anew


def test_confirming_twice_is_of_the_same_content() -> None:
    once = confirmed(DRAFT, "総務課長", AT)
    assert content_hash(confirmed(once, "部長", AT)) == content_hash(once) == content_hash(DRAFT)
