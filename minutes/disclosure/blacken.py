"""Words of a text blackened: what a clerk marked, members' names, what the masking recognises as personal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minutes.disclosure.people import People
from minutes.disclosure.reasons import because, reason_of
from minutes.domain import Mask
from minutes.text.itaiji import as_name
from minutes.text.masking.find import find
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.members import known_people
from minutes.text.masking.mentions import Met
from minutes.text.masking.terms import Terms


class Hidden(NamedTuple):
    """Words that are not shown, what stands instead, and why."""

    words: str
    shown: str
    reason: str


class Blackened(NamedTuple):
    """A text as the public edition prints it, and what is not shown of it."""

    text: str
    hidden: tuple[Hidden, ...]


class Blackener:
    """Blackens the texts of one meeting. `texts`: all of them, so that who was introduced once is known everywhere.

    `masks`: the clerk's; `terms`: the office's list; `blank`: what stands for hidden words.
    """

    def __init__(
        self, people: People, masks: Sequence[Mask], terms: Sequence[str], blank: str, texts: Iterable[str]
    ) -> None:
        self._people = people
        self._blank = blank
        self._marked = [(mask, Terms((mask.text,))) for mask in masks if mask.text.strip()]
        self._used: set[Mask] = set()
        self._terms = Terms(terms)
        self._known = known_people(people.shown)
        self._met = Met(people.names())
        self._seen: dict[str, tuple[Hit, ...]] = {}
        self._later: frozenset[str] = frozenset()
        self._done: dict[tuple[str, frozenset[str]], Blackened] = {}
        self._meet(texts)

    def blacken(self, text: str, evidence: Iterable[str] = ()) -> Blackened:
        """`evidence`: the utterances the text rests on, since a mask may be for the words of one alone."""
        said = frozenset(evidence)
        key = (text, frozenset(mask.utterance for mask, _ in self._marked if mask.utterance in said))
        if key not in self._done:
            self._done[key] = self._blacken(text, said)
        return self._done[key]

    @property
    def unused(self) -> tuple[Mask, ...]:
        """The clerk's words that stood nowhere."""
        return tuple(mask for mask, _ in self._marked if mask not in self._used)

    def marked_out(self, text: str) -> str:
        """The text without the words a clerk or the office marked, and nothing else changed."""
        for _, words in self._marked:
            text, _ = self._without(text, _apart(words.find(text)), "")
        return self._without(text, _apart(self._terms.find(text)), "")[0]

    def _blacken(self, text: str, said: frozenset[str]) -> Blackened:
        hidden: list[Hidden] = []
        for mask, words in self._marked:
            if mask.utterance and mask.utterance not in said:
                continue
            hits = _apart(words.find(text))
            text, found = self._without(text, hits, because(mask.reason))
            hidden += found
            if found:
                self._used.add(mask)
        text = self._people.renamed(text)
        personal: list[Hidden] = []
        for hit in reversed(self._personal(text)):
            member = self._people.called(hit.identity) if hit.kind is Kind.PERSON else None
            if member:
                text = text[: hit.start] + member + text[hit.end :]
                continue
            text, found = self._without(text, (hit,), reason_of(hit.kind))
            personal += found
        return Blackened(text, tuple(dict.fromkeys((*hidden, *reversed(personal)))))

    def _without(self, text: str, hits: Sequence[Hit], reason: str) -> tuple[str, list[Hidden]]:
        found = [Hidden(text[hit.start : hit.end], self._blank, reason) for hit in hits]
        for hit in reversed(hits):
            text = text[: hit.start] + self._blank + text[hit.end :]
        return text, found

    def _personal(self, text: str) -> tuple[Hit, ...]:
        if text in self._seen and not any(name in as_name(text) for name in self._later):
            return self._seen[text]  # nobody is named in it who was not known at first sight
        found = find(text, self._known, self._terms, self._met)
        return tuple(hit for hit in found.hits if hit.kind is not Kind.LITERAL)

    def _meet(self, texts: Iterable[str]) -> None:
        """Who is met late was perhaps mentioned before."""
        self._seen = {text: self._personal(text) for text in dict.fromkeys(map(self._people.renamed, texts))}
        people = {hit.identity for hits in self._seen.values() for hit in hits if hit.kind is Kind.PERSON}
        self._met = Met(people | self._people.names())
        self._later = frozenset(name for identity in people - self._people.names() for name in identity.split())


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    taken: list[Hit] = []
    for hit in hits:
        if not any(hit.overlaps(other) for other in taken):
            taken.append(hit)
    return sorted(taken)
