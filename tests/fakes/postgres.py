"""A real PostgreSQL for tests: Debian's binaries, started as an unprivileged user in a temporary folder on a free port of
the loopback, gone with the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_STARTS_S = 60.0
_NOBODY = "nobody"  # the server refuses to run as root
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The URL of an empty database. `folder` must be one that other users may enter."""
    bin = _binaries()
    data = folder / "data"
    as_user = {"user": _NOBODY} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, _NOBODY)
    common: dict[str, object] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **as_user}
    subprocess.run([bin / "initdb", "-D", data, "-A", "trust", "-U", "minutes", "-N"], check=True, **common)
    port = _free_port()
    settings = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *_QUICK)
    options = [part for setting in settings for part in ("-c", setting)]
    server = subprocess.Popen([bin / "postgres", "-D", data, *options], **common)
    try:
        url = f"postgresql://minutes@127.0.0.1:{port}"
        _wait_for(f"{url}/postgres", server)
        yield f"{url}/jobs"
    finally:
        server.terminate()  # with open connections: roll back and go
        server.wait(30)


def _binaries() -> Path:
    found = shutil.which("initdb", path=os.pathsep.join(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))))
    found = found or shutil.which("initdb")
    assert found, "PostgreSQL is not installed: scripts/test installs it"
    return Path(found).resolve().parent


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    begin = time.monotonic()
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            assert server.poll() is None and time.monotonic() - begin < _STARTS_S, "PostgreSQL does not start"
            time.sleep(0.1)
