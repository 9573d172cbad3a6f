"""What was said and stands nowhere in the minutes."""

from __future__ import annotations

from minutes.domain import AgendaItem, Statement
from minutes.structure.grounding.reflected import unreflected
from tests.structure.meetings import said

TALK = (
    ("会長", "それでは、議題1に入ります。"),
    ("委員", "駐車場が足りないと思います。案内板も見にくいです。"),
    ("課長", "駐車場は来年度に20台増やします。"),
    ("委員", "ありがとうございました。"),
)


def test_sentences_that_no_statement_uses() -> None:
    item = AgendaItem(
        title="駐車場",
        statements=(Statement(kind="opinion", speaker="委員", text="駐車場が足りないと考える。", evidence=("u0002",)),),
    )
    left = unreflected(said(*TALK), (item,), "会長")
    assert [(one.utterance, one.text) for one in left] == [
        ("u0002", "案内板も見にくいです。"),
        ("u0003", "駐車場は来年度に20台増やします。"),
    ]


def test_nothing_is_left_where_all_is_used() -> None:
    item = AgendaItem(
        title="駐車場",
        statements=(
            Statement(kind="opinion", speaker="委員", text="駐車場が足りず、案内板も見にくい。", evidence=("u0002",)),
            Statement(kind="answer", speaker="課長", text="駐車場を来年度に20台増やす。", evidence=("u0003",)),
        ),
    )
    assert unreflected(said(*TALK), (item,), "会長") == ()
