"""The list of meetings with where each stands, and the search over what was said in them."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from minutes import workfolder
from minutes.domain import Attendee, Meeting, Minutes, Recording
from minutes.errors import MinutesError
from minutes.learning.book import acquainted, book_of, known_people
from minutes.render.recording import remarks_on
from minutes.review.shelf import Shelf
from minutes.review.table import Table, version_of
from minutes.settings import Settings

WAITING, RUNNING, TO_CHECK, CONFIRMED = "待機", "処理中", "要確認", "確認済"
_ORDER = (TO_CHECK, RUNNING, WAITING, CONFIRMED)  # what a clerk can work on stands first
_KEPT = 6  # meetings whose tables stay laid
_HITS = 200
_AROUND = 24  # characters either side of what was found


@dataclass(frozen=True)
class Underway:
    """A meeting the house still works on, or that waits for it. `stage`: what is being done."""

    title: str
    work: Path
    running: bool
    stage: str = ""


Jobs = Callable[[], Sequence[Underway]]


class Meetings:
    """Those on the shelf, and those that are still being worked on. Safe to be used by several threads."""

    def __init__(self, shelf: Shelf, settings: Settings, jobs: Jobs) -> None:
        self.shelf = shelf
        self.book = book_of(settings.office)
        self._settings = settings
        self._jobs = jobs
        self._tables: OrderedDict[str, Table] = OrderedDict()
        self._listed: dict[str, tuple[str, dict[str, Any]]] = {}
        self._said: dict[str, tuple[str, list[tuple[str, float, str, str]]]] = {}
        self._lock = RLock()

    def table(self, id_: str) -> Table:
        """Raises InputMissing, InputUnreadable."""
        with self._lock:
            work = self.shelf.work(id_)
            found = self._tables.get(id_)
            if found is None or found.version != version_of(work):
                found = Table(work, self._settings)
            self._tables[id_] = found
            self._tables.move_to_end(id_)
            while len(self._tables) > _KEPT:
                self._tables.popitem(last=False)
            return found

    def listed(self) -> list[dict[str, Any]]:
        """Open ones first, the newest first among them."""
        rows = [row for id_ in self.shelf.folders() if (row := self._row(id_))]
        jobs = self._jobs()
        busy = {self.shelf.id_of(one.work) for one in jobs}
        rows = [row for row in rows if row["id"] not in busy]
        rows += [
            {
                "id": None,
                "title": one.title,
                "date": None,
                "state": RUNNING if one.running else WAITING,
                "stage": one.stage,
            }
            for one in jobs
        ]
        rows.sort(key=lambda row: str(row["date"] or ""), reverse=True)
        return sorted(rows, key=lambda row: _ORDER.index(row["state"]))

    def search(self, words: str) -> list[dict[str, Any]]:
        """Utterances that hold the words, whatever their width and case."""
        wanted = _plain(words)
        hits: list[dict[str, Any]] = []
        if not wanted:
            return hits
        for id_ in self.shelf.folders():
            row = self._row(id_)
            for utterance, start, who, text in self._transcript(id_) if row else ():
                at = _plain(text).find(wanted)
                if at < 0 or row is None:
                    continue
                shown = text[max(0, at - _AROUND) : at + len(wanted) + _AROUND]
                found = {"id": id_, "title": row["title"], "date": row["date"]}
                hits.append({**found, "utterance": utterance, "start": start, "who": who, "text": shown})
                if len(hits) == _HITS:
                    return hits
        return hits

    def about(self, id_: str) -> dict[str, Any]:
        """What does not change while one works on a meeting."""
        table = self.table(id_)
        meeting = table.revised.results.minutes.meeting
        recording = table.work.find(workfolder.RECORDING, Recording)
        utterances = table.revised.results.utterances
        return {
            **_head(meeting),
            "roster": [{"role": one.role, "shown": _shown(one)} for one in self._who(meeting)],
            "duration": recording.duration if recording else max((one.end for one in utterances), default=0.0),
            "parts": [one.model_dump(mode="json", include={"file", "start", "duration"}) for one in recording.parts]
            if recording
            else [],
            "remarks": list(remarks_on(recording)) if recording else [],
            "audio": table.work.path(workfolder.AUDIO).is_file(),
            "by": "",
        }

    def _who(self, meeting: Meeting) -> Sequence[Attendee]:
        """Who may have spoken: the meeting's roster, then the others of the office."""
        return acquainted(meeting, known_people(self.book)[0]).attendees

    def _row(self, id_: str) -> dict[str, Any] | None:
        """None for a folder that nobody can read, or that went away."""
        try:
            work = self.shelf.work(id_)
            edits = work.path(workfolder.EDITS)
            stamp = version_of(work) + (str(edits.stat().st_mtime_ns) if edits.exists() else "")
            known = self._listed.get(id_)
            if known is None or known[0] != stamp:
                minutes = work.read(workfolder.MINUTES, Minutes)
                sure = minutes.provenance.confirmation and self.table(id_).told()["confirmed"]
                row = {"id": id_, **_head(minutes.meeting), "state": CONFIRMED if sure else TO_CHECK}
                self._listed[id_] = known = (stamp, row)
            return known[1]
        except (MinutesError, OSError):
            return None

    def _transcript(self, id_: str) -> list[tuple[str, float, str, str]]:
        stamp = self._listed[id_][0]
        known = self._said.get(id_)
        if known is None or known[0] != stamp:
            said = self.table(id_).revised.results.utterances
            known = (stamp, [(one.id, one.start, one.name or "", one.text) for one in said])
            self._said[id_] = known
        return known[1]


def _head(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "date": meeting.date.isoformat() if meeting.date else None,
        "department": meeting.department,
    }


def _shown(one: Attendee) -> str:
    return f"{one.role}（{one.name}）" if one.name else one.role


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
