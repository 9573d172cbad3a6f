"""A process that makes a dictionary ready and corrects a text, and prints seconds and bytes: one line of JSON.

    python -m benchmarks.terminology.child DICTIONARY.csv LINES.txt

`start` counts from before anything of minutes is imported until a first sentence has been corrected. Seconds are pairs:
by the clock, and of the processor, which others' work does not lengthen.
"""

from __future__ import annotations

import time

_BEGIN = time.perf_counter(), time.process_time()

import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from minutes.domain import Utterance  # noqa: E402
from minutes.text.correction.correct import correct  # noqa: E402
from minutes.text.dictionary import read_dictionary  # noqa: E402

_FIRST = "本日の会議を始めます。"


def main(dictionary: Path, lines: Path) -> None:
    chosen = (read_dictionary(dictionary)[0],)
    correct(_utterances([_FIRST]), chosen)
    start = _since(_BEGIN)
    utterances = _utterances(lines.read_text("utf-8").splitlines())
    begin = time.perf_counter(), time.process_time()
    _, corrections = correct(utterances, chosen)
    correction = _since(begin)
    from benchmarks.processes import residents

    found = {
        "start": start,
        "correct": correction,
        "peak": residents(os.getpid())[os.getpid()].peak,
        "applied": sum(one.applied for one in corrections),
    }
    print(json.dumps(found))


def _since(begin: tuple[float, float]) -> tuple[float, float]:
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


def _utterances(lines: list[str]) -> tuple[Utterance, ...]:
    return tuple(
        Utterance(id=f"u{number:05}", speaker="A", start=0.0, end=0.0, heard=line, text=line)
        for number, line in enumerate(lines)
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
