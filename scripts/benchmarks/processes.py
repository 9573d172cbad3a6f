"""The memory of a process and its children, from Linux's /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_KIB = 1024


@dataclass(frozen=True)
class Resident:
    """Bytes of one process: `anonymous` is its own data (without mapped files and libraries), `peak` the most it ever
    had resident, mapped files included."""

    name: str
    anonymous: int
    peak: int


def residents(root: int) -> dict[int, Resident]:
    """The process `root` and all that descend from it, by number; those that are just ending are left out."""
    found = {}
    for number in (root, *_descendants(root)):
        with suppress(OSError):
            found[number] = _resident(number)
    return found


def _resident(number: int) -> Resident:
    place = Path(f"/proc/{number}")
    fields = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
    command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    sizes = {key: int(fields[key].split()[0]) * _KIB if key in fields else 0 for key in ("RssAnon", "VmHWM")}
    return Resident(_role(command), sizes["RssAnon"], sizes["VmHWM"])


def _role(command: str) -> str:
    """Which of the run's processes it is."""
    if "diarizer_child" in command:
        return "diarisation"
    return "ffmpeg" if "ffmpeg" in command.split(" ", 1)[0] else "main"


def _descendants(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for name in filter(str.isdigit, os.listdir("/proc")):  # not glob: it fails where a process ends meanwhile
        with suppress(OSError):
            parent = int(Path("/proc", name, "stat").read_text().rsplit(")", 1)[1].split()[1])
            children[parent].append(int(name))
    pending = [root]
    while pending:
        for child in children[pending.pop()]:
            pending.append(child)
            yield child
