"""The machine's results and the clerk's edits → the results as the clerk left them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minutes.domain import Edit
from minutes.domain.edits import Redo, Undo
from minutes.revision.desk import Desk, Stale
from minutes.revision.results import Results, Revised, with_lines


def revise(results: Results, edits: Sequence[Edit]) -> Revised:
    """Each edit applies as a whole or, where the results are no longer what the clerk saw, not at all."""
    return revised_of(results, *desk_after(results, edits))


def desk_after(results: Results, edits: Sequence[Edit]) -> tuple[Desk, tuple[Edit, ...]]:
    """The desk as the edits leave it, and those that do not apply."""
    return desk_further(Desk.of(results), active(edits))


def desk_further(desk: Desk, counted: Sequence[Edit]) -> tuple[Desk, tuple[Edit, ...]]:
    """The desk after edits that all count, and those of them that do not apply. The desk that is given stays as it is."""
    stale = []
    for edit in counted:
        trial = desk.copy()
        try:
            for act in edit.acts:
                trial.apply(act)
        except Stale:
            stale.append(edit)
        else:
            desk = trial
    return desk, tuple(stale)


def revised_of(results: Results, desk: Desk, stale: Sequence[Edit] = ()) -> Revised:
    """What lies on the desk, as results."""
    return Revised(
        results=replace(
            results,
            utterances=tuple(desk.utterances),
            minutes=with_lines(results.minutes, desk.lines, frozenset(desk.settled)),
            tidied=tuple(desk.tidied[one.id] for one in desk.utterances if one.id in desk.tidied),
            corrections=tuple(desk.corrections),
            unreflected=tuple(desk.unreflected),
            masks=tuple(desk.masks),
        ),
        lines=tuple(desk.lines),
        stale=tuple(stale),
        listened=frozenset(desk.listened),
        refused=frozenset(desk.refused),
    )


def active(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that count: neither undone nor themselves an undoing."""
    undone: set[int] = set()
    counted = []
    for edit in edits:
        act = edit.acts[0]
        if isinstance(act, Undo):
            undone.add(act.of)
        elif isinstance(act, Redo):
            undone.discard(act.of)
        else:
            counted.append(edit)
    return tuple(edit for edit in counted if edit.number not in undone)


def to_undo(edits: Sequence[Edit]) -> int | None:
    """The number of the edit that an undoing would take back: the last that counts."""
    counted = active(edits)
    return counted[-1].number if counted else None


def to_redo(edits: Sequence[Edit]) -> int | None:
    """The number of the edit that was taken back last, as long as nothing else was done since."""
    stack: list[int] = []
    for edit in edits:
        act = edit.acts[0]
        if isinstance(act, Undo):
            stack.append(act.of)
        elif isinstance(act, Redo):
            stack = [number for number in stack if number != act.of]
        else:
            stack = []
    return stack[-1] if stack else None
