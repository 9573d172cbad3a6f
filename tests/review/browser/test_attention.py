"""Minutes with attention, as a browser counts them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Request, expect

from tests.review.browser.conftest import PATIENCE_MS, Server

expect.set_options(timeout=PATIENCE_MS)
BEGIN = dt.datetime(2026, 4, 1, 9, 0, 5, tzinfo=dt.UTC)


def test_a_minute_in_which_the_page_was_used_is_told_once(
    server: Server, meeting: Callable[..., Path], window: Callable[[str], Page]
) -> None:
    work = meeting(audio=True)
    page = window(server.page_of(work))
    told: list[str] = []

    def hear(request: Request) -> None:
        if request.url.endswith("/attention"):
            told.append(request.method)

    def at(seconds: float) -> None:
        page.clock.set_fixed_time(BEGIN + dt.timedelta(seconds=seconds))

    page.on("request", hear)
    at(0)
    page.wait_for_timeout(300)
    assert told == []  # only looked at
    with page.expect_response("**/attention") as first:
        page.keyboard.press("ArrowDown")
    assert first.value.ok
    page.keyboard.press("ArrowDown")
    at(50)
    page.mouse.click(5, 5)
    page.wait_for_timeout(200)
    assert told == ["POST"]
    at(60)
    with page.expect_response("**/attention"):
        page.mouse.wheel(0, 40)
    at(120)
    with page.expect_response("**/attention"):
        page.keyboard.press("Enter")  # plays
    at(180)
    with page.expect_response("**/attention"):
        page.wait_for_function("() => true")  # nobody touches anything, and the sound goes on
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="再生", exact=True)).to_be_visible()
    at(240)
    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    assert len(told) == 4
    counted = json.loads((work / "attention.json").read_text("utf-8"))
    assert set(counted) == {"minutes", "first", "last"} and counted["minutes"] >= 1
    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => false })")
    with page.expect_response("**/attention"):
        page.get_by_role("link", name="会議の一覧").click()
    expect(page.locator(".list")).to_be_visible()
    at(300)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    assert len(told) == 5  # the list is no meeting
