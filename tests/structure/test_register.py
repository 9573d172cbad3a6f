from __future__ import annotations

import datetime as dt

from minutes.confirmation import confirmed, valid_confirmation
from minutes.domain import AgendaItem, Decision, Meeting, Minutes, Provenance, Statement
from minutes.structure.register import minutes_in


def spoken(*texts: str) -> Minutes:
    statements = tuple(Statement(kind="answer", speaker="図書館長", text=text, evidence=("u0001",)) for text in texts)
    item = AgendaItem(
        title="開館時間", statements=statements, decisions=(Decision(text="了承します。", evidence=("u0001",)),)
    )
    return Minutes(meeting=Meeting(title="審議会"), items=(item,), provenance=Provenance(software="minutes"))


def test_a_plain_form_prints_plain_sentences():
    (item,) = minutes_in(spoken("8月に行います。", "はい。", "検討する。"), "dearu").items
    assert [one.text for one in item.statements] == ["8月に行う。", "はい。", "検討する。"]
    assert item.decisions[0].text == "了承する。"


def test_other_registers_leave_the_words_alone():
    given = spoken("8月に行います。", "検討する。")
    assert minutes_in(given, "spoken") is given and minutes_in(given, "desumasu") is given
    plain = minutes_in(given, "dearu")
    assert minutes_in(plain, "dearu") is plain


def test_who_has_confirmed_the_statements_still_vouches():
    at = dt.datetime(2025, 8, 8, tzinfo=dt.UTC)
    given = confirmed(spoken("8月に行います。"), "総務課長", at)
    kept = valid_confirmation(minutes_in(given, "dearu"))
    assert kept is not None and (kept.by, kept.at) == ("総務課長", at)
    of_the_record = confirmed(spoken("8月に行います。"), "総務課長", at, ())
    assert valid_confirmation(minutes_in(of_the_record, "dearu")) is None
