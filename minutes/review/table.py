"""One meeting on the table: its results and edits as they lie in the work folder, and the acts of whoever sits at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any

from minutes import workfolder
from minutes.confirmation import valid_confirmation
from minutes.domain import Act, Coverage, Dictionary, Edit, Transcript
from minutes.domain.edits import Judge, Redo, Undo
from minutes.errors import WrongUsage
from minutes.render.beside.spokentimes import SpokenTimes
from minutes.review.rows import Made, Row, Rows, rows_of
from minutes.revision.current import MACHINES, results_of, stamp_of
from minutes.revision.desk import Desk, Stale
from minutes.revision.editlog import EditLog, Overtaken
from minutes.revision.results import Results, Revised
from minutes.revision.revise import active, desk_further, revised_of, to_redo, to_undo
from minutes.settings import Settings
from minutes.workfolder import WorkFolder

if TYPE_CHECKING:
    from minutes.revision.consequences import Known

_MACHINES = (*MACHINES, workfolder.COVERAGE)
_KEPT = 16  # states, by which as many steps back are found at once


class Elsewhere(Exception):
    """What was to be changed is not there any more; nothing was changed."""


@dataclass(frozen=True)
class _State:
    """After so many edits; `counted`: those of them that count, `stale` those that do not apply."""

    edits: tuple[Edit, ...]
    counted: tuple[Edit, ...]
    stale: tuple[Edit, ...]
    desk: Desk
    revised: Revised
    rows: Rows


class Table:
    """Kept while the machine's results stay as they are (`version`). Safe to be used by several threads."""

    def __init__(self, work: WorkFolder, settings: Settings) -> None:
        self.work = work
        self.version = version_of(work)
        self._settings = settings
        self._log = EditLog(work)
        self._results: Results = results_of(work)
        self._coverage = work.find(workfolder.COVERAGE, Coverage)
        self._states: dict[int, _State] = {}  # by how many edits: the last few
        self._read = (0, 0)  # edits.json when it was read last
        self._edits: tuple[Edit, ...] = ()
        self._made = Made()
        self._lock = RLock()
        self._times: SpokenTimes | None = None
        self._listening = Lock()

    # ---- looking -------------------------------------------------------------------------------------------------

    def told(self, seen: int | None = None) -> dict[str, Any]:
        """All there is to see, or what has changed since so many edits."""
        with self._lock:
            now = self._now()
            before = self._state(now.edits[:seen]).rows if seen is not None and seen <= len(now.edits) else None
            return {**now.rows.since(before), **self._about(now)}

    @property
    def revised(self) -> Revised:
        with self._lock:
            return self._now().revised

    def edits(self) -> tuple[Edit, ...]:
        with self._lock:
            return self._now().edits

    def taught(self) -> tuple[Results, Results, tuple[Edit, ...]]:
        """What a clerk's work teaches can be seen from: the machine's results, the clerk's, the edits."""
        with self._lock:
            now = self._now()
            return self._results, now.revised.results, now.edits

    @property
    def dictionaries(self) -> tuple[Dictionary, ...]:
        """Those in use when the meeting was laid on the table."""
        with self._lock:
            return self._known.dictionaries

    def words(self, level: str, only: Sequence[str] = ()) -> dict[str, list[list[float]]]:
        """When the characters of each utterance are spoken, in the words of a level (`heard`, `text`, `edited`): first
        character, start and end (s) of each piece."""
        results, spoken = self.revised.results, self._spoken()
        edited = {one.id: one.edited for one in results.tidied} if level == "edited" else {}
        wanted = frozenset(only)
        return {
            one.id: _pieces(spoken.of(one, edited.get(one.id, one.heard if level == "heard" else one.text)))
            for one in results.utterances
            if not wanted or one.id in wanted
        }

    def _spoken(self) -> SpokenTimes:
        """Read once; of a long meeting it takes a while, in which a clerk's acts do not wait."""
        with self._listening:
            if self._times is None:
                self._times = SpokenTimes(self.work.find(workfolder.TRANSCRIPT, Transcript))
            return self._times

    def _about(self, state: _State) -> dict[str, Any]:
        given = valid_confirmation(state.revised.results.minutes)
        return {
            "version": self.version,
            "seen": len(state.edits),
            "undo": to_undo(state.edits) is not None,
            "redo": to_redo(state.edits) is not None,
            "counted": len(state.counted),
            "stale": len(state.revised.stale),
            "confirmed": {"by": given.by, "at": given.at.isoformat()} if given else None,
        }

    def prepare(self) -> None:
        """Find what the first act needs and a long meeting does not give at once; nobody else has to wait meanwhile."""
        from minutes.revision.known import Cited

        with self._lock:
            desk, known = self._now().desk, self._known
        known.chair(Cited().of(desk))
        self._spoken()

    # ---- acting --------------------------------------------------------------------------------------------------

    def act(self, acts: Sequence[Act], *, seen: int, by: str) -> Row:
        """Keep what was done, with what follows from it. Raises Overtaken, Elsewhere, CannotWrite."""

        with self._lock:
            self._refuse_overtaken(seen)
            desk, skipped = self._now().desk.copy(), 0
            whole: list[Act] = []
            for act in acts:
                followed, left_out = self._followed(desk, act)
                for one in followed:
                    desk.apply(one)
                whole, skipped = [*whole, *followed], skipped + left_out
            if not whole:
                raise Elsewhere
            return {**self._append(whole, seen, by), "skipped": skipped}

    def _followed(self, desk: Desk, act: Act) -> tuple[Sequence[Act], int]:
        """The act and what follows from it; of many corrections alike those whose words are still there, and how many are
        not. Raises Elsewhere."""
        from minutes.revision.consequences import with_consequences

        try:
            return with_consequences(desk, act, self._known), 0
        except (Stale, IndexError, ValueError):
            single = _single(act)
            if len(single) == 1:
                raise Elsewhere from None
        whole: list[Act] = []
        trial, skipped = desk.copy(), 0
        for one in single:
            try:
                followed, _ = self._followed(trial, one)
            except Elsewhere:
                skipped += 1
                continue
            for each in followed:
                trial.apply(each)
            whole += followed
        return whole, skipped

    def undo(self, *, seen: int, by: str) -> Row:
        """Take back the last edit that counts. Raises Overtaken, WrongUsage, CannotWrite."""
        with self._lock:
            self._refuse_overtaken(seen)
            number = to_undo(self._edits)
            if number is None:
                raise WrongUsage("元に戻す操作はありません", advice="これより前の操作はありません。")
            return {**self._append([Undo(of=number)], seen, by), "about": number}

    def redo(self, *, seen: int, by: str) -> Row:
        """Do again what was taken back last."""
        with self._lock:
            self._refuse_overtaken(seen)
            number = to_redo(self._edits)
            if number is None:
                raise WrongUsage("やり直す操作はありません", advice="元に戻した後に別の操作をすると、やり直せません。")
            return {**self._append([Redo(of=number)], seen, by), "about": number}

    def _append(self, acts: Sequence[Act], seen: int, by: str) -> Row:
        edit = self._log.append(acts, seen=seen, by=by, at=dt.datetime.now().astimezone().replace(microsecond=0))
        return {"number": edit.number, **self.told(seen)}

    def _refuse_overtaken(self, seen: int) -> None:
        edits = self._now().edits
        if len(edits) != seen:
            raise Overtaken(edits[seen:])

    # ---- states --------------------------------------------------------------------------------------------------

    def _now(self) -> _State:
        stamp = stamp_of(self.work, workfolder.EDITS)
        if stamp != self._read:
            read = self._log.edits()
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self._edits, read, strict=False)))
            self._edits, self._read = (
                (*self._edits[:same], *read[same:]),
                stamp,
            )  # the same values, so that states are found
        return self._state(self._edits)

    def _state(self, edits: tuple[Edit, ...]) -> _State:
        known = self._states.get(len(edits))
        if known is None or known.edits != edits:
            known = self._further(edits)
            self._states = {count: state for count, state in self._states.items() if count >= len(edits) - _KEPT}
            self._states[len(edits)] = known
        return known

    def _further(self, edits: tuple[Edit, ...]) -> _State:
        """From the state that is known and comes nearest: a thousand edits are not done again for each one more."""
        counted = active(edits)
        near = [one for one in self._states.values() if one.counted == counted[: len(one.counted)]]
        best = max(near, key=lambda one: len(one.counted), default=None)
        begun, before, desk = (len(best.counted), best.stale, best.desk) if best else (0, (), self._begun)
        desk, stale = desk_further(desk, counted[begun:])
        stale = (*before, *stale)
        revised = revised_of(self._results, desk, stale)
        return _State(edits, counted, stale, desk, revised, rows_of(revised, self._coverage, counted, self._made))

    @cached_property
    def _begun(self) -> Desk:
        """As the machine left it; its lines are made once, and with them their rows."""
        return Desk.of(self._results)

    @cached_property
    def _known(self) -> Known:
        from minutes.again import house_again
        from minutes.revision.consequences import Known

        minutes = self._results.minutes
        house, dictionaries = house_again(minutes.meeting, minutes.provenance, self._settings)
        return Known(minutes.meeting, house, dictionaries)


def version_of(work: WorkFolder) -> str:
    """Another one when the machine's results were made anew."""
    stamps = (stamp_of(work, name) for name in _MACHINES)
    return "-".join(f"{time:x}.{size:x}" for time, size in stamps)


def _single(act: Act) -> tuple[Act, ...]:
    if isinstance(act, Judge):
        return tuple(Judge(corrections=(number,), accept=act.accept) for number in act.corrections)
    return (act,)


def _pieces(moments: Sequence[tuple[float, float]]) -> list[list[float]]:
    """Characters that are spoken together as one piece."""
    pieces: list[list[float]] = []
    for place, (start, end) in enumerate(moments):
        if pieces and pieces[-1][1] == round(start, 2):
            pieces[-1][2] = max(pieces[-1][2], round(end, 2))
        else:
            pieces.append([place, round(start, 2), round(end, 2)])
    return pieces
