"""What becomes of a job after an attempt."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from minutes.errors import TryAgainLater
from minutes.office.attempts import Attempt, Ending, ending_of
from minutes.office.ledger import JobError, JobOrder
from minutes.office.messages import Said
from minutes.office.supervise import Crash

ORDER = JobOrder(key="k", title="会議", inputs=(Path("/a.m4a"),), document=Path("/a.docx"), work=Path("/a.work"))
LATER = JobError.of(TryAgainLater("使用中です"))
KILLED = Crash(-signal.SIGKILL)
WAITS = (10.0, 60.0)


@pytest.mark.parametrize(
    ("passed", "crashes", "said", "result", "wait"),
    [
        (0, 0, Said(summary={"items": []}), "done", 0),
        (0, 0, Said(failure=LATER), "failed", 0),
        (0, 0, Said(failure=LATER, passes=True), "again", 10),
        (1, 0, Said(failure=LATER, passes=True), "again", 60),
        (2, 0, Said(failure=LATER, passes=True), "failed", 0),
        (0, 0, KILLED, "again", 5),
        (0, 1, KILLED, "again", 10),
        (2, 2, KILLED, "parked", 0),
        (0, 2, Crash(3), "parked", 0),
    ],
)
def test_what_comes_next(passed: int, crashes: int, said: Said | Crash, result: str, wait: float) -> None:
    ending = ending_of(Attempt(order=ORDER, number=4, passed=passed, crashes=crashes), said, WAITS)
    assert (ending.result, ending.wait_s) == (result, wait)
    assert (ending.next is not None) == (result == "again")
    assert ending.next is None or ending.next.number == 5


def test_crashes_count_in_a_row() -> None:
    """What failed of something else in between was no crash."""
    ending = ending_of(Attempt(order=ORDER, crashes=2), Said(failure=LATER, passes=True), WAITS)
    assert ending.next is not None
    assert (ending.next.crashes, ending.next.passed) == (0, 1)


@pytest.mark.parametrize(
    ("crash", "words"), [(KILLED, "メモリー"), (Crash(-11), "途中で落ちました"), (Crash(1), "途中で落ちました")]
)
def test_a_crash_in_words(crash: Crash, words: str) -> None:
    error = ending_of(Attempt(order=ORDER), crash, WAITS).error
    assert error is not None
    assert words in error.what
    assert "1回目" in error.what


def test_an_ending_goes_through_json() -> None:
    ending = ending_of(Attempt(order=ORDER), KILLED, WAITS)
    assert Ending.model_validate(ending.model_dump(mode="json")) == ending
