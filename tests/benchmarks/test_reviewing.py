"""The synthetic meeting of the review page's figures has the open checks it promises; its tables are whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.rendering.folders import Meetings, composed
from benchmarks.reviewing.hands import spread
from benchmarks.reviewing.meeting import DOUBTS, LINE_DOUBTS, MISHEARD, Doubtful, doubted, laid, spread_over
from benchmarks.reviewing.table import table
from minutes import workfolder
from minutes.domain import Transcript
from minutes.revision.current import current

SECONDS = 600.0


@pytest.fixture(scope="module")
def meeting() -> Meetings:
    return spread_over(composed(5_000), SECONDS)


@pytest.fixture(scope="module")
def made(meeting: Meetings) -> Doubtful:
    return doubted(meeting)


def test_there_is_something_to_check_of_every_kind(made: Doubtful) -> None:
    said, count = made.meeting.utterances, len(made.meeting.utterances)
    flags = Counter(flag for one in said for flag in one.flags)
    for every, given, nobody in DOUBTS:
        if every <= count:
            assert all(flags[flag] >= 1 for flag in given)
            assert any(one.name is None for one in said) or not nobody
    kinds = [kind for item in made.meeting.items for kind in (item.statements, item.decisions, item.actions)]
    flagged = [part.flags for kind in kinds for part in kind]
    planted = Counter(flag for flags in flagged for flag in flags)
    assert all(planted[flag] >= len(flagged) // every for every, flag in LINE_DOUBTS)
    assert made.coverage.lost > 0 and all(one.state == "lost" for one in made.coverage.stretches)
    assert made.meeting.unreflected


def test_what_is_suggested_stands_in_the_text_as_it_was_misheard(made: Doubtful) -> None:
    said = {one.id: one for one in made.meeting.utterances}
    assert len({(one.before, one.after) for one in made.corrections}) >= 3
    assert {(one.after, one.before) for one in made.corrections} <= set(MISHEARD)
    for one in made.corrections:
        assert not one.applied
        assert said[one.utterance].text[one.start : one.end] == one.before


def test_the_folder_is_one_that_the_page_opens(made: Doubtful, tmp_path: Path) -> None:
    work = laid(tmp_path / "meeting.work", made, SECONDS)
    assert len(current(work).results.corrections) == len(made.corrections)
    transcript = work.read(workfolder.TRANSCRIPT, Transcript)
    assert transcript.duration == SECONDS
    assert work.path(workfolder.AUDIO).stat().st_size > 0


def test_the_middle_and_the_most_of_some_figures() -> None:
    assert spread([3.0, 1.0, 2.0]) == {"count": 3, "median": 2.0, "p95": 2.0, "most": 3.0}
    assert spread([])["median"] is None


def test_every_figure_stands_in_the_table() -> None:
    figures = {
        "utterances": 3000,
        "machine": "one core",
        "keys": {"picture_ms": spread([16.0]), "over_100_ms": 7, "slowest_ms": {"n": spread([24.0])}},
        "walk": {"demo": {"checks": 11, "waited_s": 1.25, "slowest_ms": {"accept": spread([31.0])}}},
        "memory": {"minutes": 3.0, "keys": 5, "first": {"nodes": 12}, "last": {"nodes": 13}, "most": {"nodes": 14}},
    }
    told = table(figures)
    for wanted in (
        "3000",
        "one core",
        "| 7 |",
        "slowest ms n | 24.0",
        "| checks | 11 |",
        "1.25",
        "31.0",
        "12 | 13 | 14",
    ):
        assert wanted in told
