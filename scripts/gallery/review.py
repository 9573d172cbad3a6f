"""The screens of the review page over a copy of a work folder, as Chromium draws them: see scripts/review-gallery."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
SERVER = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
COLOURS = 160  # of a picture: a third of the bytes
SIZE = {"width": 1366, "height": 768}
MISHEARD, MEANT = "環境経設", "環境建設"  # in examples/iinkai-8 as asr-mini hears it


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """With a state folder of its own, so that nothing is learnt from pictures."""
    command = [sys.executable, "-c", SERVER, "review", "roots", "--no-browser", "--port", "0"]
    environment = {**os.environ, "MINUTES_OFFICE_STATE": "state"}
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        try:
            yield next(found[0] for line in process.stderr if (found := re.search(r"http://[\d.:]+", line)))
        finally:
            process.kill()


class Gallery:
    """Takes one picture after the other of a page that is worked on by keyboard."""

    def __init__(self, page: Page, out: Path) -> None:
        self.page, self.out = page, out

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(60)

    def take(self, name: str) -> None:
        self.page.wait_for_timeout(500)
        drawn = Image.open(io.BytesIO(self.page.screenshot()))
        drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(self.out / f"{name}.png", optimize=True)
        print(name)

    def dialog(self, name: str, *keys: str) -> None:
        self.press(*keys)
        self.page.wait_for_selector("dialog[open]")
        self.take(name)
        self.press("Escape")


def screens(gallery: Gallery) -> None:
    """The way of a clerk through one meeting."""
    page = gallery.page
    learns = _reword(gallery)
    page.locator("li.utterance").first.focus()
    gallery.press("F6", "ArrowDown")
    gallery.dialog("line-light", "e")
    gallery.press("n", "n", "n", "n", "Space")
    gallery.take("meeting-light")
    gallery.press("g")
    gallery.dialog("speaker-light", "s")
    gallery.press("F6", "t")
    gallery.take("checks-light")
    if learns:
        gallery.press("t", "t", "t", "t", "t")
        page.wait_for_selector('#panel [data-kind="lesson"]')
        gallery.take("lessons-light")
    gallery.dialog("document-light", "d")
    gallery.dialog("confirm-light", "f")
    gallery.dialog("keys-light", "?")


def _reword(gallery: Gallery) -> bool:
    """The misheard word is put right wherever it stands, with a picture of the first place; whether it stands anywhere."""
    page = gallery.page
    ids = [row.get_attribute("data-id") for row in page.locator("li.utterance", has_text=MISHEARD).all()]
    for place, id_ in enumerate(ids or [page.locator("li.utterance").first.get_attribute("data-id")]):
        page.locator(f'li.utterance[data-id="{id_}"]').focus()
        gallery.press("e")
        words = page.locator("li.utterance textarea").input_value()
        gallery.press("Control+a")
        page.keyboard.insert_text(words.replace(MISHEARD, MEANT))
        if place == 0:
            gallery.take("editing-light")
        gallery.press("Enter")
        page.wait_for_timeout(500)
    page.wait_for_timeout(2500)
    return bool(ids)


def look(browser: Browser, address: str, out: Path, name: str, **how: object) -> None:
    context = browser.new_context(viewport=SIZE, locale="ja-JP", **how)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("li.utterance, .meetings")
    Gallery(page, out).take(name)
    context.close()


def draw(browser: Browser, address: str, out: Path) -> None:
    look(browser, f"{address}/", out, "list-light")
    page = browser.new_context(viewport=SIZE, locale="ja-JP").new_page()
    page.goto(f"{address}/")
    meeting = f"{address}/{page.locator('.meetings a').first.get_attribute('href')}"
    page.goto(meeting)
    page.wait_for_selector("li.utterance")
    screens(Gallery(page, out))
    look(browser, meeting, out, "meeting-dark", color_scheme="dark")
    half = {"width": SIZE["width"] // 2, "height": SIZE["height"] // 2}
    context = browser.new_context(viewport=half, device_scale_factor=2, locale="ja-JP")
    page = context.new_page()
    page.goto(meeting)
    page.wait_for_selector("li.utterance")
    Gallery(page, out).take("meeting-light200")


def main(work: Path, out: Path) -> None:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("Chromium, Chrome or Edge is needed.")
    if not work.is_dir():
        sys.exit(f"No work folder at {work}: run scripts/demo first.")
    out.mkdir(parents=True, exist_ok=True)
    arguments = ["--autoplay-policy=no-user-gesture-required", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        root = Path(scratch)
        shutil.copytree(work, root / "roots" / work.name)
        with served(root) as address:
            browser = playwright.chromium.launch(executable_path=program, args=arguments)
            draw(browser, address, out)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
