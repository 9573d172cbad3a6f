"""Minutes become final when a named person vouches for them."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from minutes import workfolder
from minutes.again import render_again
from minutes.confirmation import confirmed
from minutes.domain import Confirmation, Minutes
from minutes.errors import CannotWrite, InputMissing, InputUnreadable
from minutes.evaluation.effort import Effort, effort_in
from minutes.files import file_hash
from minutes.publish import utterances_of
from minutes.render.annexes import Audience
from minutes.render.forms import load_form
from minutes.render.marks import Left, left_in
from minutes.revision.current import current
from minutes.workfolder import WorkFolder


@dataclass(frozen=True)
class Final:
    """`left`: of the draft in the document, None where nobody can tell; `unreflected`: how many utterances no statement
    uses; `remarks`: what a clerk must look at before the public edition leaves the house; `effort`: what it cost to put the
    draft right on the review page, None where that was not its place."""

    confirmation: Confirmation
    left: Left | None
    unreflected: int
    remarks: tuple[str, ...] = ()
    effort: Effort | None = None


def finalise(
    work: WorkFolder,
    by: str,
    at: dt.datetime,
    form: str | None = None,
    document: Path | None = None,
    audience: Audience = "internal",
) -> Final:
    """Write the confirmation beside the minutes and make the final document of them; or, with a `document` on which a
    clerk has worked, keep its hash and leave file and draft as they are. The folder must be held.

    Raises InputMissing without minutes or without that file, InputUnreadable when it cannot be read.
    """
    before = current(work).results.minutes
    chosen = load_form(form or before.meeting.form)
    if document:
        final = confirmed(before, by, at, document=_hash(document))
    else:
        render_again(work, form, audience=audience)  # what cannot be printed is not confirmed
        final = confirmed(before, by, at, None if chosen.prints_statements else utterances_of(work, chosen))
    given = final.provenance.confirmation
    assert given is not None, "it was just given"
    made = work.read(workfolder.MINUTES, Minutes).model_copy(update={"provenance": final.provenance})
    work.amend({workfolder.PROVENANCE: final.provenance, workfolder.MINUTES: made})
    work.journal.note("confirmed", hashes={"document": given.document or given.content})
    effort = _kept_effort(work, in_word=document is not None)
    unreflected = len(current(work).results.unreflected)
    if document:
        return Final(given, left_in(document, chosen.labels), unreflected)
    editions = render_again(work, form, audience=audience)
    return Final(given, Left(editions.to_check, draft=False), unreflected, editions.remarks, effort)


def _kept_effort(work: WorkFolder, *, in_word: bool) -> Effort | None:
    """Kept for the report, whatever was kept before; of what was put right in Word nothing is known. No figure is worth a
    confirmation."""
    effort = None if in_word else effort_in(work)
    with suppress(CannotWrite, OSError):
        work.path(workfolder.EFFORT).unlink(missing_ok=True)
        if effort:
            work.write_json(workfolder.EFFORT, effort)
    return effort


def _hash(document: Path) -> str:
    try:
        return file_hash(document)
    except (FileNotFoundError, IsADirectoryError):
        raise InputMissing("確認した文書が見つかりません", subject=document) from None
    except OSError as error:
        raise InputUnreadable(
            f"確認した文書を読み取れません（{error.strerror}）",
            subject=document,
            advice="ファイルを閉じ、読み取れる場所に置いてから、もう一度実行してください。",
        ) from error
