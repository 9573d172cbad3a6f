"""Which placeholder stands for whom in one meeting.

One entity has one placeholder, however it is spelled. A family name alone belongs to the whole name where only one person
of that name was met. Placeholders are numbered in the order of speech, so that the same transcript gives the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from minutes.domain import Value
from minutes.text.masking.kinds import Hit, Kind
from minutes.text.masking.placeholders import placeholder


class Entity(Value):
    """Somebody or something masked: its placeholder, and how it was written, in the order of speech."""

    placeholder: str
    kind: Kind
    spellings: tuple[str, ...]

    def written(self, said: str = "") -> str:
        """How it is put back. `said`: the words a sentence rests on; the fullest spelling that stands there.

        Without them the spelling that is part of all others (the family's name), so that nothing is put into a sentence
        that was not said where it rests; where there is none, the first.
        """
        there = [spelling for spelling in self.spellings if spelling in said]
        if there:
            return max(there, key=len)
        shortest = min(self.spellings, key=len)
        return shortest if all(shortest in spelling for spelling in self.spellings) else self.spellings[0]


class Table:
    """The entities of one meeting. It grows by what is masked; what is in it never changes its placeholder."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._entities: dict[str, Entity] = {}
        self._by_identity: dict[tuple[Kind, str], str] = {}
        self._counts: dict[Kind, int] = {}
        for entity in entities:
            self._entities[entity.placeholder] = entity
            self._counts[entity.kind] = self._counts.get(entity.kind, 0) + 1

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(self._entities.values())

    def of(self, placeholder: str) -> Entity | None:
        return self._entities.get(placeholder)

    def learn(self, hits: Iterable[tuple[Hit, str]]) -> None:
        """Enter what was found in a whole meeting, each with its spelling; people are told apart with all names at hand."""
        entries = list(hits)
        names = [hit.identity for hit, _ in entries if hit.kind is Kind.PERSON]
        whole: dict[str, set[str]] = {}
        for name in names:
            if " " in name:
                whole.setdefault(name.split()[0], set()).add(name)
        alone = {name for name in names if " " not in name}
        same = {name: next(iter(whole[name])) for name in alone if len(whole.get(name, ())) == 1}
        for hit, spelling in entries:
            meant = same.get(hit.identity, hit.identity) if hit.kind is Kind.PERSON else hit.identity
            self._enter(hit.kind, meant, spelling)
            if meant != hit.identity:
                self._by_identity[hit.kind, hit.identity] = self._by_identity[hit.kind, meant]

    def placeholder_of(self, hit: Hit, spelling: str) -> str:
        """The placeholder of what was found, entered if it is new."""
        return self._enter(hit.kind, self._meant(hit), spelling)

    def _meant(self, hit: Hit) -> str:
        """A name's other form that is already known, if only one is."""
        if hit.kind is not Kind.PERSON or (hit.kind, hit.identity) in self._by_identity:
            return hit.identity
        family = hit.identity.split()[0]
        people = {name for kind, name in self._by_identity if kind is Kind.PERSON and name.split()[0] == family}
        if " " not in hit.identity:
            return people.pop() if len(people) == 1 else hit.identity
        return family if people == {family} else hit.identity

    def _enter(self, kind: Kind, identity: str, spelling: str) -> str:
        known = self._by_identity.get((kind, identity))
        if known is None:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            known = placeholder(kind, self._counts[kind])
            self._entities[known] = Entity(placeholder=known, kind=kind, spellings=(spelling,))
            self._by_identity[kind, identity] = known
        elif spelling not in self._entities[known].spellings:
            entity = self._entities[known]
            self._entities[known] = entity.model_copy(update={"spellings": (*entity.spellings, spelling)})
        return known
