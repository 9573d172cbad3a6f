"""What was put right is learnt by the keyboard alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.review.browser.conftest import PATIENCE_MS, Server

expect.set_options(timeout=PATIENCE_MS)
Window = Callable[[str], Page]
Lay = Callable[..., Path]


def _until(page: Page, key: str, shown: str, most: int = 20) -> None:
    """Press a key until the focus is on a row that says so."""
    for _ in range(most):
        if page.evaluate("document.activeElement.textContent").find(shown) >= 0:
            return
        page.keyboard.press(key)
    raise AssertionError(shown)


def _put_right(page: Page) -> None:
    _until(page, "ArrowDown", "上下水同")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("上下水道の工事は10月に始めます。")
    page.keyboard.press("Enter")


def test_a_term_and_a_speaker_become_known(server: Server, meeting: Lay, window: Window) -> None:
    page = window(server.page_of(meeting()))
    _put_right(page)
    expect(page.locator('li.utterance[data-id="u2"]')).to_contain_text("上下水道")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("石田委員")
    page.keyboard.press("Enter")
    expect(page.locator('li.utterance[data-id="u3"] .who')).to_have_text("石田委員")
    expect(page.get_by_role("tab", name="覚える 2")).to_be_visible()
    page.keyboard.press("F6")
    for _ in range(6):
        page.keyboard.press("t")
    expect(page.get_by_role("tab", name="覚える 2")).to_have_attribute("aria-selected", "true")
    _until(page, "ArrowDown", "上下水道")
    page.keyboard.press("e")
    page.keyboard.insert_text("じょうげすいどう")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="覚える 1")).to_be_visible()
    _until(page, "ArrowDown", "石田委員")
    page.keyboard.press("a")
    expect(page.get_by_role("tab", name="覚える 0")).to_be_visible()
    book = Path(os.environ["XDG_STATE_HOME"]) / "minutes"
    assert "上下水道,じょうげすいどう,上下水同" in (book / "庁内の用語.csv").read_text("utf-8-sig")
    assert "石田委員,石田,いしだ" in (book / "庁内の名簿.csv").read_text("utf-8-sig")
    for table in book.glob("庁内の*.csv"):  # other tests know nothing of it
        table.unlink()


def test_a_reading_that_is_none_is_told_and_can_be_typed_again(server: Server, meeting: Lay, window: Window) -> None:
    page = window(server.page_of(meeting()))
    _put_right(page)
    expect(page.get_by_role("tab", name="覚える 1")).to_be_visible()
    page.get_by_role("tab", name="覚える 1").click()
    page.keyboard.press("F6")
    page.keyboard.press("e")
    page.keyboard.insert_text("water")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("ひらがなで入れてください")
    time.sleep(0.1)
    expect(page.locator('#panel [data-kind="lesson"]')).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("tab", name="覚える 0")).to_be_visible()
