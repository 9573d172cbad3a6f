"""Plain correction: only words by themselves, never twice, with a receipt for every change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutes.domain import Dictionary, Term, Utterance
from minutes.text.correct import LITERAL, Forms, correct, correct_text
from minutes.text.dictionary import find_dictionary, read_dictionary


def dictionary(**wrong_forms: str) -> Dictionary:
    """`term="form|form"`."""
    terms = tuple(Term(text=text, wrong=tuple(forms.split("|"))) for text, forms in wrong_forms.items())
    return Dictionary(name="test", sha256="0", terms=terms)


def heard(text: str, id_: str = "u0001") -> Utterance:
    return Utterance(id=id_, speaker="A", start=0, end=1, heard=text, text=text)


def put_right(text: str, *dictionaries: Dictionary) -> str:
    return correct([heard(text)], dictionaries)[0][0].text


SHIPPED = (read_dictionary(find_dictionary("dx"))[0], read_dictionary(find_dictionary("gyosei"))[0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("上部会議に不義することとした。", "上部会議に付議することとした。"),
        ("スタンダロンの端末をLGワンへ。", "スタンドアロンの端末をLGWANへ。"),
        ("火葬ブラウザ環境", "仮想ブラウザ環境"),
        ("文書生成愛と生成愛", "文書生成AIと生成AI"),
        ("町議構成員", "庁議構成員"),
        ("期間業務システムの調達", "基幹業務システムの調達"),
        ("当弁をお願いします。", "答弁をお願いします。"),
    ],
)
def test_a_wrong_form_by_itself_is_put_right(before: str, after: str) -> None:
    assert put_right(before, *SHIPPED) == after


@pytest.mark.parametrize(
    "text",
    [
        "町議会議員が長期間業務システムから離れる。",  # 期間業務システム begins inside 長期間
        "当弁護士会の意見です。",  # 当弁 ends inside 弁護士
        "アールピーエーツール",  # a longer run of katakana
        "XLGワン",
        "EVPM2",
        "期間業務職員の気密性とラグ、同義、書簡、決済、施工。",  # words that are right by themselves
        "付議案件と専決処分、スタンドアロン",
    ],
)
def test_what_is_part_of_another_word_or_right_stays(text: str) -> None:
    corrected, corrections = correct([heard(text)], SHIPPED)
    assert (corrected[0].text, corrections) == (text, ())


def test_every_change_has_a_receipt_whose_offsets_are_those_of_what_was_heard() -> None:
    text = "不義案件の不義案件、LGワン。"
    (corrected,), corrections = correct([heard(text, "u0042")], SHIPPED)
    assert corrected.text == "付議案件の付議案件、LGWAN。"
    assert corrected.heard == text
    assert [(c.start, c.end, c.before, c.after) for c in corrections] == [
        (0, 4, "不義案件", "付議案件"),
        (5, 9, "不義案件", "付議案件"),
        (10, 14, "LGワン", "LGWAN"),
    ]
    assert all(text[c.start : c.end] == c.before and c.after == c.term for c in corrections)
    assert {(c.utterance, c.rule, c.score, c.applied) for c in corrections} == {("u0042", LITERAL, 1.0, True)}


def test_it_works_from_what_was_heard() -> None:
    once, corrections = correct([heard("不義案件")], SHIPPED)
    assert correct(once, SHIPPED) == (once, corrections)
    by_hand = once[0].model_copy(update={"text": "直した"})
    assert correct([by_hand], SHIPPED)[0] == once
    assert correct(once, ())[0][0].text == "不義案件"


def test_the_longest_form_wins_wherever_it_stands() -> None:
    both = dictionary(丙="A甲", 丁="甲アB")
    assert correct_text("A甲アB、A甲", Forms.of([both]), "u1")[0] == "A丁、丙"


def test_a_correct_term_protects_what_is_in_it() -> None:
    assert put_right("標準準拠の準拠", dictionary(標準準拠="標準順拠", 遵守="準拠")) == "標準準拠の遵守"
    # what is right in one dictionary is not wrong in another
    assert put_right("決済の話", dictionary(決裁="決済"), dictionary(決済="結済")) == "決済の話"


def test_of_two_dictionaries_the_first_wins() -> None:
    assert put_right("かか", dictionary(甲="かか"), dictionary(乙="かか")) == "甲"
    assert put_right("かか", dictionary(乙="かか"), dictionary(甲="かか")) == "乙"


def test_what_a_second_pass_would_change_again_is_only_suggested() -> None:
    (kept,), (suggestion,) = correct([heard("ロロx")], [dictionary(ニ="ロロ", ホ="ニx")])
    assert (kept.text, suggestion.before, suggestion.applied) == ("ロロx", "ロロ", False)
    assert suggestion.score < 1


def test_the_speed_carries_ten_thousand_terms() -> None:
    terms = tuple(Term(text=f"用語{number:05}", wrong=(f"誤語{number:05}",)) for number in range(10_000))
    text = "本日の会議では、誤語00042について確認いたします。" * 800
    corrected, corrections = correct([heard(text)], [Dictionary(name="t", sha256="0", terms=terms)])
    assert len(corrections) == 800
    assert "誤語" not in corrected[0].text


SIGNS = "あいアイ漢字ab1。ー\n"
WORDS = st.text(alphabet=SIGNS, min_size=2, max_size=4).filter(lambda word: "\n" not in word)


@settings(max_examples=300, deadline=None)
@given(
    pairs=st.dictionaries(WORDS, st.sets(WORDS, max_size=3), min_size=1, max_size=5),
    text=st.text(alphabet=SIGNS, max_size=40),
)
def test_a_second_pass_changes_nothing_and_no_line_is_lost(pairs: dict[str, set[str]], text: str) -> None:
    terms = tuple(Term(text=term, wrong=tuple(sorted(forms - {term}))) for term, forms in pairs.items())
    forms = Forms.of([Dictionary(name="t", sha256="0", terms=terms)])
    once, corrections = correct_text(text, forms, "u1")
    assert correct_text(once, forms, "u1")[0] == once
    assert once.count("\n") == text.count("\n")
    assert all(text[c.start : c.end] == c.before for c in corrections)
    ends = [0, *(c.end for c in corrections)]
    assert all(end <= c.start for end, c in zip(ends, corrections, strict=False))
