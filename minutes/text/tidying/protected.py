"""What tidying leaves as it is: quotations, marks of inaudible passages, and what the meeting itself spells its way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from minutes.domain import Dictionary, Meeting
from minutes.text.tidying.draft import Edit

_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|〔[^〕]*〕")
# 「1. 子供の貧困対策について（報告）」 is called 「子供の貧困対策」.
_AROUND_TITLE = re.compile(
    r"^[（(]?[0-9０-９]+[)）.．]?\s*|(?:について|に関する(?:件|こと)|の件)?\s*(?:[（(][^（）()]*[)）])?$"
)
_SHORTEST = 2  # characters; a single one stands in too many words

Find = Callable[[str], Iterable[Edit]]


@dataclass(frozen=True)
class Protected:
    """`terms`: spelled as they are wherever they stand. `lengths` of them all."""

    terms: frozenset[str] = frozenset()
    lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, terms: Iterable[str]) -> Protected:
        known = frozenset(term for term in terms if len(term) >= _SHORTEST)
        return cls(known, tuple(sorted({len(term) for term in known})))

    def spared(self, text: str, edits: Iterable[Edit]) -> list[Edit]:
        """The edits that touch no quotation and no term."""
        return [edit for edit in unquoted(text, edits) if not self._touches(text, edit)]

    def uncut(self, text: str, edits: Iterable[Edit]) -> list[Edit]:
        """The edits that touch no quotation and take no part of a term away: said twice, a whole term may go once."""
        return [edit for edit in unquoted(text, edits) if not self._touches(text, edit, whole=True)]

    def _touches(self, text: str, edit: Edit, whole: bool = False) -> bool:
        """`whole`: a term that lies within the edit does not count."""
        for length in self.lengths:
            for start in range(max(edit.start - length + 1, 0), min(edit.end, len(text) - length + 1)):
                within = edit.start <= start and start + length <= edit.end
                if text[start : start + length] in self.terms and not (whole and within):
                    return True
        return False


def unquoted(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """The edits that touch nothing within 「」, 『』 or 〔〕."""
    kept = list(edits)
    if kept:
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        kept = [edit for edit in kept if not any(start < edit.end and edit.start < end for start, end in quoted)]
    return kept


def protected_of(meeting: Meeting, dictionaries: Iterable[Dictionary]) -> Protected:
    """The terms of the dictionaries, the agenda, the roster and the heading of the meeting."""
    terms = [term.text for dictionary in dictionaries for term in dictionary.terms]
    people = [
        word
        for attendee in meeting.attendees
        for word in (attendee.role, attendee.group, *attendee.name.split(), *attendee.aliases)
    ]
    titles = [_AROUND_TITLE.sub("", title) for title in meeting.agenda]
    heading = (meeting.title, meeting.venue, meeting.department)
    return Protected.of((*heading, *meeting.agenda, *titles, *people, *terms))
