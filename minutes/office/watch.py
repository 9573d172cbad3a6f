"""The watched folder: what clerks drop there becomes jobs, and what becomes of those is written where clerks look.

It works on nothing itself. Whatever it knows lies on disk and in the ledger; killed at any moment, it goes on from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

from filelock import FileLock, Timeout

from minutes.errors import CannotWrite, MinutesError, ServiceMissing, TryAgainLater
from minutes.office.acceptance import Acceptances
from minutes.office.database import state_folder
from minutes.office.events import Changes, is_far
from minutes.office.following import Following, Told
from minutes.office.intake import Intake, Manner, make_folder
from minutes.office.ledger import Ledger
from minutes.office.notefiles import NoteFiles
from minutes.office.places import Places
from minutes.office.stillness import Stillness
from minutes.settings import Office

_FOLLOW_S = 2.0  # between two looks at the jobs
_TAKE_S = 5.0  # how long files are read before the jobs are looked at again
_SHARE_S = 5.0  # between two looks at a share
_LEAST_S = 0.2
_NAME_CHARS = 16  # of a SHA-256


@dataclass(frozen=True)
class Heard:
    """What whoever started it is told. `ended`: of a job; `trouble`: what passes by itself, once each; `looked`: now and
    then, to see to a worker."""

    ended: Told = lambda title, error: None
    trouble: Callable[[MinutesError], None] = lambda error: None
    looked: Callable[[], None] = lambda: None


class Watch:
    """Inside `watching()` there is none beside it on the same folder. `poll_s`: see `Office`."""

    def __init__(
        self, inbox: Path, out: Path, ledger: Ledger, office: Office, manner: Manner, heard: Heard | None = None
    ) -> None:
        self._inbox, self._out = inbox, out
        self._ledger = ledger
        self._office = office
        self._manner = manner
        self._heard = heard or Heard()
        self._wake = Event()
        self._told = ("", "")  # the last trouble
        self._begun = False
        self._is_far = False
        self._looked = self._rescanned = float("-inf")  # when, by the clock that only goes forward

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Raises TryAgainLater where somebody watches that folder already, InputMissing, WrongUsage, CannotWrite."""
        state = state_folder(self._office) / "watch"
        make_folder(state)
        name = _hash(self._inbox.resolve())
        try:
            with FileLock(state / f"{name}.lock", blocking=False):
                self._open(Acceptances(state / name))
                try:
                    yield self
                finally:
                    self._changes.stop()
        except Timeout:
            raise TryAgainLater(
                "このフォルダーは、別の minutes watch がもう見ています",
                subject=self._inbox,
                advice="二つ同時には見られません。動いているほうに任せるときは、何もする必要はありません。",
            ) from None

    def _open(self, accepted: Acceptances) -> None:
        self._places = places = Places(self._inbox, self._out, known=len(accepted) > 0)
        notes = NoteFiles(places.out, places.has_out)
        settle_s = self._office.settle_s
        self._intake = Intake(places, accepted, self._ledger, self._manner, Stillness(settle_s), notes)
        self._following = Following(
            places, accepted, self._ledger, notes, self._office, Stillness(settle_s), self._heard.ended
        )
        self._changes = Changes(places.inbox, self._wake)

    @property
    def failed(self) -> int:
        """How many ended without minutes."""
        return self._following.failed()

    def wake(self) -> None:
        """Look now, or see that it is to stop."""
        self._wake.set()

    def run(self, stop: Event, until: Callable[[Watch], bool] = lambda watch: False) -> None:
        """Look, and look again, until `stop` is set or `until` says so."""
        while not stop.is_set():
            woken = self._wake.is_set()
            self._wake.clear()
            try:
                self._look(woken, stop)
            except (ServiceMissing, CannotWrite, TryAgainLater) as error:
                self._trouble(error)
            except OSError as error:  # the share went while we looked
                self._trouble(TryAgainLater(f"フォルダーを読めません（{error.strerror}）", subject=self._inbox))
            else:
                if until(self):
                    return
            self._wake.wait(self._pause())

    def is_over(self) -> bool:
        """Whether all that lies there has ended in minutes or in a note."""
        return self.is_taken() and not self._following.unfinished()

    def is_taken(self) -> bool:
        """Whether all that lies there has been dealt with as far as this is our business."""
        return self._intake.is_settled()

    def _look(self, woken: bool, stop: Event) -> None:
        """Raises OSError, ServiceMissing, CannotWrite, TryAgainLater."""
        self._refuse_missing()
        if not self._begun:
            self._following.begin()
            self._begun = True
        now = monotonic()
        surely = now - self._rescanned >= self._office.rescan_s
        if surely:
            self._heard.looked()
            self._is_far = is_far(self._places.inbox)
        polled = self._office.poll_s > 0 or self._is_far
        if not polled:
            self._changes.listen()
        poll_s = (self._office.poll_s or _SHARE_S) if polled else self._office.rescan_s
        if surely or woken or not self._intake.is_settled() or now - self._looked >= poll_s:
            self._intake.look(lambda: stop.is_set() or monotonic() - now >= _TAKE_S)
            self._looked = now
            for error in self._intake.troubles[:1]:
                self._trouble(error)
        self._following.look(self._intake.gone, surely=surely or self._intake.has_decided)
        self._rescanned = now if surely else self._rescanned

    def _refuse_missing(self) -> None:
        missing = self._places.missing()
        if missing:
            self._changes.stop()
            self._looked = self._rescanned = float("-inf")
            raise TryAgainLater(
                "フォルダーが見えません（共有フォルダーが外れている恐れがあります）",
                subject=missing,
                advice="つながれば、自動で続けます。空のフォルダーに作り直したときは、その中に「.minutes-watch」という"
                "名前の空のファイルを置いてください。",
            )

    def _pause(self) -> float:
        """Seconds until the next look."""
        if self._intake.is_settled():
            return min(_FOLLOW_S, self._office.poll_s or _FOLLOW_S)
        return max(_LEAST_S, min(self._office.settle_s / 4, _FOLLOW_S))

    def _trouble(self, error: MinutesError) -> None:
        if (error.what, error.subject) != self._told:
            self._told = (error.what, error.subject)
            self._heard.trouble(error)


def _hash(inbox: Path) -> str:
    return hashlib.sha256(str(inbox).encode()).hexdigest()[:_NAME_CHARS]
