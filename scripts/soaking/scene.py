"""Where faults happen: recordings are dropped, the office is looked at, moments are waited for."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Lock

from minutes.office.intake import WORK
from minutes.workfolder import EVENTS
from soaking.office import Office
from soaking.recordings import MINUTES, Recording, mark_of, sound, transcript
from soaking.seen import Step, status, steps

PATIENCE_S = 900.0
_AGAIN_S = 2.0


class NotReached(Exception):
    """What a fault waited for did not come about."""


@dataclass
class Diary:
    """What was dropped and done; shared by all scenes of a soak."""

    dropped: list[Recording] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    untried: dict[str, str] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    calm: Event = field(default_factory=Event)  # set while a fault kills by itself


@dataclass
class Scene:
    """Of one fault. `over`: set when those that go on all the time have to end; `slow_s`: how long a slow copy takes;
    `jobs`: how many recordings are wanted of it."""

    office: Office
    fault: str
    random: Random
    diary: Diary
    over: Event
    slow_s: float = 20.0
    jobs: int = 0
    _count: int = 0

    # ---- recordings --------------------------------------------------------------------------------------------------

    def drop(self, *ends: str, talks: int = 4, heard: bool = False, mark: str = "") -> Recording:
        """A recording (`heard`) or a finished transcript of so many talks; `mark` of another makes it the same one again."""
        one = self.announce(*ends, heard=heard, mark=mark)
        if heard:
            beside = self.office.base / one.name
            sound(beside, self.random)
            self.put(one, beside.read_bytes())
            beside.unlink()
        else:
            self.put(one, transcript(one.mark, talks).encode())
        return one

    def put(self, one: Recording, content: bytes) -> None:
        """As somebody who tries again while the disk is full."""
        while True:
            try:
                self.place(one).write_bytes(content)
                return
            except OSError:
                time.sleep(_AGAIN_S)

    def announce(self, *ends: str, heard: bool = False, mark: str = "", name: str = "") -> Recording:
        """A recording that is to be there; whoever asks writes it."""
        self._count += 1
        mark = mark or mark_of(self.random)
        name = name or (f"{mark}会議_{self._count}.m4a" if heard else f"{self.fault}-{self._count}.vtt")
        one = Recording(name, mark, self.fault, frozenset(ends or (MINUTES,)))
        with self.diary.lock:
            self.diary.dropped.append(one)
        return one

    def place(self, one: Recording) -> Path:
        """Where it is put: on the server, which is there when our share is not."""
        return self.office.inbox.source / one.name

    # ---- looking -----------------------------------------------------------------------------------------------------

    def folder(self, one: Recording) -> Path | None:
        """Of its result."""
        with suppress(OSError):
            for path in self.office.out.place.iterdir():
                if one.name in status(path)[1]:
                    return path
        return None

    def label(self, one: Recording) -> str:
        folder = self.folder(one)
        return status(folder)[0] if folder else ""

    def steps(self, one: Recording) -> list[Step]:
        folder = self.folder(one)
        events = folder / WORK / EVENTS if folder else None
        return list(steps(events)) if events and events.exists() else []

    def until(self, holds: Callable[[], bool], what: str, patience_s: float = PATIENCE_S, every_s: float = 0.2) -> None:
        begin = time.monotonic()
        while not holds():
            if time.monotonic() - begin > patience_s or self.over.is_set():
                raise NotReached(f"{self.fault}: {what}")
            time.sleep(every_s)

    def taken(self, *recordings: Recording) -> None:
        """Wait until the watched folder has them."""
        self.until(lambda: all(self.label(one) for one in recordings), "accepted")

    def running(self, *recordings: Recording) -> None:
        """Wait until one of them is worked on."""
        self.until(lambda: any(self.label(one) not in ("", "受付中", "待ち") for one in recordings), "worked on")

    # ---- doing -------------------------------------------------------------------------------------------------------

    def did(self, what: str = "") -> None:
        with self.diary.lock:
            self.diary.done[what or self.fault] += 1

    def wait(self, least_s: float, most_s: float) -> None:
        """For as long as chance has it."""
        time.sleep(self.random.uniform(least_s, most_s))

    def pause(self, least_s: float, most_s: float) -> bool:
        """False where it is time to end."""
        return not self.over.wait(self.random.uniform(least_s, most_s))
