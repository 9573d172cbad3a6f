"""The page's own figures: first view, answers to keys, scrolling, memory over a long time, a document on demand."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.processes import residents
from benchmarks.reviewing.hands import Hands, spread, watched
from benchmarks.reviewing.server import Server, served

VIEW = {"width": 1366, "height": 768}
WHOLE = "(count) => document.querySelectorAll('li.utterance').length >= count"
SCROLL = """(seconds) => new Promise((done) => { const list = document.querySelector(".said"); const gaps = [];
  let last = performance.now(); const end = last + 1000 * seconds;
  const step = (now) => { gaps.push(now - last); last = now; list.scrollTop += 240;
    if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) list.scrollTop = 0;
    if (now < end) requestAnimationFrame(step); else done(gaps.slice(5)); }; requestAnimationFrame(step); })"""
SCROLL_S = 5
KEYS = (
    *("ArrowDown", "ArrowUp", "PageDown", "PageUp", "v", "v", "3", "1", "2", "F6", "ArrowDown", "PageDown", "F6"),
    *(
        "e",
        "Escape",
        "s",
        "Escape",
        "?",
        "Escape",
        "t",
        "t",
        "t",
        "t",
        "t",
        "t",
        "n",
        "p",
        "Space",
        "ArrowLeft",
        "Space",
    ),
)
LONG_MS = 100.0


def opened(browser: Browser) -> BrowserContext:
    """A window of its own, with nothing kept from another."""
    context = browser.new_context(viewport=VIEW, accept_downloads=True)  # type: ignore[arg-type]
    watched(context)
    return context


def shown(page: Page, address: str) -> float:
    """ms from asking for the page until the picture with its first rows is made."""
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.bench.view > 0")
    return float(page.evaluate("window.bench.view"))


def first(browser: Browser, root: Path, work: Path, rounds: int = 5) -> dict[str, Any]:
    """The first view: of a server that has only just said that it is there, of one that is, and once more."""
    cold, first_open, again = [], [], []
    for _ in range(rounds):
        with served(root) as server:
            cold.append(_once(browser, server, work))
        with served(root) as server:
            server.settle()
            before = server.processor_s
            first_open.append(_once(browser, server, work))
            used = server.processor_s - before
            again += [_once(browser, server, work) for _ in range(3)]
    return {
        "server_just_started_ms": spread(cold),
        "first_time_opened_ms": spread(first_open),
        "opened_again_ms": spread(again),
        "server_processor_first_ms": round(1000 * used),
    }


def _once(browser: Browser, server: Server, work: Path) -> float:
    context = opened(browser)
    try:
        return shown(context.new_page(), server.page_of(work))
    finally:
        context.close()


def keys(browser: Browser, server: Server, work: Path, rows: int, rounds: int = 10) -> dict[str, Any]:
    """Keys that change nothing at the server, over the whole meeting: from the key to the next picture."""
    context = opened(browser)
    page = context.new_page()
    shown(page, server.page_of(work))
    page.wait_for_function(WHOLE, arg=rows)
    hands = Hands(page)
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for key in KEYS:
            hands.press(key)
        for key, took in hands.pictures().items():
            found.setdefault(key, []).extend(took)
    context.close()
    whole = [one for took in found.values() for one in took]
    slowest = sorted(found.items(), key=lambda pair: -median(pair[1]))[:6]
    return {
        "picture_ms": spread(whole),
        "over_100_ms": sum(one > LONG_MS for one in whole),
        "slowest_ms": {key: spread(took) for key, took in slowest},
    }


def scroll(browser: Browser, server: Server, work: Path, rows: int) -> dict[str, Any]:
    """Pictures while the transcript runs through at 240 pixels a picture."""
    context = opened(browser)
    page = context.new_page()
    shown(page, server.page_of(work))
    page.wait_for_function(WHOLE, arg=rows)
    gaps = page.evaluate(SCROLL, SCROLL_S)
    context.close()
    return {"picture_ms": spread(gaps), "late": sum(gap > 34 for gap in gaps)}


# ---- memory ----------------------------------------------------------------------------------------------------------

SAMPLE_S = 10.0
ACTS = (("x", "u"), ("PageDown", "PageDown", "PageUp"), ("t", "t", "t", "t", "t", "t"), ("3", "2"), ("e", "Escape"))
ENDS_S = 300.0  # the first and the last five minutes are compared


def memory(browser: Browser, server: Server, work: Path, rows: int, minutes: float) -> dict[str, Any]:
    """The page plays at normal speed while somebody does a little every ten seconds."""
    context = opened(browser)
    page = context.new_page()
    shown(page, server.page_of(work))
    page.wait_for_function(WHOLE, arg=rows)
    hands = Hands(page)
    hands.press("F6")
    hands.press("ArrowDown")
    hands.press("Space")
    samples, begin = [], time.monotonic()
    for number in range(max(6, round(60 * minutes / SAMPLE_S))):
        for key in ACTS[number % len(ACTS)]:
            hands.press(key)
        hands.pictures()
        page.wait_for_timeout(max(0.0, 1000 * (begin + (number + 1) * SAMPLE_S - time.monotonic())))
        samples.append({"s": round(time.monotonic() - begin), **_held(page)})
    played = float(page.evaluate("() => Number(document.querySelector('.map').getAttribute('aria-valuenow'))"))
    context.close()
    count = max(1, min(round(ENDS_S / SAMPLE_S), len(samples) // 3))
    return {
        "minutes": round((time.monotonic() - begin) / 60, 1),
        "at_in_recording_s": played,
        "keys": len(hands.strokes),
        "first": _middle(samples[:count]),
        "last": _middle(samples[-count:]),
        "most": {name: max(one[name] for one in samples) for name in samples[0] if name != "s"},
        "samples": samples,
    }


def _middle(samples: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: round(median(one[name] for one in samples), 1) for name in samples[0] if name != "s"}


def _held(page: Page) -> dict[str, float]:
    """After collecting garbage: MB of JavaScript, nodes and listeners, and of the process's own memory."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    browser = page.context.browser
    assert browser
    whole = browser.new_browser_cdp_session()
    processes = whole.send("SystemInfo.getProcessInfo")["processInfo"]
    whole.detach()
    renderers = [one["id"] for one in processes if one["type"] == "renderer"]
    own = sum(found.anonymous for id_ in renderers for found in residents(id_).values())
    return {
        "heap_mb": round(metrics["JSHeapUsedSize"] / 1e6, 2),
        "nodes": metrics["Nodes"],
        "listeners": metrics["JSEventListeners"],
        "renderer_mb": round(own / 1e6, 1),
    }


# ---- the document ----------------------------------------------------------------------------------------------------


def document(browser: Browser, root: Path, work: Path, rounds: int = 3) -> dict[str, Any]:
    """Seconds from the key to the link: in a server that has only just started, and later."""
    cold, settled, later, processor = [], [], [], []
    for _ in range(rounds):
        with served(root) as server:
            cold.append(_documents(browser, server, work, 1)[0])
        with served(root) as server:
            server.settle()
            before = server.processor_s
            took = _documents(browser, server, work, 4)
            processor.append((server.processor_s - before) / 4)
            settled.append(took[0])
            later += took[1:]
    return {
        "server_just_started_s": spread(cold),
        "first_s": spread(settled),
        "later_s": spread(later),
        "processor_s": round(median(processor), 2),
    }


def _documents(browser: Browser, server: Server, work: Path, count: int) -> list[float]:
    context = opened(browser)
    page = context.new_page()
    shown(page, server.page_of(work))
    hands = Hands(page)
    took = []
    for _ in range(count):
        hands.press("d", wanted="dialog[open] fieldset")
        took.append(hands.press("Enter", wanted="dialog[open] a.main") / 1000)
        hands.press("Escape")
    context.close()
    return took
