"""Edits in a work folder: kept whole, never overwritten unseen, printed and confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from minutes import workfolder
from minutes.domain import Edit, Minutes
from minutes.domain.edits import Judge, Restate, Settle
from minutes.errors import InputUnreadable
from minutes.finalise import finalise
from minutes.publication import publish_editions
from minutes.publish import annexes_of, minutes_of
from minutes.render.forms import load_form
from minutes.revision.editlog import EditLog, Overtaken
from minutes.workfolder import WorkFolder
from tests.revision.meeting import NOW, results

FORM = load_form("choigi")
BEFORE = "上下水同の工事は10月に始める。"
AFTER = "上下水道の工事は10月に始める。"


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    made, folder = results(), WorkFolder(tmp_path)
    folder.write_json(workfolder.UTTERANCES, made.utterances)
    folder.write_json(workfolder.TIDIED, made.tidied)
    folder.write_json(workfolder.MINUTES, made.minutes)
    return folder


def _restated(work: WorkFolder, seen: int = 0) -> Edit:
    (line,) = [one for one in results().minutes.items[0].statements if one.text == BEFORE]
    act = Restate(line="i1.s1", was=BEFORE, part=line.model_copy(update={"text": AFTER}))
    return EditLog(work).append([act], seen=seen, by="総務課", at=NOW)


def test_edits_are_read_back_as_they_were_kept(work: WorkFolder) -> None:
    log = EditLog(work)
    assert log.edits() == ()
    first, second = _restated(work), log.append([Settle(target="u4")], seen=1, by="", at=NOW)
    assert (first.number, second.number) == (1, 2)
    assert EditLog(work).edits() == (first, second)


def test_who_has_not_seen_the_last_edit_is_told_it(work: WorkFolder) -> None:
    first = _restated(work)
    with pytest.raises(Overtaken) as raised:
        EditLog(work).append([Settle(target="u4")], seen=0, by="", at=NOW)
    assert raised.value.newer == (first,)
    assert EditLog(work).edits() == (first,)


def test_a_log_nobody_can_read_is_not_thrown_away(work: WorkFolder) -> None:
    work.path(workfolder.EDITS).write_text("[{")
    with pytest.raises(InputUnreadable) as raised:
        EditLog(work).edits()
    assert "消さずに" in raised.value.advice
    assert work.path(workfolder.EDITS).read_text() == "[{"


def test_what_was_put_right_is_printed_and_the_machine_s_results_stay(work: WorkFolder) -> None:
    _restated(work)
    assert minutes_of(work, FORM).items[0].statements[0].text == AFTER
    assert work.read(workfolder.MINUTES, Minutes) == results().minutes


def test_what_is_confirmed_is_what_was_put_right(work: WorkFolder) -> None:
    _restated(work)
    finalise(work, "総務課長 山田", NOW)
    assert minutes_of(work, FORM).provenance.confirmation is not None
    kept = work.read(workfolder.MINUTES, Minutes)
    assert (kept.items, kept.provenance.confirmation) == (
        results().minutes.items,
        minutes_of(work, FORM).provenance.confirmation,
    )
    assert "総務課長 山田" in _printed(work)
    EditLog(work).append([Settle(target="i1.s2")], seen=1, by="", at=NOW)
    assert "未確認" in _printed(work)


def _printed(work: WorkFolder) -> str:
    publish_editions(work, FORM, "internal")
    document = Document(str(work.path(workfolder.DOCUMENT)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_suggestion_that_was_refused_is_not_printed(work: WorkFolder) -> None:
    work.write_json(workfolder.CORRECTIONS, results().corrections)
    assert annexes_of(work).corrections == results().corrections
    EditLog(work).append([Judge(corrections=(0,), accept=False)], seen=0, by="", at=NOW)
    assert annexes_of(work).corrections == ()


def test_edits_of_minutes_that_were_made_anew_are_told(work: WorkFolder) -> None:
    _restated(work)
    made = results().minutes
    other = made.items[0].statements[0].model_copy(update={"text": "工事は11月に始める。"})
    item = made.items[0].model_copy(update={"statements": (other,)})
    work.write_json(workfolder.MINUTES, made.model_copy(update={"items": (item,)}))
    (remark,) = publish_editions(work, FORM, "internal").remarks
    assert "1件" in remark
