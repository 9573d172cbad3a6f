"""Seconds and memory of a document by its pages: a process of its own for each, of the synthetic long meeting.

Seconds are the processor's, of reading the work folder and writing the document, without the start of the program; memory is
VmHWM of the whole process. Pages are LibreOffice's; where it is not installed they are estimated from characters.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.machine import machine
from benchmarks.rendering.folders import composed, pages_of

FORMS = ("choigi", "zenbun", "chikugo", "kessai")
PAGES = (20, 50, 100, 200)
ROUNDS = 3
TARGET_S, TARGET_MB = 5.0, 300  # of a document of 200 pages
CHARACTERS = {
    "choigi": 960,
    "zenbun": 900,
    "chikugo": 810,
    "kessai": 930,
}  # said, for one page as LibreOffice breaks it
_MB = 1e6


@dataclass(frozen=True)
class Document:
    """Medians; `peak`: the most of all rounds in bytes, `start`: of the same process before it began."""

    form: str
    characters: int
    pages: float
    counted: bool
    processor_s: float
    clock_s: float
    start: int
    peak: int

    @property
    def per_page(self) -> float:
        """The processor's milliseconds."""
        return 1000 * self.processor_s / self.pages


def measure(forms: Sequence[str], pages: Sequence[int], rounds: int, folder: Path) -> list[Document]:
    """Every form at about so many pages each."""
    whole = composed(round(max(pages) * max(CHARACTERS[form] for form in forms)))
    made: list[tuple[str, int, Path, list[dict[str, float]]]] = []
    for form in forms:
        for count in sorted(pages):
            part = whole.shortened(round(count * CHARACTERS[form]))
            root = folder / f"{form}-{count}.work"
            part.write(root)
            out = folder / f"{form}-{count}.docx"
            made.append((form, part.characters, out, [_child(root, form, out) for _ in range(rounds)]))
            print(f"{form}, about {count} pages: {made[-1][3][-1]['processor_s']:.2f} s", file=sys.stderr)
    counted = pages_of([out for _, _, out, _ in made], folder)
    return [_document(form, said, counted.get(out), runs) for form, said, out, runs in made]


def _document(form: str, characters: int, pages: int | None, runs: Sequence[dict[str, float]]) -> Document:
    return Document(
        form,
        characters,
        pages or characters / CHARACTERS[form],
        pages is not None,
        median(run["processor_s"] for run in runs),
        median(run["clock_s"] for run in runs),
        int(max(run["start_bytes"] for run in runs)),
        int(max(run["peak_bytes"] for run in runs)),
    )


def _child(root: Path, form: str, out: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.rendering.child", str(root), form, str(out)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def table(documents: Sequence[Document]) -> str:
    """A line for each document; ! where a target is missed by as many pages as it is for."""
    heads = ("form", "characters", "pages", "processor s", "clock s", "ms a page", "peak MB", "MB at start")
    lines = ["".join(f"{head:>13}" for head in heads)]
    for one in documents:
        cells = [one.form, f"{one.characters:,}", f"{one.pages:.0f}{'' if one.counted else ' (est.)'}"]
        cells += [f"{one.processor_s:.2f}", f"{one.clock_s:.2f}", f"{one.per_page:.1f}"]
        cells += [f"{one.peak / _MB:.0f}", f"{one.start / _MB:.0f}"]
        lines.append("".join(f"{cell:>13}" for cell in cells))
    for form in dict.fromkeys(one.form for one in documents):
        same = [one for one in documents if one.form == form]
        lines.append(verdict(same))
    return "\n".join(lines)


def verdict(same: Sequence[Document]) -> str:
    """Of one form: how the cost of a page grows from the shortest to the longest, and the targets for 200 pages."""
    first, last = same[0], same[-1]
    missed = last.processor_s > TARGET_S * max(last.pages / 200, 1) or last.peak / _MB > TARGET_MB
    return (
        f"{'! ' if missed else '  '}{last.form}: a page costs {last.per_page / first.per_page:.2f} times as much with "
        f"{last.pages:.0f} pages as with {first.pages:.0f}; {last.processor_s:.2f} s, {last.peak / _MB:.0f} MB "
        f"(targets for 200 pages ≤ {TARGET_S:g} s, ≤ {TARGET_MB} MB)"
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench render", description=__doc__)
    parser.add_argument("--forms", nargs="+", default=FORMS, choices=CHARACTERS, help="which forms (all)")
    parser.add_argument("--pages", type=int, nargs="+", default=PAGES, help="about how many pages (20 50 100 200)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"processes for each document ({ROUNDS})")
    parser.add_argument("--work", type=Path, help="keep what was made here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.work or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        documents = measure(options.forms, options.pages, options.rounds, folder)
    if options.json:
        rows = [{**asdict(one), "ms_per_page": one.per_page} for one in documents]
        print(json.dumps({"machine": machine(), "documents": rows}))
        return
    print(machine())
    print(table(documents))


if __name__ == "__main__":
    main()
