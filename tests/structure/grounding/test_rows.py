"""The tuning half of the corpus of claims, every eighth row: how the benchmark counts, and that the rules still hold."""

from __future__ import annotations

from benchmarks.grounding import GROUNDING, Verdict, count, read_meetings, read_rows, verdicts
from minutes.structure.grounding.claim import Failure

EVERY = 8


def test_fabrications_that_pass_and_correct_claims_refused_are_few() -> None:
    rows = read_rows(GROUNDING / "tuning.jsonl")[::EVERY]
    passed, refused = count(verdicts(rows, read_meetings()))
    good = sum(bool(row["good"]) for row in rows)
    assert sum(passed.values()) <= 0.05 * (len(rows) - good)
    assert sum(refused.values()) <= 0.08 * good


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
