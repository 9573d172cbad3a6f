"""What grounding found wanting, as a clerk and the model read it."""

from __future__ import annotations

import pytest

from minutes.unsupported import CODES, flag, sentence, sentence_of


@pytest.mark.parametrize(
    ("code", "detail", "said"),
    [
        ("number", "120", "数「120」が、根拠の発言に（その意味では）ありません。"),
        ("amount", "120万円", "金額「120万円」が、根拠の発言に（その意味では）ありません。"),
        ("wrong_speaker", "総務課長", "「総務課長」の発言であることを、根拠の発言から確かめられません。"),
        ("unknown_evidence", "u9999", "根拠として示された番号「u9999」の発言は、この会議にありません。"),
        ("negation", "", "根拠の発言と、肯定・否定、増減などの向きが違います。"),
        ("name", "甲:乙{}%s", "名前「甲:乙{}%s」が、根拠の発言にありません。"),
        ("amount", " ", "根拠の発言にない金額があります。"),
    ],
)
def test_a_flag_says_what_its_failure_says(code: str, detail: str, said: str) -> None:
    assert sentence(code, detail) == said
    assert sentence_of(flag(code, detail)) == said


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence_with_the_words_in_question_and_one_without(code: str) -> None:
    assert "千" in sentence(code, "千") and "千" not in sentence(code)
    assert sentence(code).endswith("。") and "{" not in sentence(code) + sentence(code, "千")
    assert sentence_of(flag(code, "千")) == sentence(code, "千")


def test_long_words_in_question_are_cut() -> None:
    assert len(sentence("wording", "長" * 10_000)) < 200


@pytest.mark.parametrize("other", ["low_confidence", "unsupported_", "unsupported_colour:赤", "", "ungrounded"])
def test_another_flag_is_not_ours(other: str) -> None:
    assert sentence_of(other) is None
