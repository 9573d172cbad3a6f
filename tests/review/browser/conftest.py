"""A browser, and a server of its own process that may be killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from minutes.review.shelf import Shelf
from minutes.revision.results import Results
from tests.review.folders import lay

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
PATIENCE_MS = 30_000  # a machine that does much else is slow, and nothing here is about speed


@dataclass
class Server:
    """`minutes review` over a folder."""

    root: Path
    port: int = 0
    address: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> None:
        code = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
        options = ["review", str(self.root), "--no-browser", "--port", str(self.port)]
        command = [sys.executable, "-c", code, *options]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        for line in self.process.stderr:
            if found := re.search(r"(http://127\.0\.0\.1:(\d+))/", line):
                self.address, self.port = found[1], int(found[2])
                break
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        assert self.port, "the server did not say where it is"

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def page_of(self, work: Path) -> str:
        return f"{self.address}/#/m/{Shelf([self.root]).id_of(work)}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine: scripts/browser installs one where it can")
    with sync_playwright() as playwright:
        arguments = ["--autoplay-policy=no-user-gesture-required", *(["--no-sandbox"] if os.getuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("roots"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def window(context: BrowserContext) -> Iterator[Callable[[str], Page]]:
    """Opens a page; whatever it complains of fails the test, but that the server is away."""
    complaints: list[str] = []

    def open_(address: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.goto(address)
        page.wait_for_selector("li.utterance, .meetings")
        return page

    yield open_
    assert [one for one in complaints if "Failed to load resource" not in one] == []


@pytest.fixture
def meeting(server: Server, request: pytest.FixtureRequest) -> Callable[..., Path]:
    """A work folder of the test's own on the server's shelf."""

    def made(given: Results | None = None, *, audio: bool = False) -> Path:
        return lay(server.root / f"{request.node.name}.work", given, audio=audio).root

    return made
