"""The chair hands over inside what the diariser took for one speaker."""

from __future__ import annotations

import pytest

from minutes.domain import Attendee, Meeting, Segment, Transcript, Turn
from minutes.speech.attribute import attribute
from minutes.speech.handover import cuts
from minutes.speech.naming import name_speakers
from minutes.text.roster import Roster
from tests.fakes.engines import spoken

MEETING = Meeting(
    title="決定会議",
    attendees=(
        Attendee(role="市長公室長", chair=True),
        Attendee(role="財政課長"),
        Attendee(role="DX推進課長", name="山田 太郎"),
    ),
)
ROSTER = Roster(MEETING.attendees)


@pytest.mark.parametrize(
    ("sentences", "begins"),
    [
        (
            ["議題1に入ります。", "DX推進課長、お願いします。", "はい、DX推進課長です。", "資料1をご覧ください。"],
            [1, 2],
        ),
        (["DX推進課長。", "説明をお願いします。", "はい、資料1をご覧ください。"], [2]),
        (["費用は240万円です。", "ほかにご意見はありますか。"], [1]),
        (
            ["費用は240万円です。", "ありがとうございました。", "ほかにご意見はありますか。"],
            [1],
        ),  # the thanks are the chair's
        (["説明をお願いします。", "はい、資料1をご覧ください。"], [1]),  # the name stands in the piece before
        (["ありがとうございました。", "ほかにご意見はありますか。", "財政課長、どうぞ。"], []),
        (["費用は240万円です。", "説明は以上です。"], []),
        (["財政課長の意見を伺いたい。", "いかがでしょうか。"], []),
        (["財政課長、どうぞ。"], []),
        ([], []),
    ],
)
def test_somebody_else_may_begin_after_a_call_and_the_chair_after_a_statement(
    sentences: list[str], begins: list[int]
) -> None:
    assert list(cuts(sentences, ROSTER)) == begins


def _said(*segments: Segment, turns: tuple[Turn, ...]) -> list[tuple[str, str | None, bool]]:
    transcript = Transcript(language="ja", duration=60.0, model="fake", segments=segments)
    pieces = attribute(transcript, turns, cuts=lambda sentences: cuts(sentences, ROSTER))
    return [(u.text, u.name, "uncertain_speaker" in u.flags) for u in name_speakers(pieces, MEETING).utterances]


def test_a_missed_change_after_a_call_is_found_and_flagged() -> None:
    opening = spoken("ただいまから開会いたします。議題1を議題といたします。DX推進課長、お願いします。", 0.0, 9.0)
    answer = spoken("はい、資料1をご覧ください。", 9.5, 13.0)
    closing = spoken("ご質問はありますか。財政課長、どうぞ。", 13.5, 18.0)
    money = spoken("一般財源で賄えるのでしょうか。", 18.5, 22.0)
    turns = (Turn(start=0.0, end=18.0, speaker="A"), Turn(start=18.4, end=22.0, speaker="B"))
    assert _said(opening, answer, closing, money, turns=turns) == [
        ("ただいまから開会いたします。議題1を議題といたします。DX推進課長、お願いします。", "市長公室長", False),
        ("はい、資料1をご覧ください。", "DX推進課長", True),
        ("ご質問はありますか。財政課長、どうぞ。", "市長公室長", False),
        ("一般財源で賄えるのでしょうか。", "財政課長", False),
    ]


def test_a_chair_who_goes_on_after_a_call_stays_one_utterance() -> None:
    speech = spoken("ただいまから開会いたします。財政課長、お願いします。資料は2枚目です。", 0.0, 9.0)
    money = spoken("一般財源で賄えるのでしょうか。", 10.0, 13.0)
    turns = (Turn(start=0.0, end=9.0, speaker="A"), Turn(start=9.9, end=13.0, speaker="B"))
    assert _said(speech, money, turns=turns) == [
        ("ただいまから開会いたします。財政課長、お願いします。資料は2枚目です。", "市長公室長", False),
        ("一般財源で賄えるのでしょうか。", "財政課長", False),
    ]


def test_a_call_in_the_voice_of_the_one_called_is_the_chairs() -> None:
    """The diariser gave the chair's call to the one who answers."""
    opening = spoken("ただいまから開会いたします。DX推進課長、お願いします。", 0.0, 6.0)
    answer = spoken("はい、DX推進課長です。資料1をご覧ください。", 6.5, 12.0)
    call = spoken("DX推進課長、お願いします。", 12.8, 15.0)
    more = spoken("えー、個人情報の入力は禁止いたします。", 15.5, 19.0)
    turns = (Turn(start=0.0, end=6.0, speaker="A"), Turn(start=6.4, end=19.0, speaker="B"))
    assert _said(opening, answer, call, more, turns=turns)[1:] == [
        ("はい、DX推進課長です。資料1をご覧ください。", "DX推進課長", False),
        ("DX推進課長、お願いします。", "市長公室長", True),
        ("えー、個人情報の入力は禁止いたします。", "DX推進課長", False),
    ]
