"""What must not be cut apart: threads, explanations, results."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting
from minutes.structure.exchanges import exchanges
from minutes.structure.people import chair_key
from minutes.structure.sentences import sentences
from minutes.structure.turns import turns
from tests.structure.meetings import load, said

MEETING = Meeting(
    title="庁議",
    department="保育課",
    attendees=(Attendee(role="市長", chair=True), Attendee(role="保育課長"), Attendee(role="財政課長")),
)
EXPLAINED = (("市長", "保育所について、保育課長、説明をお願いします。"), ("保育課長", "定員を60人増やします。"))


def parts(*lines: tuple[str, str]) -> list[list[str]]:
    """What is said after the explanation, exchange by exchange."""
    found = exchanges(turns(said(*EXPLAINED, *lines), "市長"), MEETING)
    assert "".join(sentence.text for sentence in found[0].sentences).startswith("保育所について")
    return [[sentence.text for sentence in exchange.sentences] for exchange in found[1:]]


def test_a_question_its_answer_and_the_follow_up_stay_together() -> None:
    assert parts(
        ("市長", "御質問はありますか。財政課長。"),
        ("財政課長", "財源はどうなっていますか。"),
        ("市長", "保育課長、お願いします。"),
        ("保育課長", "国の補助を見込んでいます。"),
        ("財政課長", "補助率はどのくらいですか。"),
        ("保育課長", "2分の1です。"),
        ("市長", "ほかにありますか。総務課長。"),
        ("総務課長", "いつ開きますか。"),
        ("保育課長", "来年の4月です。"),
    ) == [
        [
            "御質問はありますか。",
            "財政課長。",
            "財源はどうなっていますか。",
            "保育課長、お願いします。",
            "国の補助を見込んでいます。",
            "補助率はどのくらいですか。",
            "2分の1です。",
        ],
        ["ほかにありますか。", "総務課長。", "いつ開きますか。", "来年の4月です。"],
    ]


def test_a_request_stays_with_what_is_said_to_it() -> None:
    assert parts(("財政課長", "資料を修正してください。"), ("保育課長", "9月までに修正します。")) == [
        ["資料を修正してください。", "9月までに修正します。"]
    ]


def test_what_is_put_to_the_meeting_stays_with_the_assent_and_the_result() -> None:
    assert parts(
        ("財政課長", "よいと思います。"),
        ("市長", "原案のとおり承認することでよろしいでしょうか。"),
        ("財政課長", "異議なし。"),
        ("市長", "異議なしと認め、承認することに決定しました。"),
    ) == [
        ["よいと思います。"],
        [
            "原案のとおり承認することでよろしいでしょうか。",
            "異議なし。",
            "異議なしと認め、承認することに決定しました。",
        ],
    ]


def test_two_opinions_can_be_told_apart() -> None:
    assert parts(("財政課長", "急ぐべきだと思います。"), ("総務課長", "慎重に進めるべきだと思います。")) == [
        ["急ぐべきだと思います。"],
        ["慎重に進めるべきだと思います。"],
    ]


@pytest.mark.parametrize("name", ["choigi", "shingikai", "seisaku"])
def test_every_turn_is_in_exactly_one_exchange(name: str) -> None:
    utterances, meeting = load(name)
    all_said = sentences(utterances)
    talk = turns(all_said, chair_key(all_said, meeting))
    found = exchanges(talk, meeting)
    assert len(found) > 1
    assert tuple(turn for exchange in found for turn in exchange.turns) == talk
    assert [id_ for exchange in found for id_ in exchange.evidence] == list(
        dict.fromkeys(id_ for sentence in all_said for id_ in sentence.evidence)
    )


def test_nothing_said_is_no_exchange() -> None:
    assert exchanges((), MEETING) == ()
