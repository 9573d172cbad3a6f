"""What it cost a clerk to put a draft right, and how wrong the machine's text was by the clerk's own: for the office's report.

The error rates hold the machine's text against the text as the clerk left it, over the whole meeting. So they are 0 where nothing
was put right, say nothing of an error nobody noticed, and are of worth only for meetings that somebody has confirmed. Measured
against a reference that was made with care (`evaluate`), the rates are higher.
"""

from __future__ import annotations

from collections.abc import Sequence

from minutes import workfolder
from minutes.domain import Edit, Utterance, Value
from minutes.domain.edits import Add, Boundary, Drop, Merge, Restate, Retidy, Reword, Speaker, Split
from minutes.errors import MinutesError
from minutes.evaluation.ratio import Ratio
from minutes.evaluation.text import cers
from minutes.revision.attention import attention_of, minutes_spent
from minutes.revision.current import results_of
from minutes.revision.editlog import EditLog
from minutes.revision.revise import active, revise
from minutes.workfolder import WorkFolder

_HOUR_MIN = 60
# Looking, settling, refusing a suggestion and marking for the public edition put nothing right.
_PUTS_RIGHT = (Reword, Retidy, Speaker, Split, Merge, Boundary, Add, Drop)


class Effort(Value):
    """Of one meeting. `edits`: that put something right and count, all that was done in one go as one; `characters`: of the
    corrected text as the clerk left it; `minutes`: with attention (see `minutes.revision.attention`).

    `heard_errors`, `text_errors`: character errors of what was heard, and of what stood after the dictionaries, both before
    anybody looked, of `said` characters of the clerk's text (normalised as in `minutes eval --ignore-fillers`: who strikes
    out えー corrects no error).
    """

    edits: int
    characters: int
    minutes: int
    heard_errors: int
    text_errors: int
    said: int

    @property
    def heard(self) -> Ratio:
        return Ratio(part=self.heard_errors, whole=self.said)

    @property
    def text(self) -> Ratio:
        return Ratio(part=self.text_errors, whole=self.said)

    @property
    def per_1000(self) -> float | None:
        """Edits per 1,000 characters; None of an empty text."""
        return 1000 * self.edits / self.characters if self.characters else None

    def __str__(self) -> str:
        """For the clerk who has confirmed."""
        share = f"（1,000字あたり {self.per_1000:.1f}件）" if self.per_1000 is not None else ""
        hours, minutes = divmod(self.minutes, _HOUR_MIN)
        spent = f"{hours}時間{minutes}分" if hours else f"{minutes}分"
        return f"修正 {self.edits:,}件{share}、確認にかけた時間 約{spent}"


def effort_of(before: Sequence[Utterance], after: Sequence[Utterance], edits: Sequence[Edit], minutes: int) -> Effort:
    """`before`: as the machine left them; `after`: with the edits. Each text is compared as one, so that it does not matter
    which utterances were split or merged."""
    reference = "".join(one.text for one in after)
    machines = ["".join(one.heard for one in before)], ["".join(one.text for one in before)]
    heard, text = cers([reference], *machines, fillers=False)
    return Effort(
        edits=sum(map(_puts_right, active(edits))),
        characters=len(reference),
        minutes=minutes,
        heard_errors=int(heard.part),
        text_errors=int(text.part),
        said=int(text.whole),
    )


def effort_in(work: WorkFolder) -> Effort | None:
    """Of a work folder as it stands now; None where nobody has worked on it on the review page, as then nothing is known.
    Raises what `results_of` and the log raise."""
    edits = EditLog(work).edits()
    minutes = minutes_spent(attention_of(work), edits)
    if not minutes:
        return None
    results = results_of(work)
    return effort_of(results.utterances, revise(results, edits).results.utterances, edits, minutes)


def kept_effort(work: WorkFolder) -> Effort | None:
    """As it was when the minutes were confirmed last; None where they were not, or nobody can tell."""
    try:
        return work.find(workfolder.EFFORT, Effort)
    except (MinutesError, OSError):
        return None


def _puts_right(edit: Edit) -> bool:
    """What follows from an act are lines worded anew, so one of these counts only if the clerk began with it."""
    return isinstance(edit.acts[0], Restate) or any(isinstance(act, _PUTS_RIGHT) for act in edit.acts)
