"""A watched folder for tests: a ledger in memory, a clock that a test moves, and a fresh start whenever it likes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from minutes.office.acceptance import Acceptances
from minutes.office.description import Material, describe
from minutes.office.following import Following
from minutes.office.intake import Intake, Manner
from minutes.office.ledger import JobError, JobState
from minutes.office.notefiles import NoteFiles
from minutes.office.places import Places
from minutes.office.preparation import Prepared
from minutes.office.stillness import Stillness
from minutes.settings import Office
from tests.fakes.ledger import FakeLedger

SETTLE_S = 10.0


def prepared(material: Material, inputs: Sequence[Path]) -> Prepared:
    """Here, and not in a process of its own."""
    return Prepared(described=describe(material), seconds=600.0)


class Desk:
    """`look()` is one round of the watcher; `settled()` as many as it takes for what lies there to be taken."""

    def __init__(self, folder: Path, manner: Manner | None = None) -> None:
        self.inbox, self.out, self._state = folder / "受付", folder / "議事録", folder / "state"
        self.inbox.mkdir(exist_ok=True)
        self.ledger = FakeLedger()
        self.manner = manner or Manner(prepare=prepared)
        self.time = 0.0
        self.told: list[tuple[str, JobError | None]] = []
        self.start()

    def start(self) -> None:
        """As a new process would."""
        self.accepted = Acceptances(self._state)
        self.places = Places(self.inbox, self.out, known=len(self.accepted) > 0)
        notes = NoteFiles(self.places.out)
        self.intake = Intake(self.places, self.accepted, self.ledger, self.manner, self._stillness(), notes)
        self.following = Following(
            self.places,
            self.accepted,
            self.ledger,
            notes,
            Office(settle_s=SETTLE_S),
            self._stillness(),
            lambda title, error: self.told.append((title, error)),
        )
        self.following.begin()

    def _stillness(self) -> Stillness:
        return Stillness(SETTLE_S, lambda: self.time)

    def look(self) -> None:
        if self.places.missing() is None:
            self.intake.look()
            self.following.look(self.intake.gone, surely=True)

    def settled(self) -> None:
        for _ in range(3):
            self.look()
            self.time += SETTLE_S
        self.look()

    def put(self, name: str, content: str = "") -> Path:
        place = self.inbox / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content or f"音 {name}", encoding="utf-8")
        return place

    def job(self, title: str = "") -> JobState:
        """The only one that was not cancelled, or the one of that title."""
        jobs = [job for job in self.ledger.states() if job.condition != "cancelled"]
        (found,) = [job for job in jobs if not title or job.order.title == title]
        return found

    def finish(self, title: str = "", **changes: object) -> JobState:
        """As the worker does it."""
        job = self.job(title)
        job.document.parent.mkdir(parents=True, exist_ok=True)
        job.document.write_text("議事録")
        return self.ledger.set(job.id, condition="done", **changes)

    def note(self, folder: str, name: str = "状況.txt") -> str:
        place = self.out / folder / name
        return place.read_text("utf-8-sig") if place.exists() else ""

    def folders(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir() if path.is_dir())
