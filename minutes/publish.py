"""What the last stages leave in the work folder: tidied.json, minutes.json with its evidence, the document."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from minutes import workfolder
from minutes.confirmation import keep_confirmation
from minutes.domain import (
    Confirmation,
    Coverage,
    Meeting,
    Minutes,
    ModelUse,
    Provenance,
    Recording,
    Tidied,
    Utterance,
    Withheld,
)
from minutes.errors import InputMissing, InputUnreadable
from minutes.order import Llm
from minutes.progress import Progress
from minutes.render.annexes import Annexes
from minutes.render.forms import Form
from minutes.render.render import render
from minutes.revision.current import current
from minutes.structure.compose import Composed, Manner, compose
from minutes.structure.llm.answers import Answers
from minutes.structure.llm.asker import Asker
from minutes.structure.llm.protection import Protection, Unprotected
from minutes.structure.llm.writer import Writer
from minutes.structure.policy import open_way, verdict
from minutes.structure.register import minutes_in
from minutes.text.masking.protect import protection_of
from minutes.text.masking.tablefile import write_table
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from minutes.workfolder import WorkFolder

STRUCTURE = "structure"  # the stage, as provenance names it
# What the reader of the document is told where an LLM was to word the minutes and did not everywhere.
PARTLY = "LLM による整理ができなかった所は、発言を抜き出して整理しました"
UNUSED = "LLM の答えには根拠を確かめられる文がなかったため、発言を抜き出して整理しました"
_ASKED_AGAIN = "もう一度実行すると、そこだけ問い合わせ直します。"
# What a clerk is told when minutes that someone had confirmed become others.
_LAPSED = "注意：議事録の内容が変わったため、{by}の確認は取り消されました。確かめてから、もう一度 minutes confirm を実行してください。"


@dataclass(frozen=True)
class Published:
    """What whoever asked for minutes is to be told: a confirmation that no longer holds, and what an LLM failed of."""

    lapsed: Confirmation | None = None
    failed: tuple[str, ...] = ()
    unused: bool = False  # it answered, and nothing of it could be used

    @property
    def remarks(self) -> tuple[str, ...]:
        lapsed = _LAPSED.format(by=self.lapsed.by) if self.lapsed else ""
        unused = f"注意：{UNUSED}。" if self.unused and not self.failed else ""
        return tuple(remark for remark in (lapsed, unused, self.incomplete) if remark)

    @property
    def incomplete(self) -> str:
        """That minutes are there, but not all of them as they were wished for; "" if they are."""
        return f"注意：{PARTLY}（{'、'.join(self.failed)}）。{_ASKED_AGAIN}" if self.failed else ""


def publish_tidied(work: WorkFolder, house: House) -> None:
    """utterances.json → tidied.json."""
    work.write_json(workfolder.TIDIED, tidy(work.read(workfolder.UTTERANCES, tuple[Utterance, ...]), house))


def publish_minutes(
    work: WorkFolder,
    meeting: Meeting,
    manner: Manner,
    provenance: Provenance,
    llm: Llm | None,
    progress: Progress,
) -> Published:
    """utterances.json and tidied.json → minutes.json, unreflected.json, drafting.json and provenance.json.

    With an `llm` also masking.json and answers/. A confirmation stays while the minutes say the same.
    """
    made = _made_before(work)
    before = made.provenance.confirmation if made else None
    if made and _is_another(made, meeting, provenance):
        _forget_asking(work)
    utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    edited = at_level(utterances, work.read(workfolder.TIDIED, tuple[Tidied, ...]), "edited")
    writer = _writer(work, meeting, edited, llm) if llm else None
    composed = compose(edited, meeting, manner, writer, progress)
    _note(work, composed)
    sent = tuple(Answers(work.path(workfolder.ANSWERS)).sent().values())
    origin = _origin(provenance.model_copy(update={"sent": sent or provenance.sent}), composed, writer)
    minutes = keep_confirmation(Minutes(meeting=meeting, items=composed.items, provenance=origin), before)
    work.write_json(workfolder.UNREFLECTED, composed.unreflected)
    work.write_json(workfolder.DRAFTING, composed.drafting)
    work.write_json(workfolder.PROVENANCE, minutes.provenance)
    work.write_json(workfolder.MINUTES, minutes)
    lapsed = None if minutes.provenance.confirmation else before
    failed = tuple(dict.fromkeys(failed.what for failed in composed.drafting.failed))
    return Published(lapsed, failed, composed.unused)


def _writer(work: WorkFolder, meeting: Meeting, edited: Sequence[Utterance], llm: Llm) -> Writer:
    """What a server that is not ours gets is masked; the table that restores it stays here, for its owner alone."""
    open_way(meeting.confidentiality, llm.name, llm.endpoint)
    rule = verdict(meeting.confidentiality, llm.endpoint).rule
    work.journal.note("llm_permitted", stage=STRUCTURE, endpoint=llm.host, model=llm.endpoint.model, rule=rule)
    protection: Protection = Unprotected()
    if llm.masked:
        masker = protection_of(meeting, edited, llm.terms)
        write_table(work.path(workfolder.MASKING), masker.table, llm.masking.expires(dt.date.today()))
        protection = masker
    return Writer(Asker(llm.name, llm.endpoint, protection, Answers(work.path(workfolder.ANSWERS)), llm.key))


def _note(work: WorkFolder, composed: Composed) -> None:
    """What went to an LLM for this meeting so far, and where it gave nothing: for the log, by size and hash."""
    sent = composed.sent
    if sent is None:
        return
    work.journal.note(
        "llm_sent",
        stage=STRUCTURE,
        endpoint=sent.host,
        model=sent.model,
        sizes={"attempts": sent.requests, "characters": sent.characters, "masked": sent.masked},
        hashes={"request": sent.hashes[-1]},
    )
    if composed.drafting.failed:
        attempts = len(composed.drafting.failed)
        work.journal.note("llm_failed", stage=STRUCTURE, endpoint=sent.host, sizes={"attempts": attempts})


def _origin(provenance: Provenance, composed: Composed, writer: Writer | None) -> Provenance:
    """With who worded what, and what was sent for it."""
    authorship = tuple(authors.count() for authors in composed.drafting.authors)
    if writer is None or composed.sent is None:
        return provenance.model_copy(update={"authorship": authorship, "notices": _notices(provenance, composed)})
    model = ModelUse(stage=STRUCTURE, name=writer.asker.endpoint.model)
    return provenance.model_copy(
        update={
            "models": (*(one for one in provenance.models if one.stage != STRUCTURE), model),
            "prompt": writer.prompts.version,
            "authorship": authorship,
            "notices": _notices(provenance, composed),
        }
    )


def _notices(provenance: Provenance, composed: Composed) -> tuple[str, ...]:
    own = [notice for notice in provenance.notices if not notice.startswith((PARTLY, UNUSED))]
    failed = dict.fromkeys(failed.what for failed in composed.drafting.failed)
    if failed:
        return (*own, f"{PARTLY}（{'、'.join(failed)}）。")
    return (*own, f"{UNUSED}。") if composed.unused else tuple(own)


def _made_before(work: WorkFolder) -> Minutes | None:
    """The minutes made before; None where there are none, or nobody can read what was left."""
    try:
        return work.read(workfolder.MINUTES, Minutes)
    except (InputMissing, InputUnreadable):
        return None


def _is_another(made: Minutes, meeting: Meeting, provenance: Provenance) -> bool:
    """Whether the folder held another meeting; a transcript put right, or a title, does not make it one."""
    return made.provenance.recording != provenance.recording and (made.meeting.title, made.meeting.date) != (
        meeting.title,
        meeting.date,
    )


def _forget_asking(work: WorkFolder) -> None:
    """The folder holds another meeting now: what was asked and masked for the one before is not its own."""
    shutil.rmtree(work.path(workfolder.ANSWERS), ignore_errors=True)
    work.path(workfolder.MASKING).unlink(missing_ok=True)


def publish_document(work: WorkFolder, form: Form) -> int:
    """minutes.json, utterances.json and what lies beside them → minutes.docx; how many places in it are to be checked.

    A form that prints the utterances at a level of tidying needs tidied.json too.
    """
    with work.writing(workfolder.DOCUMENT) as place:
        return render(minutes_of(work, form), utterances_of(work, form), form, place, annexes_of(work))


def minutes_of(work: WorkFolder, form: Form) -> Minutes:
    """The minutes as a clerk left them, in the register of the form."""
    return minutes_in(current(work).results.minutes, form.register)


def utterances_of(work: WorkFolder, form: Form) -> Sequence[Utterance]:
    """The utterances as a clerk left them, in the words in which the form prints them."""
    results = current(work).results
    return results.utterances if form.level == "text" else at_level(results.utterances, results.tidied, form.level)


def annexes_of(work: WorkFolder) -> Annexes:
    """As far as they are there: a transcript has neither coverage nor recording."""
    revised = current(work)
    results = revised.results
    return Annexes(
        coverage=work.find(workfolder.COVERAGE, Coverage),
        recording=work.find(workfolder.RECORDING, Recording),
        corrections=tuple(one for place, one in enumerate(results.corrections) if place not in revised.refused),
        unreflected=results.unreflected,
        withheld=work.find(workfolder.WITHHELD, tuple[Withheld, ...]) or (),
    )
