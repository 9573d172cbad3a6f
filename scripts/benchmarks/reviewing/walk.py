"""A meeting from the list to the confirmed document by keyboard alone: every check is decided by a key, until none is left.

Nothing but key events and words from an input method reaches the page: no mouse, no focus set from outside. What stands on the
screen is only read. What a clerk would listen to and think about is not done here; what is measured is the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLate

from benchmarks.reviewing.hands import Hands, spread
from benchmarks.reviewing.parts import opened
from benchmarks.reviewing.server import Server

BY = "総務課長・山田太郎"
KEYSTROKE_S = 0.28  # of an average typist (Card, Moran, Newell 1980, keystroke-level model)
_UNREFLECTED = 3
_MARKS = ".bar .marks"
_TOLD = 100
_FOLLOWS_MS = 10_000
_AT = "(kind) => document.activeElement?.closest?.('[data-id]')?.dataset.kind === kind"
_MORE = 4  # times as many decisions as there were checks: more and the walk goes round in circles


class Stuck(Exception):
    """The keyboard does not get on; says where."""


class Walk:
    """Through one meeting."""

    def __init__(self, page: Page, tell: Callable[[str], None]) -> None:
        self.page = page
        self.tell = tell
        self.hands = Hands(page)
        self.decided: Counter[str] = Counter()
        self._ways = {
            "utterance": cycle((self._settle, self._settle, self._reword, self._settle, self._speaker)),
            "line": cycle((self._settle, self._restate, self._settle, self._drop)),
            "correction": cycle((self._all_alike, self._settle, self._refuse)),
            "unheard": cycle((self._listen,)),
            "item": cycle((self._settle,)),
        }

    # ---- the way -------------------------------------------------------------------------------------------------

    def come_in(self, id_: str) -> None:
        """From the list of meetings into one of them."""
        self.hands.until_at("Tab", f'.meetings a[href="#/m/{id_}"]')
        self.hands.press("Enter", "open the meeting", "li.utterance")

    def look_around(self) -> None:
        """Sound and picture."""
        for key in ("Space", "ArrowLeft", "ArrowRight", "]", "[", "Space", "3", "1", "2", "l", "l", "F6", "F6", "h"):
            self.hands.press(key)

    def decide_all(self) -> int:
        """Until no check is left: how many there were. Raises Stuck."""
        there = self.left()
        self.hands.press("n", "next check")
        for number in range(_MORE * there + 20):
            left = self.left()
            if number % _TOLD == 0:
                self.tell(f"{left} checks left")
            if not left:
                return there
            self._decide()
        raise Stuck(f"{self.left()} of {there} checks are left, now at {self.hands.at()}")

    def _decide(self) -> None:
        at = self.hands.at()
        if at["kind"] not in self._ways:
            self.hands.press("n", "next check")
            if self.hands.at() == at:
                self.hands.press("p", "previous check")
            return
        left = self.left()
        self.decided[next(self._ways[at["kind"]])()] += 1
        now = self.hands.at()
        if self.left() and (now == at or self.left() >= left or now["kind"] not in self._ways):
            self.hands.press("n", "next check")
            if self.hands.at() == now:
                self.hands.press("p", "previous check")

    def left(self) -> int:
        """How many checks the page says are left."""
        found = re.search(r"残り(\d+)件", self.page.locator(_MARKS).inner_text())
        return int(found[1]) if found else 0

    # ---- the ways to decide --------------------------------------------------------------------------------------

    def _settle(self) -> str:
        self.hands.press("a", "accept")
        return "accepted"

    def _refuse(self) -> str:
        self.hands.press("x", "reject")
        self.hands.press("n", "next check")
        return "refused"

    def _all_alike(self) -> str:
        self.hands.press("Shift+A", "accept all alike")
        self.hands.press("n", "next check")
        return "accepted alike"

    def _listen(self) -> str:
        self.hands.press("Enter", "play")
        self.hands.press("a", "accept")
        return "listened"

    def _reword(self) -> str:
        self.hands.press("e", "edit", "li.utterance textarea")
        self.hands.press("End")
        self.hands.press("Backspace")
        self.hands.write("、以上です。")
        self.hands.press("Enter", "keep words")
        self.hands.press("n", "next check")
        return "reworded"

    def _speaker(self) -> str:
        self.hands.press("s", "speaker", "dialog[open] select")
        self.hands.press("Home")
        self.hands.press("ArrowDown")
        self.hands.press("Tab")
        self.hands.press("Enter", "keep speaker")
        self.hands.press("n", "next check")
        return "speaker given"

    def _drop(self) -> str:
        self.hands.press("x", "reject")
        self.hands.press("n", "next check")
        return "dropped"

    def _restate(self) -> str:
        self.hands.press("e", "edit", "dialog[open] textarea")
        self.hands.press("Control+End")
        self.hands.press("Backspace")
        self.hands.write("ということである。")
        self.hands.press("Enter", "keep line")
        self.hands.press("a", "accept")
        return "restated"

    # ---- putting right what no check names ------------------------------------------------------------------------

    def put_right(self) -> None:
        """Each other thing once, and back again."""
        hands = self.hands
        self._to_transcript()
        for key in ("PageDown", "PageDown", "ArrowDown"):
            hands.press(key)
        hands.press("Shift+ArrowDown", "choose two")
        hands.press("w", "write a line", "dialog[open] textarea")
        hands.press("Enter", "keep line")
        self._expect_at("line")
        hands.press("u", "undo")
        hands.press("r", "redo")
        self._to_transcript()
        self._in_dialog("b", "boundary")
        self._in_dialog("o", "mask")
        self._split_and_join()
        for _ in range(4):
            hands.press("u", "undo")
        for _ in range(2):
            hands.press("r", "redo")
        self._write_left_out()

    def _in_dialog(self, key: str, what: str) -> None:
        """A question that is answered as it is proposed. Where there is only one item, none is asked about its beginning."""
        self.hands.press(key, what)
        if self.page.locator("dialog[open]").count():
            self.hands.press("Enter", f"keep {what}")

    def _split_and_join(self) -> None:
        hands = self.hands
        rows = self.page.locator("li.utterance").count()
        hands.press("e", "edit", "li.utterance textarea")
        hands.press("Home")
        hands.press("ArrowRight")
        hands.press("ArrowRight")
        hands.press("Control+Enter", "split")
        if self.page.locator("li.utterance").count() != rows + 1:
            raise Stuck(f"nothing was split: {hands.at()}")
        hands.press("k", "up")
        hands.press("m", "join")
        if self.page.locator("li.utterance").count() != rows:
            raise Stuck(f"nothing was joined: {hands.at()}")

    def _write_left_out(self) -> None:
        """What the minutes leave out is written into them."""
        for _ in range(_UNREFLECTED):
            if not self._tab("未反映") or self.hands.at()["kind"] != "unreflected":
                return
            self.hands.press("w", "write a line", "dialog[open] textarea")
            self.hands.press("Enter", "keep line")
            self._expect_at("line")
            self.decided["written from what was left out"] += 1

    def _tab(self, name: str) -> bool:
        tabs = self.page.locator(".tabs [role=tab]")
        for _ in range(tabs.count()):
            if self.page.locator('.tabs [aria-selected="true"]').inner_text().startswith(name):
                return True
            self.hands.press("t", "next list")
        return False

    def _to_transcript(self) -> None:
        if self.hands.at()["kind"] != "utterance":
            self.hands.press("F6", "other side")
        self._expect_at("utterance")

    def _expect_at(self, kind: str) -> None:
        """The focus follows what was kept, a moment later on a busy machine."""
        try:
            self.page.wait_for_function(_AT, arg=kind, timeout=_FOLLOWS_MS)
        except TooLate:
            raise Stuck(f"not at a {kind}: {self.hands.at()}") from None

    # ---- the end -------------------------------------------------------------------------------------------------

    def document(self) -> float:
        """The Word document on this PC; seconds from the key to the link."""
        self.hands.press("d", "document", "dialog[open] fieldset")
        took = self.hands.press("Enter", "make the document", "dialog[open] a.main")
        with self.page.expect_download() as coming:
            self.hands.press("Enter", "keep the document")
        if not coming.value.suggested_filename.endswith(".docx"):
            raise Stuck(f"no document came: {coming.value.suggested_filename}")
        self.hands.press("Escape", "close")
        return took / 1000

    def confirm(self) -> float:
        """Vouched for by a named person; seconds from the key until the page says so."""
        self.hands.press("f", "confirm", "dialog[open] input")
        self.hands.press("Control+a")
        self.hands.write(BY)
        took = self.hands.press("Enter", "vouch", "dialog[open] a.main")
        self.hands.press("Escape", "close")
        if "確認済" not in (said := self.page.locator(_MARKS).inner_text()):
            raise Stuck(f"not confirmed: {said}")
        return took / 1000

    def leave(self, id_: str) -> None:
        """Back to the list, where the meeting stands among those that are done."""
        self.hands.press("q", "back to the list", ".meetings a")
        done = self.page.locator("h2", has_text="確認済").locator(f'+ ul a[href="#/m/{id_}"]')
        if done.count() != 1:
            raise Stuck(f"the list does not show it as done: {self.page.locator('.list').inner_text()[:400]}")
        self.hands.until_at("Tab", f'.meetings a[href="#/m/{id_}"]')


def walked(browser: Browser, server: Server, work: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """All of it; what it took. Raises Stuck, RuntimeError, playwright's Error."""
    context = opened(browser)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    walk = Walk(page, tell)
    id_ = server.page_of(work).rsplit("/", 1)[1]
    page.goto(f"{server.address}/")
    page.wait_for_selector(".meetings a")
    before = server.processor_s
    walk.come_in(id_)
    walk.look_around()
    checks = walk.decide_all()
    tell("decided; putting right what no check names")
    walk.put_right()
    checks += walk.left()
    walk.decide_all()
    document, confirm = walk.document(), walk.confirm()
    walk.leave(id_)
    pictures = walk.hands.pictures()
    context.close()
    if complaints:
        raise Stuck(f"the page complained: {complaints[:3]}")
    return {**_told(walk, pictures, checks), "document_s": document, "confirm_s": confirm} | {
        "server_processor_s": round(server.processor_s - before, 1)
    }


def _told(walk: Walk, pictures: dict[str, list[float]], checks: int) -> dict[str, Any]:
    strokes = walk.hands.strokes
    by_what: dict[str, list[float]] = {}
    for one in strokes:
        by_what.setdefault(one.what, []).append(one.answered_ms)
    slowest = sorted(by_what.items(), key=lambda pair: -max(pair[1]))[:8]
    waited = sum(one.answered_ms for one in strokes) / 1000
    whole = [one for took in pictures.values() for one in took]
    return {
        "checks": checks,
        "decided": dict(walk.decided),
        "keys": len(strokes),
        "typed_characters": walk.hands.typed,
        "keys_for_a_check": round(len(strokes) / max(checks, 1), 1),
        "waited_s": round(waited, 1),
        "hands_s": round(KEYSTROKE_S * (len(strokes) + walk.hands.typed), 1),
        "answered_ms": spread([one.answered_ms for one in strokes]),
        "picture_ms": spread(whole),
        "over_100_ms": sum(one > 100 for one in whole),
        "slowest_ms": {what: spread(took) for what, took in slowest},
    }
