"""Hands on a keyboard: every key is one real key event, and what it took until it was answered is kept.

Two times of each key. `picture`: from the key to the next picture, as the browser itself reckons it (Event Timing, in steps of
8 ms; what is below 16 ms is not told and counts as 16). `answered`: from the key until what it did is kept by the server, where it
changes something, and shown two pictures later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, Page

PATIENCE_MS = 60_000
_LEAST_MS = 16.0
_WATCH = """(() => {
  const bench = { view: 0, down: 0, pending: 0, keys: [], downs: [] };
  window.bench = bench;
  const seen = () => document.querySelector("li.utterance")
    ? requestAnimationFrame(() => setTimeout(() => { bench.view = performance.now(); }))
    : requestAnimationFrame(seen);
  requestAnimationFrame(seen);
  addEventListener("keydown", (event) => { bench.down = event.timeStamp; bench.downs.push([event.timeStamp, event.key]); }, true);
  const real = window.fetch;
  window.fetch = async (path, given) => {
    if (given?.method !== "POST") return real(path, given);
    bench.pending += 1;
    try { const answer = await real(path, given); await answer.clone().text(); return answer; }
    finally { setTimeout(() => { bench.pending -= 1; }); }
  };
  new PerformanceObserver((list) => { for (const one of list.getEntries())
    if (one.name === "keydown") bench.keys.push([one.startTime, one.duration]);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})();"""
_ANSWERED = """([wanted, patience]) => new Promise((done, fail) => {
  const begin = performance.now();
  const look = () => {
    if (performance.now() - begin > patience) fail(new Error(`no answer to the key: ${wanted}`));
    else if (bench.pending || (wanted && !document.querySelector(wanted))) requestAnimationFrame(look);
    else requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - bench.down)));
  };
  look();
})"""
_PICTURES = """() => { const took = new Map(bench.keys); const all = bench.downs.map(([at, key]) => [key, took.get(at) ?? 0]);
  bench.keys.length = bench.downs.length = 0; return all; }"""


@dataclass(frozen=True)
class Stroke:
    """A key, what it was for, and how long its answer took (ms)."""

    key: str
    what: str
    answered_ms: float


def watched(context: BrowserContext) -> None:
    """Every page of the context counts its keys."""
    context.add_init_script(_WATCH)
    context.set_default_timeout(PATIENCE_MS)


class Hands:
    """At one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strokes: list[Stroke] = []
        self.typed = 0

    def press(self, key: str, what: str = "", wanted: str = "") -> float:
        """One key, until it is answered and `wanted` (a selector) is there; ms. Raises playwright's Error."""
        self.page.keyboard.press(key)
        took = float(self.page.evaluate(_ANSWERED, [wanted, PATIENCE_MS]))
        self.strokes.append(Stroke(key, what or key, took))
        return took

    def write(self, text: str) -> None:
        """Words that an input method gives over."""
        self.page.keyboard.insert_text(text)
        self.typed += len(text)

    def at(self) -> dict[str, str]:
        """What the focus is on: the row's kind and id, its tag and its words."""
        found: dict[str, str] = self.page.evaluate(
            """() => { const at = document.activeElement; const row = at?.closest?.("[data-id]");
              return { tag: at?.tagName ?? "", text: (at?.textContent ?? "").slice(0, 200), kind: row?.dataset.kind ?? "",
                id: row?.dataset.id ?? "", inside: at?.closest?.("dialog") ? "dialog" : "" }; }"""
        )
        return found

    def until_at(self, key: str, wanted: str, most: int = 60) -> None:
        """The same key until the focus is on what a selector names. Raises RuntimeError where it never is."""
        for _ in range(most):
            if self.page.evaluate("(wanted) => document.activeElement?.matches(wanted) ?? false", wanted):
                return
            self.press(key)
        raise RuntimeError(f"{key} never comes to {wanted}: {self.at()}")

    def pictures(self) -> dict[str, list[float]]:
        """ms from key to picture by key, of the keys since the last time."""
        self.page.evaluate(_ANSWERED, ["", PATIENCE_MS])
        self.page.wait_for_timeout(200)  # Event Timing tells a little later
        found: dict[str, list[float]] = {}
        for key, took in self.page.evaluate(_PICTURES):
            found.setdefault(key, []).append(max(float(took), _LEAST_MS))
        return found


def spread(values: Sequence[float]) -> dict[str, Any]:
    """Median, 95 % and most, of however many."""
    ordered = sorted(values)
    if not ordered:
        return {"count": 0, "median": None, "p95": None, "most": None}
    return {
        "count": len(ordered),
        "median": round(median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "most": round(ordered[-1], 1),
    }
