"""The files of claims that may be tuned on, every eighth row: how the benchmark counts, and that the rules still hold."""

from __future__ import annotations

import pytest

from benchmarks.grounding import GROUNDING, Verdict, count, read_meetings, read_rows, verdicts
from minutes.structure.grounding.claim import Failure

EVERY = 8


@pytest.mark.parametrize(("file", "may_pass", "may_be_refused"), [("tuning", 0.08, 0.04), ("development", 0.15, 0.12)])
def test_fabrications_that_pass_and_correct_claims_refused_are_few(
    file: str, may_pass: float, may_be_refused: float
) -> None:
    rows = read_rows(GROUNDING / f"{file}.jsonl")[::EVERY]
    passed, refused = count(verdicts(rows, read_meetings()))
    good = sum(bool(row["good"]) for row in rows)
    assert sum(passed.values()) <= may_pass * (len(rows) - good)
    assert sum(refused.values()) <= may_be_refused * good


def test_what_is_counted() -> None:
    failure = (Failure("number", "3"),)
    found = [
        Verdict({"good": True, "planted": None}, ()),
        Verdict({"good": True, "planted": None}, failure),
        Verdict({"good": False, "planted": "number"}, failure),
        Verdict({"good": False, "planted": "date"}, ()),
    ]
    passed, refused = count(found)
    assert (dict(passed), dict(refused)) == ({"date": 1}, {"number": 1})
