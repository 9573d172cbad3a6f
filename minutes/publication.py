"""The documents of one meeting: the internal one, and on request the public edition beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from minutes import workfolder
from minutes.disclosure.edition import Public, Wanted, public_edition
from minutes.disclosure.leaks import refuse_leaks
from minutes.publish import minutes_of, publish_document, utterances_of
from minutes.render.annexes import Audience
from minutes.render.forms import Form
from minutes.render.render import render
from minutes.revision.current import current
from minutes.workfolder import WorkFolder

_PUBLIC_NAME = "{stem}_公開版{suffix}"
_STALE = (
    "注意：確認の画面で直した{count}件は、その後に議事録が作り直されたため、この文書に入っていません（記録は残っています）。"
    "minutes review で確かめてください。"
)


@dataclass(frozen=True)
class Editions:
    """`to_check`: how many places of the internal document are marked for the clerk; `remarks`: what a clerk is to be told
    of what is not in it, and of the public edition."""

    to_check: int
    remarks: tuple[str, ...] = ()


def publish_editions(work: WorkFolder, form: Form, audience: Audience, terms: tuple[str, ...] = ()) -> Editions:
    """minutes.docx, and for the public also public.docx; the internal one then lists what that leaves out.

    What was made for the public before goes: it may show what is to be kept from it now. `terms`: the office's list of
    what must not leave it. Raises BadConfiguration where something to be kept out is not there.
    """
    for name in (workfolder.PUBLIC_DOCUMENT, workfolder.WITHHELD):
        work.path(name).unlink(missing_ok=True)
    stale = len(current(work).stale)
    remarks = (_STALE.format(count=stale),) if stale else ()
    if audience == "internal":
        return Editions(publish_document(work, form), remarks)
    edition = edition_of(work, form, terms)
    work.write_json(workfolder.WITHHELD, edition.withheld)
    to_check = publish_document(work, form)
    with work.writing(workfolder.PUBLIC_DOCUMENT) as place:
        render(edition.minutes, edition.utterances, edition.form, place, edition.beside)
        refuse_leaks(place, (*terms, *edition.marked))
    return Editions(to_check, (*remarks, *edition.remarks))


def edition_of(work: WorkFolder, form: Form, terms: tuple[str, ...] = ()) -> Public:
    """The public edition of what lies in the folder: for any format that prints minutes and utterances."""
    masks = current(work).results.masks
    minutes = minutes_of(work, form)
    return public_edition(minutes, utterances_of(work, form), form, Wanted(masks, terms))


def public_name(output: Path) -> Path:
    """Where the public edition lies: 議事録_公開版.docx beside 議事録.docx."""
    return output.with_name(_PUBLIC_NAME.format(stem=output.stem, suffix=output.suffix))
