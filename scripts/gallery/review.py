"""The screens of the review page over a copy of a work folder, as Chromium draws them: see scripts/review-gallery."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
SERVER = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
SIZE = {"width": 1366, "height": 768}
MISHEARD, MEANT = re.compile(r"[一-龠]{2,}"), "看多機"


@contextmanager
def served(root: Path, state: Path) -> Iterator[str]:
    """`state`: a folder of its own, so that nothing is learnt from pictures."""
    command = [sys.executable, "-c", SERVER, "review", str(root), "--no-browser", "--port", "0"]
    environment = {**os.environ, "MINUTES_OFFICE_STATE": str(state)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        yield next(found[0] for line in process.stderr if (found := re.search(r"http://[\d.:]+", line)))
        process.terminate()


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
        self.page.screenshot(path=str(self.out / f"{name}.png"))
        print(name)

    def dialog(self, name: str, *keys: str) -> None:
        self.press(*keys)
        self.page.wait_for_selector("dialog[open]")
        self.take(name)
        self.press("Escape")


def screens(gallery: Gallery) -> None:
    """The way of a clerk through one meeting."""
    page = gallery.page
    gallery.press("n", "Space")
    gallery.take("meeting-light")
    gallery.press("e")
    gallery.take("editing-light")
    _reword(gallery)
    gallery.dialog("speaker-light", "s")
    gallery.press("F6", "ArrowDown", "ArrowDown")
    gallery.dialog("line-light", "e")
    gallery.press("t")
    gallery.take("checks-light")
    for _ in range(5):
        gallery.press("t")
    page.wait_for_selector('#panel [data-kind="lesson"]')
    gallery.take("lessons-light")
    gallery.dialog("document-light", "d")
    gallery.dialog("confirm-light", "f")
    gallery.dialog("keys-light", "?")


def _reword(gallery: Gallery) -> None:
    """One word of an utterance becomes a term that no dictionary has yet."""
    box = gallery.page.locator("li.utterance textarea")
    words = box.input_value()
    gallery.press("Control+a")
    gallery.page.keyboard.insert_text(MISHEARD.sub(MEANT, words, count=1))
    gallery.press("Enter")
    gallery.page.wait_for_function("() => document.querySelector('.saved').textContent === '保存済み'")
    gallery.page.wait_for_timeout(2500)


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
        with served(root / "roots", root / "state") as address:
            browser = playwright.chromium.launch(executable_path=program, args=arguments)
            draw(browser, address, out)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
