"""The review page over a meeting of two hours in a real browser: first view, answers to keys, scrolling, memory of the page; and
the processor's seconds for the document of an hour's meeting.

Times of keys are the browser's own (Event Timing: from the key to the next picture); answers of the server are measured from the
key until the page says that it is saved.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import soundfile
from playwright.sync_api import Page, sync_playwright

from benchmarks.machine import machine
from benchmarks.rendering.folders import Meetings, composed
from minutes import workfolder
from minutes.domain import Part, Recording, Segment, Transcript, Utterance, Word
from minutes.review.desk import render
from minutes.review.shelf import Shelf
from minutes.workfolder import WorkFolder

UTTERANCES, HOURS = 3000, 2.0
HOUR_CHARACTERS = 18_000  # said in an hour
RATE = 16_000
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
SERVER = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
KEYS = ("ArrowDown", "PageDown", "v", "v", "3", "2", "F6", "ArrowDown", "F6", "e", "Escape", "?", "Escape", "ArrowUp")
ROUNDS = 20
WATCH = """() => { window.keys = []; new PerformanceObserver((list) => list.getEntries().forEach((one) =>
  one.name === "keydown" && window.keys.push(one.duration))).observe({ type: "event", durationThreshold: 16, buffered: true }); }"""
SCROLL = """() => new Promise((done) => { const list = document.querySelector(".said"); const gaps = []; let last = performance.now();
  const step = (now) => { gaps.push(now - last); last = now; list.scrollTop += 240;
    if (gaps.length < 300) requestAnimationFrame(step); else done(gaps.slice(5)); }; requestAnimationFrame(step); })"""
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


def laid(root: Path, meeting: Meetings, seconds: float) -> WorkFolder:
    """A work folder with sound and words, its utterances spread evenly over so many seconds."""
    step = seconds / len(meeting.utterances)
    spread = [
        one.model_copy(update={"start": round(place * step, 2), "end": round((place + 0.9) * step, 2)})
        for place, one in enumerate(meeting.utterances)
    ]
    replace(meeting, utterances=spread).write(root)
    work = WorkFolder(root)
    segments = tuple(_segment(one) for one in spread)
    transcript = Transcript(language="ja", duration=seconds, model="none", segments=segments)
    work.write_json(workfolder.TRANSCRIPT, transcript)
    part = Part(file="会議.m4a", sha256="0" * 64, start=0, duration=seconds)
    work.write_json(workfolder.RECORDING, Recording(parts=(part,), sha256="0" * 64, duration=seconds))
    with soundfile.SoundFile(work.path(workfolder.AUDIO), "w", RATE, 1, format="FLAC") as file:
        minute = (500 * np.sin(np.arange(60 * RATE) / 20)).astype("int16")
        for _ in range(round(seconds / 60)):
            file.write(minute)
    return work


def _segment(one: Utterance) -> Segment:
    step = (one.end - one.start) / max(len(one.heard), 1)
    words = [
        Word(start=one.start + at * step, end=one.start + (at + 1) * step, text=sign, probability=0.9)
        for at, sign in enumerate(one.heard)
    ]
    return Segment(start=one.start, end=one.end, text=one.heard, words=tuple(words))


@contextmanager
def served(root: Path) -> Iterator[str]:
    command = [sys.executable, "-c", SERVER, "review", str(root), "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        found = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in process.stderr)))
        time.sleep(5)  # what the first edit needs is loaded beside
        yield found[0]
    finally:
        process.kill()


def measured(page: Page, address: str, minutes: float) -> dict[str, Any]:
    """All of the browser's figures. Raises playwright's Error."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector("li.utterance")
    first = page.evaluate(PAINTED)
    page.wait_for_function(f"() => document.querySelectorAll('li.utterance').length >= {UTTERANCES}")
    page.evaluate(WATCH)
    for key in KEYS * ROUNDS:
        page.keyboard.press(key)
        page.evaluate(PAINTED)
    gaps = page.evaluate(SCROLL)
    answers = [_answer(page) for _ in range(ROUNDS)]
    before = _heap(page)
    page.keyboard.press("Home")
    page.get_by_role("button", name="再生", exact=True).click()
    heaps = []
    for _ in range(max(1, round(minutes * 6))):
        time.sleep(10)
        heaps.append(_heap(page))
    keys = page.evaluate("window.keys")
    return {
        "utterances": page.locator("li.utterance").count(),
        "first_view_ms": first,
        "keys_ms": spread([*keys, *[16] * (len(KEYS) * ROUNDS - len(keys))]),
        "saved_ms": spread(answers),
        "frame_ms": spread(gaps),
        "heap_mb": {"before": before, "after": heaps[-1], "most": max(heaps), "minutes_played": minutes},
    }


def _answer(page: Page) -> float:
    """From the key that hides or shows a line of the minutes until it is saved (drop, then undo)."""
    page.locator("#panel .line").nth(3).focus()
    before = page.locator("#panel .line").count()
    begin = time.perf_counter()
    page.keyboard.press("x")
    page.wait_for_function(f"() => document.querySelectorAll('#panel .line').length === {before - 1}")
    took = 1000 * (time.perf_counter() - begin)
    page.keyboard.press("u")
    page.wait_for_function(f"() => document.querySelectorAll('#panel .line').length === {before}")
    return took


def _heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return round(metrics["JSHeapUsedSize"] / 1e6, 1)


def spread(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "median": round(median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "most": round(ordered[-1], 1),
    }


def document_s(folder: Path) -> dict[str, float]:
    """The processor's seconds of the document of an hour, as the page asks for it."""
    meeting = composed(HOUR_CHARACTERS)
    meeting.write(folder)
    took = []
    for _ in range(6):
        begin = time.process_time()
        render(WorkFolder(folder), "internal", None)
        took.append(time.process_time() - begin)
    return {"first": round(took[0], 2), "median": round(median(took[1:]), 2), "characters": meeting.characters}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1, help="how long the page plays while its memory is watched")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("Chromium, Chrome or Edge is needed.")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        root = Path(scratch) / "roots"
        whole = composed(UTTERANCES * 38)
        work = laid(root / "long.work", whole, HOURS * 3600)
        with served(root) as address:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            figures = measured(page, f"{address}/#/m/{Shelf([root]).id_of(work.root)}", given.minutes)
            browser.close()
        figures["document_s"] = document_s(Path(scratch) / "hour.work")
    figures["machine"] = machine()
    print(json.dumps(figures, ensure_ascii=False, indent=None if given.json else 1))


if __name__ == "__main__":
    main()
