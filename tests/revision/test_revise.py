"""What each act of a clerk does to the results, and that the machine's own stay as they are."""

from __future__ import annotations

import pytest

from minutes.domain import Act, Decision, Edit, Mask, Statement
from minutes.domain.edits import (
    Add,
    Boundary,
    Drop,
    Judge,
    Keep,
    Listened,
    Merge,
    Redo,
    Restate,
    Retidy,
    Reword,
    Settle,
    Speaker,
    Split,
    Undo,
)
from minutes.revision.results import Revised
from minutes.revision.revise import revise, to_redo, to_undo
from tests.revision.meeting import edits, results

SENTENCE = "上下水同の工事は10月に始めます。"
RIGHT = "上下水道の工事は10月に始めます。"
REWORD = Reword(utterance="u2", was=SENTENCE, text=RIGHT, clean=RIGHT, edited="上下水道の工事は10月に始めます。")


def revised(*groups: Act | tuple[Act, ...]) -> Revised:
    return revise(results(), edits(*groups))


def said(after: Revised, id_: str) -> str:
    return next(one.text for one in after.results.utterances if one.id == id_)


def texts(after: Revised, item: int) -> list[str]:
    return [line.part.text for line in after.lines if line.item == item]


def test_without_edits_nothing_changes() -> None:
    after = revised()
    assert after.results == results()
    assert [line.id for line in after.lines] == ["i1.s1", "i1.s2", "i1.s3", "i1.d1", "i2.s1"]


def test_an_utterance_reworded_is_no_longer_doubtful_but_its_speaker_stays_so() -> None:
    after = revised(REWORD, Reword(utterance="u3", was="費用はいくらですか。", text="費用は幾らですか。"))
    assert said(after, "u2") == RIGHT
    second, third = after.results.utterances[1:3]
    assert (second.flags, third.flags) == ((), ("unknown_speaker",))
    assert [one.edited for one in after.results.tidied[1:3]] == [RIGHT, "費用は幾らですか。"]
    assert after.results.utterances[1].heard == SENTENCE


def test_only_the_tidied_text() -> None:
    after = revised(Retidy(utterance="u2", was=SENTENCE, text="工事は10月に始めます。"))
    assert (said(after, "u2"), after.results.tidied[1].edited) == (SENTENCE, "工事は10月に始めます。")


@pytest.mark.parametrize(
    ("utterance", "reach", "given"),
    [("u3", "this", ["u3"]), ("u3", "voice", ["u3", "u6"]), ("u6", "onward", ["u6"]), ("u3", "onward", ["u3", "u6"])],
)
def test_who_said_it(utterance: str, reach: str, given: list[str]) -> None:
    after = revised(Speaker.model_validate({"utterance": utterance, "reach": reach, "name": "佐藤委員"}))
    named = [one for one in after.results.utterances if one.name == "佐藤委員"]
    assert [one.id for one in named] == given
    assert all(one.flags == ("low_confidence",) for one in named)


def test_split_and_merge_keep_text_time_and_evidence() -> None:
    text = "原案のとおり承認します。次に移ります。"
    split = Split(utterance="u5", was=text, at=12, into="u5.1")
    after = revised(split)
    first, second = after.results.utterances[4:6]
    assert (first.text, second.text) == ("原案のとおり承認します。", "次に移ります。")
    assert (first.start, second.end) == (40.0, 48.0)
    assert first.end == second.start
    assert (first.heard, second.heard) == (first.text, second.text)
    assert after.lines[3].part.evidence == ("u5", "u5.1")
    again = revised(split, Merge(utterance="u5", was=("原案のとおり承認します。", "次に移ります。")))
    assert again.results.utterances == results().utterances
    assert again.lines[3].part.evidence == ("u5",)


def test_an_item_begins_elsewhere() -> None:
    after = revised(Boundary(item=2, utterance="u4"))
    assert texts(after, 1) == ["上下水同の工事は10月に始める。", "費用はいくらか。"]
    assert texts(after, 2) == ["200万円である。", "原案のとおり承認する。", "窓口の時間を延ばしてほしい。"]
    assert [len(item.statements) for item in after.results.minutes.items] == [2, 2]


def test_a_line_reworded_added_and_dropped() -> None:
    new = Statement(kind="procedure", speaker="議長", text="会議を開く。", evidence=("u1",))
    after = revised(
        Restate(line="i1.d1", was="原案のとおり承認する。", part=Decision(text="承認する。", evidence=("u5",))),
        Add(line="e2", item=1, part=new),
        Drop(line="i2.s1", was="窓口の時間を延ばしてほしい。"),
    )
    assert texts(after, 1) == [
        "会議を開く。",
        "上下水同の工事は10月に始める。",
        "費用はいくらか。",
        "200万円である。",
        "承認する。",
    ]
    assert texts(after, 2) == []
    assert after.results.unreflected == ()
    assert after.results.minutes.items[0].statements[0] == new


def test_what_was_checked_is_checked() -> None:
    after = revised(Settle(target="i1.s2"), Settle(target="u4"), Settle(target="i2"))
    assert after.lines[1].part.flags == ()
    assert after.results.utterances[3].flags == ()
    assert after.results.minutes.items[1].flags == ()


def test_corrections_masks_and_stretches() -> None:
    mask = Mask(utterance="u6", reason="個人に関する情報")
    after = revised(
        Judge(corrections=(0,), accept=True),
        Keep(mask=mask),
        Keep(mask=Mask(text="山田", reason="個人"), on=False),
        Listened(start=3.0, end=4.5),
    )
    assert after.results.corrections[0].applied
    assert after.results.masks == (mask,)
    assert after.listened == {(3.0, 4.5)}


def test_an_edit_of_other_results_does_not_apply_and_is_told() -> None:
    other = Reword(utterance="u2", was="別の文です。", text="何か。")
    gone = Restate(line="i9.s1", was="", part=Decision(text="何か。", evidence=("u1",)))
    after = revised((REWORD, other), REWORD, gone, Judge(corrections=(7,), accept=True))
    assert [edit.number for edit in after.stale] == [1, 3, 4]
    assert said(after, "u2") == RIGHT


def test_undo_and_redo_without_limit() -> None:
    two = Settle(target="i1.s2")
    made = edits(REWORD, two, Undo(of=2), Undo(of=1))
    assert revise(results(), made).results == results()
    assert (to_undo(made), to_redo(made)) == (None, 1)
    made = (*made, *_numbered(Redo(of=1), 5))
    assert said(revise(results(), made), "u2") == RIGHT
    assert (to_undo(made), to_redo(made)) == (1, 2)
    made = (*made, *_numbered(Settle(target="u4"), 6))
    assert (to_undo(made), to_redo(made)) == (6, None)


def _numbered(act: Act, number: int) -> tuple[Edit, ...]:
    return tuple(edit.model_copy(update={"number": number}) for edit in edits(act))
