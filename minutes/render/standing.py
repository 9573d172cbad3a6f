"""Whether a document is a draft or final, and who vouches for it."""

from __future__ import annotations

from typing import NamedTuple

from minutes.confirmation import valid_confirmation
from minutes.domain import Confirmation, Minutes


class Standing(NamedTuple):
    """`confirmation`: of these very minutes. A clerk who has worked on the Word file vouches for that file; what is
    written anew from the minutes then stays a draft."""

    confirmation: Confirmation | None = None

    @property
    def final(self) -> bool:
        return self.confirmation is not None and not self.confirmation.document


def standing_of(minutes: Minutes) -> Standing:
    """Draft unless somebody has confirmed what these minutes say."""
    return Standing(valid_confirmation(minutes))
