"""From the list to the confirmed document and back by keyboard alone: the walk of `scripts/bench review` over a short meeting."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from benchmarks.reviewing.hands import watched
from benchmarks.reviewing.walk import BY, Walk
from minutes.review.shelf import Shelf
from tests.review.browser.conftest import Server


def test_a_draft_is_checked_confirmed_and_left_without_a_mouse(
    server: Server, meeting: Callable[..., Path], context: BrowserContext
) -> None:
    work = meeting(audio=True)
    watched(context)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    walk = Walk(page, lambda _: None)
    id_ = Shelf([server.root]).id_of(work)
    assert id_
    page.goto(f"{server.address}/")
    page.wait_for_selector(".meetings a")
    walk.come_in(id_)
    walk.look_around()
    assert walk.decide_all() > 6
    walk.put_right()
    walk.decide_all()
    walk.document()
    walk.confirm()
    walk.leave(id_)
    expect(page.locator(f'.meetings a[href="#/m/{id_}"]')).to_be_focused()
    assert complaints == []
    acts = {act["do"] for edit in json.loads((work / "edits.json").read_text("utf-8")) for act in edit["acts"]}
    assert acts >= {"settle", "reword", "judge", "listened", "add", "boundary", "keep", "split", "undo", "redo"}
    assert json.loads((work / "minutes.json").read_text("utf-8"))["provenance"]["confirmation"]["by"] == BY
