"""Whether a document is a draft or final, and who vouches for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from minutes.confirmation import is_of, valid_confirmation
from minutes.domain import Confirmation, Minutes, Utterance
from minutes.render.forms import Form


class Standing(NamedTuple):
    """`confirmation`: of these very minutes. A clerk who has worked on the Word file vouches for that file; what is
    written anew from the minutes then stays a draft."""

    confirmation: Confirmation | None = None

    @property
    def final(self) -> bool:
        return self.confirmation is not None and not self.confirmation.document


def standing_of(minutes: Minutes, utterances: Sequence[Utterance], form: Form) -> Standing:
    """Draft unless somebody has confirmed what this form prints."""
    given = valid_confirmation(minutes)
    printed = None if form.prints_statements else utterances
    return Standing(given if given and (given.document or is_of(given, printed)) else None)
