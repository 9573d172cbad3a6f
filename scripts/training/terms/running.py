"""Running text: what is said in a meeting of a field, without errors, passage by passage, from sentences/running/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.terms.halves import half_of
from training.terms.sheet import FIELDS, SHEETS

RUNNING = SHEETS / "running"


def passages(folder: Path = RUNNING) -> list[dict[str, Any]]:
    """`{id, field, half, sentences}` in order; in the file a blank line parts the passages, a line is a sentence."""
    found = []
    for field in FIELDS:
        blocks = (folder / f"{field}.txt").read_text("utf-8").split("\n\n")
        for number, block in enumerate(blocks, 1):
            name = f"{field}-running-{number}"
            found.append({"id": name, "field": field, "half": half_of(name), "sentences": block.split()})
    return found
