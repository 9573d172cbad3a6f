"""Going on from a state that is known comes to what all edits done again come to; of corrections alike those are taken whose
words are still there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from minutes.domain import Act
from minutes.domain.edits import Judge, Keep, Restate, Reword, Settle, Speaker
from minutes.review.table import Elsewhere, Table
from minutes.settings import Settings
from minutes.workfolder import WorkFolder
from tests.review.folders import lay
from tests.revision.meeting import results

MORE = 20  # further back than states are kept


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    made = results()
    (one,) = made.corrections
    other = one.model_copy(update={"utterance": "u3", "before": "いくら", "after": "幾ら", "start": 3, "end": 6})
    third = one.model_copy(update={"utterance": "u6", "before": "窓口", "after": "受付", "start": 0})
    return lay(tmp_path / "会議.work", replace(made, corrections=(one, other, third)))


def table(work: WorkFolder) -> Table:
    return Table(work, Settings())


def act(at: Table, *acts: Act) -> dict[str, Any]:
    return at.act(acts, seen=len(at.edits()), by="総務課")


def whole(at: Table) -> dict[str, Any]:
    return {name: value for name, value in at.told().items() if name not in ("seen", "undo", "redo")}


def test_after_each_act_all_stands_as_if_it_were_read_anew(work: WorkFolder) -> None:
    at = table(work)
    line = at.revised.lines[2]
    acts: tuple[Act, ...] = (
        Reword(utterance="u3", was="費用はいくらですか。", text="費用は幾らですか。"),
        Speaker(utterance="u3", reach="voice", name="佐藤委員"),
        Restate(line=line.id, was=line.part.text, part=line.part.model_copy(update={"text": "200万円を要する。"})),
        Settle(target="u4"),
        Judge(corrections=(0,), accept=True),
        Keep(mask=at.revised.results.masks[0], on=False),
    )
    for one in acts:
        act(at, one)
        assert whole(at) == whole(table(work))
    for _ in acts:
        at.undo(seen=len(at.edits()), by="")
        assert whole(at) == whole(table(work))
    for _ in acts:
        at.redo(seen=len(at.edits()), by="")
    assert whole(at) == whole(table(work))


def test_as_many_steps_back_as_there_were(work: WorkFolder) -> None:
    at = table(work)
    begun = whole(at)
    for number in range(MORE):
        mask = at.revised.results.masks[0].model_copy(update={"text": f"言葉{number}"})
        act(at, Keep(mask=mask))
    for _ in range(MORE):
        at.undo(seen=len(at.edits()), by="")
    assert whole(at) == begun


def test_of_corrections_together_those_are_taken_whose_words_are_there(work: WorkFolder) -> None:
    at = table(work)
    act(at, Reword(utterance="u3", was="費用はいくらですか。", text="費用は。"))
    told = act(at, Judge(corrections=(0, 1, 2), accept=True))
    said = {one.id: one.text for one in at.revised.results.utterances}
    assert told["skipped"] == 1
    assert said["u2"].startswith("上下水道") and said["u3"] == "費用は。" and said["u6"].startswith("受付")
    assert [one.applied for one in at.revised.results.corrections] == [True, False, True]
    with pytest.raises(Elsewhere):
        act(at, Judge(corrections=(1,), accept=True))
