"""The server of the page as a clerk starts it, and the seconds of processor it has used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from minutes.review.serve import FIRST_VIEW_S
from minutes.review.shelf import Shelf

_COMMAND = "import sys; from minutes.cli.main import main; main(sys.argv[1:])"
_WARM_S = 8.0  # what the first edit and the first document need is loaded beside


@dataclass(frozen=True)
class Server:
    """`minutes review` over the folders below `root`."""

    root: Path
    address: str
    process: int

    def page_of(self, work: Path) -> str:
        return f"{self.address}/#/m/{Shelf([self.root]).id_of(work)}"

    @property
    def processor_s(self) -> float:
        """Of all its threads, from Linux's /proc."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settle(self) -> None:
        """Until nothing is loaded any more."""
        end = time.monotonic() + _WARM_S
        time.sleep(FIRST_VIEW_S + 1)  # before, nothing is
        while time.monotonic() < end:
            before = self.processor_s
            time.sleep(1)
            if self.processor_s - before < 0.05:
                return


@contextmanager
def served(root: Path) -> Iterator[Server]:
    """Killed at the end, as whoever switches his PC off kills it."""
    command = [sys.executable, "-c", _COMMAND, "review", str(root), "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        found = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in process.stderr)), None)
        if found is None:
            raise RuntimeError("the server did not say where it is")
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield Server(root, found[0], process.pid)
    finally:
        process.kill()
        process.wait()
