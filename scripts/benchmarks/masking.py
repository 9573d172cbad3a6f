"""What masking finds of sentences with personal data, and what it takes for personal in others; roster people masked in the
examples; seconds for a long meeting.

    python -m benchmarks.masking tests/resources/masking/held_out.jsonl

An entity is found when every character of it is masked, whatever the kind; of the wrong kind it is counted apart. A false
mask covers nothing of any entity.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.excerpt import EXAMPLES
from benchmarks.machine import machine
from benchmarks.structuring import transcript
from minutes.domain import Attendee
from minutes.evaluation.reference import read_reference
from minutes.meetingfile import read_meeting
from minutes.text.masking.find import Found, find
from minutes.text.masking.members import known_people
from minutes.text.masking.mentions import Met
from minutes.text.masking.protect import Protection
from minutes.text.masking.terms import Terms

LONG = 60_000  # characters


@dataclass
class Count:
    """By kind: `there`, `found`, `other` (found as another kind). `false` masks in so many `characters`."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    without: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        text = row["text"]
        found = _found(row)
        self.characters += len(text)
        self.without += not row["entities"]
        masked = {at: hit.kind for hit in found.hits for at in range(hit.start, hit.end)}
        for entity in row["entities"]:
            kind = entity["kind"]
            places = [at for at in range(entity["start"], entity["end"]) if not text[at].isspace()]
            self.there[kind] += 1
            if all(at in masked for at in places):
                self.found[kind] += 1
                self.other[kind] += masked[places[0]] != kind
            else:
                self.lines.append(f"missed {kind} {entity['text']}: {text}")
        for hit in found.hits:
            if not any(hit.start < entity["end"] and entity["start"] < hit.end for entity in row["entities"]):
                self.false[hit.kind.value] += 1
                self.lines.append(f"false {hit.kind.value} {text[hit.start : hit.end]}: {text}")

    def per_thousand(self) -> float:
        return 1_000 * self.false.total() / max(1, self.characters)


def _found(row: dict[str, Any]) -> Found:
    attendees = tuple(Attendee.model_validate(one) for one in row.get("roster", ()))
    return find(row["text"], known_people(attendees), Terms(row.get("terms", ())), Met())


def counted(file: Path) -> Count:
    count = Count()
    for line in file.read_text("utf-8").splitlines():
        count.add(json.loads(line))
    return count


def in_examples() -> tuple[int, int]:
    """Masks in the examples, whose people are all on the roster, and the characters said there."""
    masks = characters = 0
    for file in sorted(EXAMPLES.glob("*.reference.json")):
        meeting = read_meeting(EXAMPLES / file.name.replace(".reference.json", ".toml"))
        said = [one.text for one in read_reference(file).utterances]
        protection = Protection(meeting.attendees, said)
        list(map(protection.mask, said))
        masks += protection.masked
        characters += sum(map(len, said))
    return masks, characters


def seconds() -> tuple[float, float]:
    """Processor seconds of getting to know a long meeting, and of masking and looking over all of it."""
    said = [one.text for one in transcript(LONG)]
    meeting = read_meeting(EXAMPLES / "kettei-kaigi.toml")
    Protection(meeting.attendees, said[:5])  # Sudachi's dictionary is loaded
    began = time.process_time()
    protection = Protection(meeting.attendees, said)
    between = time.process_time()
    protection.scan(json.dumps([protection.mask(text) for text in said]))
    return between - began, time.process_time() - between


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench masking", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--list", action="store_true", help="each miss and false mask; not for the held-out half")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    counts = {file.stem: counted(file) for file in options.files}
    masks, characters = in_examples()
    learnt, sent = seconds()
    if options.json:
        print(json.dumps({"machine": machine(), **{name: _plain(one) for name, one in counts.items()}}))
        return
    for name, count in counts.items():
        _show(name, count)
        print(*(count.lines if options.list else ()), sep="\n")
    print(f"examples: {masks} masks in {characters:,} characters with their rosters")
    print(
        f"{LONG:,} characters: {learnt:.1f} s to know the meeting, {sent:.1f} s to mask it and look again ({machine()})"
    )


def _show(name: str, count: Count) -> None:
    print(f"{name}: {count.there.total()} entities, {count.without} sentences without, {count.characters:,} characters")
    for kind in count.there:
        share = count.found[kind] / count.there[kind]
        print(
            f"  {kind:10} {count.found[kind]:4}/{count.there[kind]:<4} {share:7.2%}  as another kind {count.other[kind]}"
        )
    print(f"  false masks {count.false.total()} ({dict(count.false)}), {count.per_thousand():.2f} per 1,000 characters")


def _plain(count: Count) -> dict[str, Any]:
    return {
        "there": count.there,
        "found": count.found,
        "other": count.other,
        "false": count.false,
        "characters": count.characters,
    }


if __name__ == "__main__":
    main()
