"""Writes the corpus: `python -m training.terms.make [FOLDER]` from scripts/ (FOLDER: tests/resources/terms)."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.terms.halves import HELD_OUT, TUNING, half_of
from training.terms.measured import conversions, hearings
from training.terms.rows import Evidence, rows
from training.terms.running import passages
from training.terms.sheet import read_sheets

FOLDER = Path(__file__).parents[3] / "tests" / "resources" / "terms"


def make(folder: Path) -> None:
    """tuning.jsonl, held_out.jsonl, running.jsonl; the counts go to standard output."""
    halves: dict[str, list[dict[str, Any]]] = {TUNING: [], HELD_OUT: []}
    for family, row in rows(read_sheets(), Evidence(conversions(), hearings())):
        halves[half_of(family)].append(row)
    for half, found in halves.items():
        _write(folder / f"{half}.jsonl", found)
        print(f"{half}: {len(found)} rows, {dict(Counter((row['kind'], row['source']) for row in found))}")
        print(f"  by field: {dict(Counter((row['field'], row['kind']) for row in found))}")
    text = passages()
    _write(folder / "running.jsonl", text)
    print(f"running: {dict(_characters(text))} characters")


def _characters(text: Iterable[dict[str, Any]]) -> Counter[str]:
    count: Counter[str] = Counter()
    for passage in text:
        count[passage["half"]] += sum(map(len, passage["sentences"]))
    return count


def _write(path: Path, found: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), "utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
