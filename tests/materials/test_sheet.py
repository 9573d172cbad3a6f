"""Proposals as rows of a dictionary."""

from __future__ import annotations

import pytest

from minutes.materials.sheet import OTHER, category_of, term_rows
from minutes.materials.terms import ProposedTerm


@pytest.mark.parametrize(
    ("term", "category"),
    [
        ("上下水道事業審議会", "会議・団体"),
        ("若瀬市医師会", "会議・団体"),
        ("ケアラー支援条例", "例規"),
        ("管更生工法", "事業・制度"),
        ("SM計画", "計画"),
        ("若瀬川浄化センター", "施設"),
        ("介護保険課", "組織"),
        ("準備基金", "財源"),
        ("料金回収率", "指標"),
        ("みまもりあいアプリ", "システム"),
        ("みくりん号", OTHER),
    ],
)
def test_the_end_of_a_term_tells_its_category(term: str, category: str) -> None:
    assert category_of(term) == category


def test_the_note_says_what_a_clerk_decides_by() -> None:
    proposed = ProposedTerm("看多機", "かんたき", False, 3, "議案.pdf", "…看多機を整備する。", 5.0, "看護小規模多機能")
    (row,) = term_rows([proposed])
    assert row.note == "よみ要確認。「看護小規模多機能」の略。3回。議案.pdf：…看多機を整備する。"
    assert row.cues == ()
