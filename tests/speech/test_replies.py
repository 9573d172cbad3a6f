"""Answers in the middle of one person's speech: whose sentence is doubted."""

from __future__ import annotations

import pytest

from minutes.domain import Segment, Transcript, Turn, Word
from minutes.speech.attribute import UNCERTAIN, attribute
from minutes.speech.replies import doubtful

SWALLOWED = [
    (["原案のとおりでよろしいでしょうか。", "異議ありません。", "ありがとうございます。"], {1}),
    (["続けることでよろしいですか。", "賛成です。", "はい、結構です。", "それでは次に移ります。"], {1, 2}),
    (["申請しなければもらえない。", "えー、そうなります。", "窓口を知らない人は。"], {1}),
    (["32件で、40件減りました。", "減ったのですか。", "はい、監視カメラを増やした効果です。"], {1}),
    (["夏は暑いという声が出ますよ。", "いえ、冷房を強めます。"], {0}),
]
ONE_PERSON = [
    ["はい、DX推進課長です。", "資料1をご覧ください。"],
    ["賛成多数であります。", "よって、可決すべきものと決定しました。"],
    ["賛成の委員は、手を挙げてください。", "賛成多数でありますので、可決されました。"],
    ["課長の説明は以上です。", "はい、ありがとうございます。", "はい、それでは採決に入ります。"],
    ["計画は2年です。", "そうですか、という声もありました。"],
]


@pytest.mark.parametrize(("sentences", "wanted"), SWALLOWED)
def test_an_answer_in_the_middle_is_somebody_elses_or_follows_somebody_elses(
    sentences: list[str], wanted: set[int]
) -> None:
    assert doubtful(sentences) == wanted


@pytest.mark.parametrize("sentences", ONE_PERSON, ids=lambda sentences: sentences[0])
def test_what_one_person_says_in_a_row_is_not_doubted(sentences: list[str]) -> None:
    assert not doubtful(sentences)


def test_an_answer_to_a_call_is_no_wonder() -> None:
    assert not doubtful(["DX推進課長、お願いします。", "はい、資料1をご覧ください。"], begins=(1,))


def sentence(text: str, start: float) -> Segment:
    words = (Word(start=start, end=start + 2.0, text=text, probability=0.9),)
    return Segment(start=start, end=start + 2.0, text=text, words=words)


def test_a_swallowed_answer_is_an_utterance_of_its_own_with_a_flag() -> None:
    texts = ("原案のとおりでよろしいでしょうか。", "異議ありません。", "それでは、次に移ります。")
    segments = tuple(sentence(text, 2.5 * number) for number, text in enumerate(texts))
    transcript = Transcript(language="ja", duration=8.0, model="fake", segments=segments)
    utterances = attribute(transcript, (Turn(start=0.0, end=8.0, speaker="A"),))
    assert [(u.id, u.heard, u.flags) for u in utterances] == [
        ("u0001.1", texts[0], ()),
        ("u0001.2", texts[1], (UNCERTAIN,)),
        ("u0001.3", texts[2], ()),
    ]
