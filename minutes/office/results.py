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
_NO_ROSTER = "□ 出席者の名簿がないので、発言者の名前は入っていません。「会議.toml」に出席者を書いて保存すると、名前を入れて作り直します。"


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
    """What is marked in the minutes, then what else was heard and is not certain. That nobody has a name is said once where
    nobody is on the roster."""
    roster = bool(minutes.meeting.attendees)
    if not roster:
        yield _NO_ROSTER
    times = {one.id: recording_time(one.start) for one in utterances}
    marked: set[str] = set()
    for item in minutes.items:
        parts: tuple[Statement | Decision | ActionItem, ...] = (*item.statements, *item.decisions, *item.actions)
        for part in parts:
            named = not isinstance(part, Statement) or part.speaker is not None
            if reasons := _reasons(part.flags, named, roster):
                marked.update(part.evidence)
                at = next((times[id] for id in part.evidence if id in times), "")
                yield from (f"{_BOX} {at}　〔{item.title}〕{part.text}", f"　　{reasons}")
    for one in utterances:
        reasons = _reasons(one.flags, one.name is not None, roster)
        if reasons and one.id not in marked:
            marked.add(one.id)
            yield from (f"{_BOX} {times[one.id]}　（発言）{one.text}", f"　　{reasons}")
    if not marked:
        yield "ほかに、要確認の印のある文はありません。録音と読み比べてからお使いください。"


def _reasons(flags: tuple[str, ...], named: bool, roster: bool) -> str:
    return "".join((*(about_speaker(flags, named) if roster else ()), *about_text(flags)))
