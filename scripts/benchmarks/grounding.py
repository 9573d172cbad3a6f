"""How many planted fabrications pass the check of minutes against what was said, and how many correct statements fail it."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes.domain import Meeting, Utterance
from minutes.structure.grounding.check import Grounds
from minutes.structure.grounding.claim import Claim, Failure

GROUNDING = Path(__file__).parents[2] / "tests" / "resources" / "grounding"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """A row and what was found wrong with its claim."""

    row: Row
    failures: tuple[Failure, ...]

    @property
    def wrong(self) -> bool:
        """A correct claim was refused, or a planted one passed."""
        return bool(self.failures) == bool(self.row["good"])


def read_rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_meetings(folder: Path = GROUNDING) -> dict[str, Meeting]:
    content = json.loads((folder / "meetings.json").read_text(encoding="utf-8"))
    return {name: Meeting.model_validate_json(json.dumps(fields)) for name, fields in content.items()}


def verdicts(rows: Sequence[Row], meetings: Mapping[str, Meeting]) -> list[Verdict]:
    return [Verdict(row, _check(row, meetings[row["meeting"]])) for row in rows]


def _check(row: Row, meeting: Meeting) -> tuple[Failure, ...]:
    utterances = [_utterance(number, said) for number, said in enumerate(row["utterances"])]
    claim = Claim(**{**row["claim"], "evidence": tuple(row["claim"]["evidence"])})
    return Grounds(utterances, meeting).check(claim, frozenset(row["allowed"]))


def _utterance(number: int, said: Mapping[str, Any]) -> Utterance:
    start = 10.0 * number
    return Utterance(
        id=said["id"],
        speaker=f"S-{said['name']}",
        name=said["name"],
        start=start,
        end=start + 9.0,
        heard=said["text"],
        text=said["text"],
    )


def count(found: Sequence[Verdict]) -> tuple[Counter[str], Counter[str]]:
    """Planted fabrications that passed by what was planted; correct claims refused by the first reason given."""
    passed = Counter(str(one.row["planted"]) for one in found if one.wrong and not one.row["good"])
    refused = Counter(one.failures[0].code for one in found if one.wrong and one.row["good"])
    return passed, refused


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench grounding", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=GROUNDING / "tuning.jsonl")
    parser.add_argument("--show", action="store_true", help="print the rows that came out wrong (tuning only)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    rows, meetings = read_rows(options.file), read_meetings(options.file.parent)
    verdicts(rows[:1], meetings)  # dictionaries are loaded
    began = time.process_time()
    found = verdicts(rows, meetings)
    took = time.process_time() - began
    passed, refused = count(found)
    good = sum(bool(row["good"]) for row in rows)
    figures = {
        "planted": len(rows) - good,
        "passed": sum(passed.values()),
        "passed_by_kind": dict(passed),
        "correct": good,
        "refused": sum(refused.values()),
        "refused_by_reason": dict(refused),
        "ms_per_claim": 1000 * took / max(1, len(rows)),
    }
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for one in found if options.show else ():
        if one.wrong:
            _print(one)
    print(f"planted {figures['planted']}: passed {figures['passed']} {dict(passed)}")
    print(
        f"correct {good}: refused {figures['refused']} ({100 * sum(refused.values()) / max(1, good):.1f} %) {dict(refused)}"
    )
    print(f"{figures['ms_per_claim']:.2f} ms of processor time per claim, utterances read anew for each")


def _print(one: Verdict) -> None:
    claim = one.row["claim"]
    print(
        f"--- {one.row['id']} {one.row['planted'] or 'correct'}: {claim['text']} | {claim['speaker']} | {claim['owner']} | {claim['due']}"
    )
    for said in one.row["utterances"]:
        if said["id"] in claim["evidence"]:
            print(f"    {said['id']} {said['name']}: {said['text']}")
    for failure in one.failures:
        print(f"    {failure.code}: {failure.detail}")


if __name__ == "__main__":
    main()
