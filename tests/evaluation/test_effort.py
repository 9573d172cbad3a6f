"""What putting a draft right cost, and how wrong the machine was by the clerk's own text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minutes import workfolder
from minutes.domain import Act, Edit, Mask
from minutes.domain.edits import (
    Boundary,
    Drop,
    Judge,
    Keep,
    Listened,
    Merge,
    Redo,
    Restate,
    Settle,
    Speaker,
    Split,
    Undo,
)
from minutes.domain.edits import Reword as To
from minutes.evaluation.effort import Effort, effort_in, effort_of, kept_effort
from minutes.evaluation.ratio import Ratio
from minutes.finalise import finalise
from minutes.revision.attention import attend
from minutes.revision.editlog import EditLog
from minutes.revision.results import Results
from minutes.revision.revise import revise
from minutes.workfolder import WorkFolder
from tests.review.folders import lay
from tests.revision.meeting import NOW, edits, results

WATER = To(utterance="u2", was="上下水同の工事は10月に始めます。", text="上下水道の工事は10月に始めます。")
SAID = 11 + 16 + 9 + 10 + 17 + 14  # characters of the six utterances, normalised: 200万円です is 2000000円です


def effort(*acts: Act | tuple[Act, ...], given: Results | None = None) -> Effort:
    before, done = given or results(), edits(*acts)
    return effort_of(before.utterances, revise(before, done).results.utterances, done, 12)


def test_nothing_put_right_is_nothing_wrong() -> None:
    found = effort()
    assert (found.edits, found.heard.value, found.text.value) == (0, 0, 0)
    assert found.characters == sum(len(one.text) for one in results().utterances)
    assert str(found) == "修正 0件（1,000字あたり 0.0件）、確認にかけた時間 約12分"


def test_one_wrong_character_of_all_that_is_said() -> None:
    found = effort(WATER)
    assert found.text == found.heard == Ratio(part=1, whole=SAID)
    assert found.per_1000 == pytest.approx(1000 / found.characters)


def test_what_the_dictionaries_put_right_is_an_error_of_hearing_only() -> None:
    made = results()
    corrected = made.utterances[1].model_copy(update={"text": WATER.text})
    given = Results(utterances=(made.utterances[0], corrected, *made.utterances[2:]), minutes=made.minutes)
    found = effort(To(utterance="u3", was="費用はいくらですか。", text="費用は幾らですか。"), given=given)
    # 同 → 道 was heard wrong, and いく → 幾 only the clerk put right: two characters became one
    assert (found.heard_errors, found.text_errors, found.said) == (3, 2, SAID - 1)


@pytest.mark.parametrize(
    "acts",
    [
        (Split(utterance="u4", was="200万円です。", at=3, into="u4+1"),),  # in the middle of a number
        (Merge(utterance="u1", was=("これより会議を開きます。", "上下水同の工事は10月に始めます。")),),
        (Speaker(utterance="u3", reach="voice", name="議長"),),
        (Boundary(item=2, utterance="u5"),),
    ],
)
def test_where_utterances_are_cut_and_whose_they_are_is_no_error_of_a_character(acts: tuple[Act, ...]) -> None:
    found = effort(acts)
    assert (found.edits, found.text_errors, found.heard_errors) == (1, 0, 0)


def test_a_number_cut_in_two_and_joined_is_the_same_number() -> None:
    made = results()
    cut = [
        made.utterances[place].model_copy(update={"heard": text, "text": text})
        for place, text in enumerate(("費用は二", "百万円です。"))
    ]
    given = Results(utterances=(*cut, *made.utterances[2:]), minutes=made.minutes)
    assert effort(Merge(utterance="u1", was=("費用は二", "百万円です。")), given=given).text_errors == 0


def test_who_strikes_out_fillers_corrects_no_error() -> None:
    made = results()
    said = made.utterances[0].model_copy(update={"heard": "えー、これより", "text": "えー、これより"})
    given = Results(utterances=(said, *made.utterances[1:]), minutes=made.minutes)
    assert effort(To(utterance="u1", was="えー、これより", text="これより"), given=given).text_errors == 0


def test_what_was_done_in_one_go_is_one_edit() -> None:
    line = results().minutes.items[0].statements[0]
    followed = Restate(line="i1.s1", was=line.text, part=line.model_copy(update={"text": "上下水道の工事である。"}))
    assert effort((WATER, followed)).edits == 1
    assert effort(followed).edits == 1
    assert effort(followed, Drop(line="i1.s2", was="費用はいくらか。")).edits == 2


def test_what_was_undone_does_not_count_and_what_was_done_again_does() -> None:
    assert effort(WATER, Undo(of=1)).edits == 0
    assert effort(WATER, Undo(of=1), Redo(of=1)).edits == 1


@pytest.mark.parametrize(
    "act",
    [
        Settle(target="u1"),
        Listened(start=1, end=2),
        Judge(corrections=(0,), accept=False),
        Keep(mask=Mask(text="山田", reason="個人")),
    ],
)
def test_looking_and_marking_put_nothing_right(act: Act) -> None:
    assert effort(act).edits == 0
    line = results().minutes.items[0].statements[1].model_copy(update={"flags": ()})
    assert effort((act, Restate(line="i1.s2", was=line.text, part=line))).edits == 0  # nothing to be checked any more


def test_hours_are_told_as_hours() -> None:
    found = Effort(edits=1234, characters=100_000, minutes=92, heard_errors=0, text_errors=0, said=1)
    assert str(found) == "修正 1,234件（1,000字あたり 12.3件）、確認にかけた時間 約1時間32分"
    assert Effort(edits=0, characters=0, minutes=1, heard_errors=0, text_errors=0, said=0).per_1000 is None


# ---- of a work folder ------------------------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    return lay(tmp_path / "会議.work")


def put_right(work: WorkFolder, at: dt.datetime = NOW) -> Edit:
    return EditLog(work).append([WATER], seen=len(EditLog(work).edits()), by="総務課", at=at)


def test_of_a_folder_nobody_worked_on_nothing_is_known(work: WorkFolder) -> None:
    assert effort_in(work) is None
    attend(work, NOW)
    found = effort_in(work)
    assert found and (found.minutes, found.edits) == (1, 0)


def test_a_confirmation_keeps_the_figures_as_they_are_then(work: WorkFolder) -> None:
    put_right(work)
    attend(work, NOW + dt.timedelta(hours=1))
    final = finalise(work, "総務課長 山田", NOW)
    assert final.effort == kept_effort(work) == effort_in(work)
    assert final.effort and (final.effort.edits, final.effort.minutes, final.effort.text_errors) == (1, 2, 1)
    assert "山田" not in work.path(workfolder.EFFORT).read_text("utf-8")
    EditLog(work).append([Settle(target="u3")], seen=1, by="", at=NOW + dt.timedelta(minutes=1))
    assert kept_effort(work) == final.effort
    again = finalise(work, "総務課長 山田", NOW).effort
    assert again and again.minutes == 3 and kept_effort(work) == again


def test_of_what_was_put_right_in_word_nothing_is_known(work: WorkFolder, tmp_path: Path) -> None:
    put_right(work)
    finalise(work, "総務課長 山田", NOW)
    document = tmp_path / "直した.docx"
    document.write_bytes(work.path(workfolder.DOCUMENT).read_bytes())
    assert finalise(work, "総務課長 山田", NOW, document=document).effort is None
    assert kept_effort(work) is None


def test_figures_nobody_can_read_are_none(work: WorkFolder) -> None:
    work.path(workfolder.EFFORT).write_text('{"edits": "many"}')
    assert kept_effort(work) is None
    assert kept_effort(WorkFolder(work.root / "gone")) is None
