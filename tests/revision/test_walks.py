"""Long ways through a meeting: what a clerk sees is what is kept, and all of it can be taken back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from minutes.domain import Act
from minutes.domain.edits import Speaker
from minutes.review.table import Elsewhere, Table
from minutes.revision.consequences import Known, with_consequences
from minutes.revision.current import results_of
from minutes.revision.desk import Desk, Stale
from minutes.revision.results import Revised
from minutes.revision.revise import revise, revised_of
from minutes.settings import Settings
from minutes.structure.grounding.reflected import unreflected
from minutes.structure.people import chair_key
from minutes.structure.sentences import sentences
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level
from tests.review.folders import lay
from tests.revision import walks
from tests.revision.walks import any_act

ACTS = 30
meeting_of = cache(walks.meeting_of)


@pytest.mark.parametrize(("name", "seed"), [("choigi", 1), ("seisaku", 3), ("shingikai", 4)])
def test_whatever_is_done_is_kept_and_can_be_taken_back(tmp_path: Path, name: str, seed: int) -> None:
    work = lay(tmp_path / "会議.work", meeting_of(name))
    table, lot = Table(work, Settings()), Random(seed)
    done = 0
    for number in range(1, ACTS + 1):
        try:
            _do(table, lot, number)
            done += 1
        except Elsewhere:
            continue
    assert done > ACTS / 2
    assert table.revised == Table(work, Settings()).revised
    assert table.told() == Table(work, Settings()).told()
    assert not table.revised.stale
    while table.told()["undo"]:
        table.undo(seen=len(table.edits()), by="")
    assert table.revised == revise(results_of(work), ()) == Table(work, Settings()).revised


def _do(table: Table, lot: Random, number: int) -> None:
    seen, told, way = len(table.edits()), table.told(), lot.random()
    if way < 0.1 and told["undo"]:
        table.undo(seen=seen, by="")
    elif way < 0.15 and told["redo"]:
        table.redo(seen=seen, by="")
    else:
        table.act([any_act(lot, table.revised, number)], seen=seen, by="")


@pytest.mark.parametrize(("name", "seed"), [("choigi", 6), ("seisaku", 7)])
def test_what_stands_nowhere_is_what_a_first_run_would_find(name: str, seed: int) -> None:
    results, lot = meeting_of(name), Random(seed)
    known, desk = Known(results.minutes.meeting, House()), Desk.of(results)
    for number in range(1, ACTS + 1):
        now = revised_of(results, desk)
        act = any_act(lot, now, number)
        if _of_the_chair(act, now):
            continue  # who leads the meeting is not to change under it
        try:
            followed = with_consequences(desk, act, known)
        except Stale:
            continue
        for one in followed:
            desk.apply(one)
        now = revised_of(results, desk)
        assert _shown(now) == _found(now), act


def _shown(now: Revised) -> dict[str, str]:
    return {row.utterance: row.text for row in now.results.unreflected}


def _found(now: Revised) -> dict[str, str]:
    results = now.results
    said = sentences(at_level(results.utterances, results.tidied, "edited"))
    meeting = results.minutes.meeting
    left = unreflected(said, results.minutes.items, chair_key(said, meeting), meeting.date)
    return {row.utterance: row.text for row in left}


def _of_the_chair(act: Act, now: Revised) -> bool:
    if not isinstance(act, Speaker):
        return False
    chair = now.results.minutes.meeting.chair()
    own = next((one for one in now.results.utterances if one.id == act.utterance), None)
    led = {one.speaker for one in now.results.utterances if chair and one.name == chair.role}
    return own is not None and own.speaker in led
