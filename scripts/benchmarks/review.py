"""The review page over a meeting of two hours in a real browser: first view, answers to keys, scrolling, a walk from the list to
the confirmed document by keyboard alone, the document of an hour's meeting on demand, and the memory of the page.

    scripts/bench review [--parts first keys scroll walk document memory] [--work FOLDER …] [--minutes 60] [--folders FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.machine import machine
from benchmarks.rendering.folders import composed
from benchmarks.reviewing import parts
from benchmarks.reviewing.meeting import doubted, laid, spread_over
from benchmarks.reviewing.server import served
from benchmarks.reviewing.table import table
from benchmarks.reviewing.walk import walked

PARTS = ("first", "keys", "scroll", "walk", "document", "memory")
UTTERANCES, HOURS = 3000, 2.0
CHARACTERS = 38  # of an utterance, a little less than there are
HOUR_CHARACTERS = 18_000  # said in an hour
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")


def made(folder: Path, name: str, characters: int, hours: float) -> Path:
    """A synthetic meeting; as it was made the last time, where it lies there already."""
    work = folder / f"{name}.work"
    if not work.is_dir():
        seconds = 3600 * hours
        laid(work, doubted(spread_over(composed(characters), seconds)), seconds)
    return work


def copied(work: Path, root: Path) -> Path:
    """A copy that may be changed, alone on a shelf."""
    return Path(shutil.copytree(work, root / work.name, ignore=shutil.ignore_patterns("edits.json", ".*")))


def measured(browser: Browser, wanted: Sequence[str], folders: Path, given: argparse.Namespace) -> dict[str, Any]:
    """The figures of the parts that are wanted. Raises what they raise."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        long = made(folders, "two-hours", UTTERANCES * CHARACTERS, HOURS)
        rows = len(json.loads((long / "utterances.json").read_text("utf-8")))
        figures["utterances"] = rows
        for part in wanted:
            print(f"{part} …", file=sys.stderr)
            root = Path(scratch) / part
            root.mkdir()
            if part == "first":
                figures[part] = parts.first(browser, root, copied(long, root))
            elif part == "document":
                hour = made(folders, "one-hour", HOUR_CHARACTERS, 1.0)
                figures[part] = parts.document(browser, root, copied(hour, root))
            elif part == "walk":
                figures[part] = {work.stem: _walk(browser, root, work) for work in (*given.work, long)}
            else:
                work = copied(long, root)
                with served(root) as server:
                    server.settle()
                    more = {"minutes": given.minutes} if part == "memory" else {}
                    figures[part] = getattr(parts, part)(browser, server, work, rows, **more)
    figures["machine"] = machine()
    return figures


def _walk(browser: Browser, root: Path, work: Path) -> dict[str, Any]:
    shelf = root / work.stem
    shelf.mkdir()
    copy = copied(work, shelf)
    with served(shelf) as server:
        server.settle()
        return walked(browser, server, copy, lambda said: print(f"  {work.stem}: {said}", file=sys.stderr))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument(
        "--work", type=Path, nargs="*", default=[], help="work folders to be walked through, too (a copy)"
    )
    parser.add_argument("--minutes", type=float, default=3, help="how long the page plays while its memory is watched")
    parser.add_argument("--folders", type=Path, help="where the synthetic meetings are kept for the next time")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("Chromium, Chrome or Edge is needed.")
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        figures = measured(browser, given.parts, given.folders or Path(kept), given)
        browser.close()
    print(json.dumps(figures, ensure_ascii=False) if given.json else table(figures))


if __name__ == "__main__":
    main()
