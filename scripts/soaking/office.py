"""A whole office in one folder: disks, shares, configuration, a worker and a watched folder."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from soaking.services import Service, minutes, plain_environment
from soaking.storage import Share, disk, unmount

# Waits of the shipped configuration, made shorter; together longer than any fault lasts.
_RETRY_S = (1, 2, 3, 5, 5, 5, 10, 10, 10, 10, 20, 20, 20, 30, 30, 30)
SETTLE_S = 3.0
_CONFIG = """\
[office]
state = "{state}"
jobs = 2
settle_s = {settle}
rescan_s = 5
retry_after_s = {retry}

[llm.endpoints.office]
base_url = "http://127.0.0.1:{port}/v1"
model = "office-model"
timeout_s = 10
retries = 1
"""


class Office:
    """`llm_port`: where its LLM is to be found on this machine. The results and the watched folder lie on one disk, the ledger on another."""

    def __init__(self, base: Path, llm_port: int = 9) -> None:
        self.base = base
        self.llm_port = llm_port
        self.disk, self.state_disk = base / "disk", base / "state"
        disk(self.disk, 192)
        disk(self.state_disk, 96)
        self.inbox = Share(self.disk / "inbox", base / "inbox")
        self.out = Share(self.disk / "out", base / "out")
        self.batch = self.disk / "batch"  # results of `minutes batch`
        self.state = self.state_disk / "minutes"
        self.logs = base / "logs"
        self.logs.mkdir()
        self.config = base / "minutes.toml"
        config = _CONFIG.format(state=self.state, settle=SETTLE_S, retry=list(_RETRY_S), port=llm_port)
        self.config.write_text(config, encoding="utf-8")
        self.environment = plain_environment({"OMP_NUM_THREADS": "1"})
        self.worker = self._service("worker", "worker")
        self.watcher = self._service("watcher", "watch", self.inbox.place, "--out", self.out.place, "--no-worker")
        self.services = (self.worker, self.watcher)

    def _service(self, name: str, *arguments: str | Path) -> Service:
        command = minutes(*arguments, "--config", self.config)
        return Service(name, command, self.logs / f"{name}.log", self.environment)

    @property
    def ledger(self) -> Path:
        return self.state / "jobs.sqlite"

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Of the ledger; nothing while it cannot be read."""
        try:
            with closing(sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True, timeout=1)) as jobs:
                return jobs.execute(query).fetchall()
        except sqlite3.Error:
            return []

    def close(self) -> None:
        """Take the disks away; what is under their places is an empty folder."""
        for share in (self.inbox, self.out):
            share.close()
        for place in (self.disk, self.state_disk):
            unmount(place)

    def keep(self, place: Path) -> None:
        """A copy of everything for whoever has to find out why; the disks are gone with the namespace."""
        for name in ("inbox", "out", "state", "logs"):
            shutil.copytree(self.base / name, place / name, dirs_exist_ok=True, ignore_dangling_symlinks=True)
