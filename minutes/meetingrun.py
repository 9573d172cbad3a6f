"""One meeting from what is wished to the delivered document: what every door calls, and nothing a door adds to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes.also import deliver_public, make_beside
from minutes.delivery import deliver
from minutes.order import Order, order_of
from minutes.pipeline import run
from minutes.progress import Progress, RunProgress
from minutes.stages import EngineRoom
from minutes.summary import summary_of
from minutes.wishes import Wishes
from minutes.workfolder import DOCUMENT, WorkFolder


@dataclass(frozen=True)
class MeetingRun:
    """What is to be made of which files, where the document and the work folder are to lie; `also`: the kinds of files
    beside it."""

    inputs: tuple[Path, ...]
    wishes: Wishes
    document: Path
    work: Path
    also: tuple[str, ...] = ()


def make_minutes(
    meeting: MeetingRun,
    progress: RunProgress,
    *,
    engine_room: EngineRoom = nullcontext,
    before_work: Callable[[], None] = lambda: None,
    before_delivery: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """The whole road, resumed where the work folder says; the summary of the run (see `summary`).

    `before_work` is called before anything is written, `before_delivery` once the document is made; either may raise to keep
    it from happening. Raises what the stages raise.
    """
    order = order_of(meeting.inputs, meeting.wishes)
    before_work()
    with WorkFolder(meeting.work).held() as folder:
        announce(order, progress)
        outcome = run(order, folder, progress, engine_room=engine_room)
        before_delivery()
        kept = deliver(folder.path(DOCUMENT), meeting.document)
        beside = make_beside(folder, order.form, meeting.also, meeting.document, order.inputs)
        summary = {**summary_of(order, folder, meeting.document, kept, outcome), **beside.summary()}
        remarks = beside.remarks
        if order.audience == "public":
            public = deliver_public(folder, order.form, meeting.document, meeting.also, order.terms)
            summary["public"] = public.summary()
            remarks += public.remarks
        for remark in remarks:
            progress.note(remark)
        return summary


def announce(order: Order, progress: Progress) -> None:
    """Say what a user of these models must know before trusting the result."""
    for remark in order.remarks:
        progress.note(remark)
