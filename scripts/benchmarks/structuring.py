"""Seconds that tidying and structuring without an LLM take, by the length of the transcript: the synthetic meetings of
examples/ one after the other, again and again."""

from __future__ import annotations

import argparse
import json
import time
from itertools import count

from benchmarks.excerpt import EXAMPLES
from benchmarks.machine import machine
from minutes.domain import Utterance
from minutes.evaluation.reference import read_reference
from minutes.meetingfile import read_meeting
from minutes.structure.extractive import extract
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from minutes.text.tidying.protected import protected_of

NAMES = ("kettei-kaigi", "shingikai-5", "iinkai-8", "kaigo-hoken", "jogesuido")
HOUR = 18_000  # characters, at 300 a minute


def transcript(characters: int) -> list[Utterance]:
    """At least so many characters of what was said, by the references."""
    found: list[Utterance] = []
    said = 0
    for number in count():
        for one in read_reference(EXAMPLES / f"{NAMES[number % len(NAMES)]}.reference.json").utterances:
            found.append(
                Utterance(
                    id=f"u{len(found) + 1:05}",
                    speaker=one.speaker,
                    name=one.speaker,
                    start=len(found) * 10.0,
                    end=len(found) * 10.0 + 9.0,
                    heard=one.text,
                    text=one.text,
                )
            )
            said += len(one.text)
            if said >= characters:
                return found
    raise AssertionError


def seconds(characters: int) -> dict[str, float]:
    """Processor seconds of tidying and of structuring."""
    meeting = read_meeting(EXAMPLES / f"{NAMES[0]}.toml")
    house = House(protected=protected_of(meeting, ()))
    said = transcript(characters)
    began = time.process_time()
    tidied = tidy(said, house)
    between = time.process_time()
    extract(at_level(said, tidied, "edited"), meeting, "dearu", house)
    return {"characters": characters, "tidy": between - began, "structure": time.process_time() - between}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench structuring", description=__doc__)
    parser.add_argument("--characters", nargs="+", type=int, default=[HOUR, 60_000])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    seconds(1_000)  # Sudachi's dictionary is loaded, patterns are compiled
    rows = [seconds(characters) for characters in options.characters]
    if options.json:
        print(json.dumps({"machine": machine(), "rows": rows}))
        return
    print(machine())
    for row in rows:
        print(
            f"{row['characters']:>8,.0f} characters: tidying {row['tidy']:.1f} s, structuring {row['structure']:.1f} s"
        )


if __name__ == "__main__":
    main()
