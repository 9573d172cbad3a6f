"""Protection of one meeting: text is masked before it leaves, looked at again, and restored when it comes home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutes.domain import Attendee, Meeting, Utterance
from minutes.text.masking import scan as second_look
from minutes.text.masking.find import Found, find
from minutes.text.masking.kinds import Kind
from minutes.text.masking.members import known_people
from minutes.text.masking.mentions import Met
from minutes.text.masking.placeholders import placeholders_in, replaced
from minutes.text.masking.table import Table
from minutes.text.masking.terms import Terms
from minutes.text.persons import persons_of


class Protection:
    """What is masked in a meeting's texts. `masked`: in how many places so far.

    `texts`: all that was said, so that people are told apart, and numbered, by the whole meeting and not by the window
    that happens to be sent first.
    """

    def __init__(self, attendees: Sequence[Attendee], texts: Iterable[str], terms: Sequence[str] = ()) -> None:
        self.table = Table()
        self.masked = 0
        self._known = known_people(tuple(attendees))
        self._members = [name.written for person in persons_of(tuple(attendees)) for name in person.names]
        self._terms = Terms(terms)
        self._published: set[str] = set()
        self._met = Met()
        self._learn(list(texts))

    def mask(self, text: str) -> str:
        """The text with placeholders. Text in which nothing is found stays as it is, character for character."""
        found = self._found(text)
        pieces, last = [], 0
        for hit in found.hits:
            pieces += [text[last : hit.start], self.table.placeholder_of(hit, text[hit.start : hit.end])]
            last = hit.end
        self.masked += len(found.hits)
        return "".join([*pieces, text[last:]])

    def restore(self, text: str, said: str = "") -> str:
        """The text with what stands behind its placeholders; brackets and width may have changed on the way.

        `said`: the words a sentence rests on, so that a name comes back as fully as it was said there.
        """
        return restored(text, self.table, said)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Placeholders in a text that stand for nobody: somebody made them up."""
        return tuple(sign for sign in placeholders_in(text) if self.table.of(sign) is None)

    def scan(self, body: str) -> tuple[str, ...]:
        """Why a body, as it would be sent, must not be; empty: it may. The reasons carry nothing of its content."""
        return second_look.reasons(body, self.table.entities, self._published, self._members)

    def _found(self, text: str) -> Found:
        found = find(text, self._known, self._terms, self._met)
        self._published |= found.published
        return found

    def _learn(self, texts: Sequence[str]) -> None:
        """Twice through all texts: who is met late was perhaps mentioned before."""
        first = [self._found(text) for text in texts]
        people = {hit.identity for found in first for hit in found.hits if hit.kind is Kind.PERSON}
        self._met = Met(people)
        again = zip(texts, first, strict=True) if not people else ((text, self._found(text)) for text in texts)
        self.table.learn((hit, text[hit.start : hit.end]) for text, found in again for hit in found.hits)


def restored(text: str, table: Table, said: str = "") -> str:
    """The text with what stands behind its placeholders; see Protection.restore."""
    return replaced(text, lambda sign: entity.written(said) if (entity := table.of(sign)) else None)


def protection_of(meeting: Meeting, utterances: Iterable[Utterance], terms: Sequence[str] = ()) -> Protection:
    """Protection of what was said in a meeting. `terms`: the office's mask list."""
    return Protection(meeting.attendees, [utterance.text for utterance in utterances], terms)
