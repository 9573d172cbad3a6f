"""What the recogniser is told beforehand: the words that will probably be spoken, as many as it can read.

faster-whisper cuts hot words silently; so they are counted with the model's own tokenizer, chosen, and what did not fit
is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutes.domain import Attendee, Dictionary, Meeting, Term, Text, Value
from minutes.speech.engines import Recognizer

_SEPARATOR = "、"


class Prompt(Value):
    """The `text` the decoder reads before each window, and the words that had no room in it, the most useful first."""

    text: Text = ""
    left_out: tuple[Text, ...] = ()


NO_PROMPT = Prompt()


def ranked(meeting: Meeting, dictionaries: Sequence[Dictionary]) -> tuple[str, ...]:
    """What may be said, each once, the most useful first.

    First who is there, because a wrong name is the worst mistake and the calls are read from them; then the agenda, which
    is read aloud; then the terms. Of these, those of a field the agenda touches come first, and among equals those a
    recogniser is known to write wrongly; else the order of the dictionary stands, which the office chose.
    """
    present = [attendee for attendee in meeting.attendees if attendee.presence != "absent"]
    people = [text for attendee in present for text in _called(attendee)]
    return tuple(dict.fromkeys((*people, *meeting.agenda, *_terms(meeting, dictionaries))))


def fitted(terms: Sequence[str], recognizer: Recognizer) -> Prompt:
    """As many of the terms as the model reads, in order; one that has no room leaves its place to shorter ones."""
    room = recognizer.prompt_room
    chosen: list[str] = []
    left_out: list[str] = []
    for term in terms:
        if any(term in other for other in chosen):
            continue
        if recognizer.tokens(_joined([*chosen, term])) <= room:
            chosen.append(term)
        else:
            left_out.append(term)
    return Prompt(text=_joined(chosen), left_out=tuple(left_out))


def _joined(terms: Sequence[str]) -> str:
    return _SEPARATOR.join(terms)


def _called(attendee: Attendee) -> Iterator[str]:
    yield attendee.role
    if attendee.name:
        yield "".join(attendee.name.split())


def _terms(meeting: Meeting, dictionaries: Sequence[Dictionary]) -> list[str]:
    agenda = "".join(meeting.agenda)
    terms = [term for dictionary in dictionaries for term in dictionary.terms]
    touched = {term.category for term in terms if term.text in agenda}

    def rank(term: Term) -> tuple[bool, bool]:
        return term.category not in touched, not term.wrong

    return [term.text for term in sorted(terms, key=rank)]
