"""What lies beside the document when a job is done: the transcript, and what is to be checked, as plain text.

Made from what the work folder holds; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator

from minutes import workfolder
from minutes.delivery import deliver
from minutes.domain import ActionItem, Decision, Minutes, Statement, Utterance
from minutes.errors import MinutesError
from minutes.office.ledger import JobState
from minutes.office.notefiles import put_text
from minutes.render.flags import about_speaker, about_text
from minutes.render.japanese import recording_time
from minutes.workfolder import WorkFolder

TRANSCRIPT, CHECKS = "文字起こし.txt", "確認すること.txt"
_NOBODY = "（発言者不明）"
_BOX = "□"


def put_beside(state: JobState) -> None:
    """Beside the document. Raises CannotWrite; what the work folder does not hold (any more) is left out."""
    work = WorkFolder(state.work)
    try:
        utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
        minutes = work.read(workfolder.MINUTES, Minutes)
    except MinutesError:
        return
    title = minutes.meeting.title
    _put(work, state, TRANSCRIPT, [f"【文字起こし】{title}", "", *_said(utterances)])
    _put(work, state, CHECKS, [f"【確認すること】{title}", "", *_checks(minutes, utterances)])


def _put(work: WorkFolder, state: JobState, name: str, lines: list[str]) -> None:
    """One that a clerk has written into is kept under another name."""
    made = work.path(workfolder.ALSO) / name
    put_text(made, "\n".join([*lines, ""]))
    deliver(made, state.document.with_name(name))


def _said(utterances: tuple[Utterance, ...]) -> Iterator[str]:
    for one in utterances:
        yield f"{recording_time(one.start)}　{one.name or _NOBODY}　{one.text}"


def _checks(minutes: Minutes, utterances: tuple[Utterance, ...]) -> Iterator[str]:
    """What is marked in the minutes, then what was heard and is not certain."""
    times = {one.id: recording_time(one.start) for one in utterances}
    found = False
    for item in minutes.items:
        parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
        for part in parts:
            reasons = (*about_speaker(part.flags, named=True), *about_text(part.flags))
            if reasons:
                found = True
                at = next((times[id] for id in part.evidence if id in times), "")
                yield f"{_BOX} {at}　〔{item.title}〕{part.text}"
                yield f"　　{''.join(reasons)}"
    for one in utterances:
        reasons = (*about_speaker(one.flags, named=one.name is not None), *about_text(one.flags))
        if reasons:
            found = True
            yield f"{_BOX} {times[one.id]}　（発言）{one.text}"
            yield f"　　{''.join(reasons)}"
    if not found:
        yield "要確認の印のある文はありません。録音と読み比べてからお使いください。"
