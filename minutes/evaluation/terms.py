"""Which specialist terms of the reference stand in the result, at their place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutes.domain import Dictionary, Meeting
from minutes.evaluation.alignment import Alignment
from minutes.evaluation.normalisation import normalized
from minutes.evaluation.ratio import Ratio
from minutes.text.reading import morphemes

SHORTEST_TERM = 2  # characters, normalised: one character is found anywhere
_NOUNS = ("名詞", "接頭辞", "接尾辞")


def terms_of(dictionaries: Iterable[Dictionary], meeting: Meeting | None) -> tuple[str, ...]:
    """Terms of the dictionaries, roles and names of the roster, compound nouns of the agenda; as written, each once."""
    found = [term.text for dictionary in dictionaries for term in dictionary.terms]
    if meeting:
        found += [form for attendee in meeting.attendees for form in (attendee.role, attendee.name) if form]
        found += [noun for title in meeting.agenda for noun in _compounds(title)]
    return tuple(dict.fromkeys(found))


def term_recall(alignment: Alignment, terms: Iterable[str]) -> tuple[Ratio, dict[str, int]]:
    """Occurrences of terms in the reference whose every character has an equal counterpart, one behind the other, of
    all occurrences; and the missed ones, by term (normalised). Of overlapping terms the longest counts."""
    found = occurrences(alignment.reference.text, terms)
    missed: dict[str, int] = {}
    for occurrence in found:
        if not _stands(alignment, occurrence.start(), occurrence.end()):
            missed[occurrence.group()] = missed.get(occurrence.group(), 0) + 1
    return Ratio(part=len(found) - sum(missed.values()), whole=len(found)), missed


def occurrences(text: str, terms: Iterable[str]) -> tuple[re.Match[str], ...]:
    """The terms in a normalised text, in order; of overlapping ones the longest counts."""
    forms = {form for term in terms if len(form := normalized(term)) >= SHORTEST_TERM}
    return tuple(_pattern(forms).finditer(text)) if forms else ()


def _stands(alignment: Alignment, start: int, end: int) -> bool:
    first = alignment.counterpart[start]
    if first is None:
        return False
    length = end - start
    in_a_row = alignment.counterpart[start:end] == tuple(range(first, first + length))
    return in_a_row and alignment.result.text[first : first + length] == alignment.reference.text[start:end]


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(_whole, longest_first)))


def _whole(form: str) -> str:
    """Latin letters are part of no longer Latin word: AI is not in MAIL."""
    before = "(?<![a-z])" if re.match("[a-z]", form) else ""
    after = "(?![a-z])" if re.search("[a-z]$", form) else ""
    return before + re.escape(form) + after


def _compounds(title: str) -> list[str]:
    compounds, run = [], ""
    for word in (*morphemes(title), None):
        if word is not None and word.pos[0] in _NOUNS:
            run += word.surface
        elif run:
            compounds.append(run)
            run = ""
    return compounds
