"""What follows from a clerk's act is found with it, in the same edit."""

from __future__ import annotations

import pytest

from minutes.domain import Act, Meeting, Statement
from minutes.domain.edits import Add, Judge, Restate, Reword, Settle, Speaker, Split
from minutes.revision.consequences import Known, with_consequences
from minutes.revision.desk import Desk, Stale
from minutes.revision.results import Revised
from minutes.revision.revise import revise
from minutes.text.tidying.edit import House
from tests.revision.meeting import edits, results

KNOWN = Known(Meeting(title="決定会議"), House())
SENTENCE = "上下水同の工事は10月に始めます。"


def after(act: Act) -> Revised:
    return revise(results(), edits(with_consequences(Desk.of(results()), act, KNOWN)))


def line(revised: Revised, id_: str) -> Statement:
    part = next(one.part for one in revised.lines if one.id == id_)
    assert isinstance(part, Statement)
    return part


def test_a_word_put_right_is_put_right_in_the_minutes() -> None:
    told = after(Reword(utterance="u2", was=SENTENCE, text="えー、上下水道の工事は10月に始めます。"))
    assert line(told, "i1.s1").text == "上下水道の工事は10月に始める。"
    assert told.results.tidied[1].edited == "上下水道の工事は10月に始めます。"


def test_a_suggestion_taken_over_is_the_same_and_can_be_taken_back() -> None:
    desk = Desk.of(results())
    acts = with_consequences(desk, Judge(corrections=(0,), accept=True), KNOWN)
    told = revise(results(), edits(acts))
    assert told.results.utterances[1].text == "上下水道の工事は10月に始めます。"
    assert line(told, "i1.s1").text == "上下水道の工事は10月に始める。"
    assert told.results.corrections[0].applied
    for act in acts:
        desk.apply(act)
    back = revise(results(), edits(acts, with_consequences(desk, Judge(corrections=(0,), accept=False), KNOWN)))
    assert back.results.utterances[1].text == SENTENCE
    assert line(back, "i1.s1").text == "上下水同の工事は10月に始める。"


def test_a_suggestion_refused_changes_no_text_and_is_not_made_again() -> None:
    told = after(Judge(corrections=(0,), accept=False))
    assert told.results.utterances == results().utterances
    assert told.refused == {0}


def test_a_voice_with_a_name_says_its_lines() -> None:
    told = after(Speaker(utterance="u3", reach="voice", name="佐藤委員"))
    for id_ in ("i1.s2", "i2.s1"):
        assert (line(told, id_).speaker, line(told, id_).flags) == ("佐藤委員", ())
    assert line(told, "i1.s3").speaker == "DX課長"


def test_what_the_evidence_no_longer_bears_out_is_to_be_checked() -> None:
    told = after(Reword(utterance="u4", was="200万円です。", text="三百万円と聞いております。"))
    assert any(flag.startswith("unsupported_") for flag in line(told, "i1.s3").flags)
    right = Reword(utterance="u4", was="200万円です。", text="はい、200万円です。")
    assert line(after(right), "i1.s3").flags == ()


def test_a_clerk_s_own_words_are_checked_too() -> None:
    said = line(after(Settle(target="u4")), "i1.s3")
    restate = Restate(line="i1.s3", was=said.text, part=said.model_copy(update={"text": "500万円である。"}))
    assert line(after(restate), "i1.s3").flags == ("unsupported_amount:500万円",)
    add = Add(line="e1", item=1, part=said.model_copy(update={"text": "200万円である。"}))
    assert line(after(add), "e1").flags == ()


def test_the_halves_of_an_utterance_are_tidied() -> None:
    text = "原案のとおり承認します。次に移ります。"
    told = after(Split(utterance="u5", was=text, at=12, into="u5.1"))
    assert [one.edited for one in told.results.tidied[4:6]] == ["原案のとおり承認します。", "次に移ります。"]


def test_nothing_follows_from_what_changes_no_words() -> None:
    act = Settle(target="i1.s2")
    assert with_consequences(Desk.of(results()), act, KNOWN) == (act,)


def test_what_is_not_there_any_more() -> None:
    with pytest.raises(Stale):
        with_consequences(Desk.of(results()), Reword(utterance="u2", was="別の文。", text="何か。"), KNOWN)
