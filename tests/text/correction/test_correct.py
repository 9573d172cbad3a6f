"""Terms put right by sound and context: what is put right, what stays, and that a second pass changes nothing."""

from __future__ import annotations

from functools import cache

import pytest

from minutes.domain import Dictionary, Term, Utterance
from minutes.text.correction.candidate import NAME, Candidate
from minutes.text.correction.correct import Known, correct, correct_texts
from minutes.text.dictionary import find_dictionary, read_dictionary


@cache
def shipped(*names: str) -> tuple[Dictionary, ...]:
    return tuple(read_dictionary(find_dictionary(name))[0] for name in names)


def dictionary(*terms: Term) -> Dictionary:
    return Dictionary(name="試", sha256="0", terms=terms)


def put_right(text: str, *dictionaries: Dictionary) -> str:
    return correct_texts([text], dictionaries)[0].text


DX = ("dx", "gyosei")
WATER = ("jogesuido", "gyosei", "gikai")


@pytest.mark.parametrize(
    ("names", "heard", "meant"),
    [
        (DX, "上部会議に不義することとした。", "上部会議に付議することとした。"),
        (DX, "スタンダロンの端末をLGワンへ。", "スタンドアロンの端末をLGWANへ。"),
        (DX, "火葬ブラウザ環境", "仮想ブラウザ環境"),
        (DX, "文書生成愛と生成愛", "文書生成AIと生成AI"),
        (DX, "エルジーワンの回線とアールピーエーを使う。", "LGWANの回線とRPAを使う。"),
        (DX, "期間業務システムの調達", "基幹業務システムの調達"),
        (DX, "市長の決済を受けてから起案します。", "市長の決裁を受けてから起案します。"),
        (DX, "この件は議会に図ってまいります。", "この件は議会に諮ってまいります。"),
        (WATER, "優秀率が下がっている。", "有収率が下がっている。"),
        (WATER, "雨水感染の整備を進める。", "雨水幹線の整備を進める。"),
    ],
)
def test_what_was_meant_is_put_in(names: tuple[str, ...], heard: str, meant: str) -> None:
    assert put_right(heard, *shipped(*names)) == meant


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (DX, "町議会議員が長期間業務システムから離れる。"),
        (DX, "当弁護士会の意見です。"),
        (DX, "キャッシュレス決済の端末を支払いに使う。"),
        (DX, "付議案件と専決処分、スタンドアロン"),
        (WATER, "地球環境の保全に努める。"),
        (WATER, "優秀な職員が育っている。"),
        (WATER, "環境の変化に対応する。"),
        (("kyoiku", "gyosei"), "修学旅行の日程を決める。"),
        (("kyoiku", "gyosei"), "番組の編成が変わった。"),
    ],
)
def test_what_is_right_where_it_stands_stays(names: tuple[str, ...], text: str) -> None:
    (result,) = correct_texts([text], shipped(*names))
    assert result.text == text
    assert not any(change.applied for change in result.corrections)


# Each of these would be put right if what protects it were not there.
@pytest.mark.parametrize(
    ("free", "kept"),
    [
        ("上部会議に不義する。", "「上部会議に不義する」という題名です。"),
        ("上部会議に不義する。", "『不義する』を上部会議で読んだ。"),
    ],
)
def test_quoted_titles_stay(free: str, kept: str) -> None:
    dictionaries = shipped(*DX)
    assert put_right(free, *dictionaries) != free
    assert put_right(kept, *dictionaries) == kept


def test_a_number_stays_where_it_sounds_like_a_term() -> None:
    assert put_right("本会議を3階で開会し三回に分ける。", *shipped(*WATER)) == "本会議を3階で開会し三回に分ける。"


def test_a_name_of_the_roster_stays() -> None:
    dictionaries = [dictionary(Term(text="管渠", reading="かんきょ", wrong=("漢許",)))]
    text = "漢許の工事です。"
    assert correct_texts([text], dictionaries)[0].text == "管渠の工事です。"
    assert correct_texts([text], dictionaries, Known(names=("漢許",)))[0].text == text


def test_every_change_has_a_receipt_whose_offsets_are_those_of_what_was_heard() -> None:
    text = "不義案件の不義案件、LGワン。"
    utterance = Utterance(id="u0042", speaker="A", start=0, end=1, heard=text, text="古い")
    (corrected,), corrections = correct([utterance], shipped(*DX))
    assert (corrected.heard, corrected.text) == (text, "付議案件の付議案件、LGWAN。")
    assert [(c.start, c.end, c.before, c.after, c.utterance, c.applied) for c in corrections] == [
        (0, 4, "不義案件", "付議案件", "u0042", True),
        (5, 9, "不義案件", "付議案件", "u0042", True),
        (10, 14, "LGワン", "LGWAN", "u0042", True),
    ]


def test_candidates_from_elsewhere_are_taken_in() -> None:
    def find(text: str) -> tuple[Candidate, ...]:
        at = text.find("高橋課長")
        return (Candidate(at, at + 2, "髙橋", NAME, 0.95),) if at >= 0 else ()

    (result,) = correct_texts(["高橋課長の説明"], [], Known(find=find))
    assert (result.text, result.corrections[0].rule) == ("髙橋課長の説明", NAME)


def test_what_the_next_utterance_says_is_a_cue() -> None:
    dictionaries = [dictionary(Term(text="管渠", reading="かんきょ", cues=("布設",), category="下水"))]
    alone, *_ = correct_texts(["漢許が古い。"], dictionaries)
    score = max((c.correction.score for c in alone.considered), default=0)
    beside, *_ = correct_texts(["漢許が古い。", "布設から五十年です。"], dictionaries)
    assert max(c.correction.score for c in beside.considered) > score


def test_a_stretch_the_recogniser_was_sure_of_is_doubted_less() -> None:
    text = "漢許が古い。"
    dictionaries = [dictionary(Term(text="管渠", reading="かんきょ"))]

    def score(certainty: float) -> float:
        known = Known(certainty={"u0001": [certainty] * len(text)})
        return max(c.correction.score for c in correct_texts([text], dictionaries, known)[0].considered)

    assert score(0.2) > score(0.95)


def test_nothing_changes_the_second_time_and_the_result_is_the_same_every_time() -> None:
    texts = ["市長の決済を受けて庁議に不義する。", "優秀率と環境の更新工事、雨水感染。", "当弁は議会に図ってから。"]
    dictionaries = shipped(*WATER)
    once = correct_texts(texts, dictionaries)
    assert once == correct_texts(texts, dictionaries)
    again = [result.text for result in correct_texts([result.text for result in once], dictionaries)]
    assert again == [result.text for result in once]
