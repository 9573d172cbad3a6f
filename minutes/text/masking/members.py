"""Who is on the roster: their names stay, unless the words around one say that somebody else of that name is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from minutes.domain import Attendee
from minutes.text.masking.personwords import CALLED, HOME, NAMESAKE, OUTSIDER, STRONG, VISITOR
from minutes.text.masking.words import bare
from minutes.text.persons import persons_of

_CONTEXT = 20  # characters before a name that tell whose it is
_SENTENCE_END = re.compile("[。！？!?\n]")


@dataclass(frozen=True)
class KnownPeople:
    """Who is on the roster, by names in common shapes: `families`, `given` and whole ones."""

    families: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        plain = bare(name)
        return plain in self.families or plain in self.given or plain in self.whole


@lru_cache(maxsize=64)
def known_people(attendees: tuple[Attendee, ...]) -> KnownPeople:
    """The names of the roster, written and in kana."""
    persons = persons_of(attendees)
    families = {bare(one) for person in persons if person.family for one in (person.family.written, person.family.kana)}
    whole = {bare(name.written) for person in persons for name in person.names[1:]}
    whole |= {bare(name.kana) for person in persons for name in person.names[1:]}
    given = {
        bare(person.names[1].written).removeprefix(bare(person.names[0].written))
        for person in persons
        if len(person.names) > 1
    }
    return KnownPeople(
        frozenset(filter(None, families)), frozenset(filter(None, given)), frozenset(filter(None, whole))
    )


def is_member(text: str, start: int, mark: re.Match[str], known: KnownPeople) -> bool:
    """Whether the roster's person is meant by the name from `start` to `mark` (さん), and not somebody of the same name."""
    if not known.has(text[start : mark.start()]) or mark[0] in STRONG:
        return False
    before = _SENTENCE_END.split(text[max(0, start - _CONTEXT) : start])[-1]
    if OUTSIDER.search(before) or VISITOR.search(before):
        return False
    if CALLED.match(text, mark.end()) or (mark[0] == "さん" and HOME.match(text, mark.end())):
        return False
    return not NAMESAKE.search(_SENTENCE_END.split(text[mark.end() :])[0])
