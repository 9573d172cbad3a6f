"""How long the minutes took to make, from what stands in the work folder's log."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes.journal import Event
from minutes.summary import processing_s

ZERO = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def _events(*given: tuple[float, str, bool]) -> list[Event]:
    """(second, stage, whether it ended)"""
    return [
        Event(
            at=ZERO + dt.timedelta(seconds=at),
            event="stage_ended" if ended else "stage_began",
            who="clerk",
            process="job",
            stage=stage,
        )
        for at, stage, ended in given
    ]


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ((), 0),
        (((0, "a", False), (10, "a", True), (30, "b", False), (35, "b", True)), 15),  # a wait in between
        (((0, "a", False), (5, "b", False), (20, "a", True), (25, "b", True)), 25),  # side by side
        (((0, "a", False), (2, "b", False), (9, "b", True), (20, "a", True)), 20),  # one within the other
        (((0, "a", False), (100, "a", False), (110, "a", True)), 10),  # killed, and begun again
        (((0, "a", False), (10, "a", True), (50, "a", False), (57, "a", True)), 7),  # made anew
        (((0, "a", False),), 0),
        (((20, "a", False), (5, "a", True)), 0),  # the clock was set back
    ],
)
def test_what_counts(given: tuple[tuple[float, str, bool], ...], seconds: float) -> None:
    assert processing_s(_events(*given)) == seconds
