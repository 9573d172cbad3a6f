"""Dictionaries made ready for correction: what each term sounds like, and tables to find it by sound and by spelling.

What sounds nearly alike is found by looking up, not by searching: under the rough sounds of a reading, and for longer
ones under these with any one mora left out. So the time per span does not grow with the number of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from minutes.domain import Dictionary, Term
from minutes.text.correction.anchors import Anchors, Sounded, anchors_of
from minutes.text.correction.distance import distance
from minutes.text.correction.sounds import LONG, Morae, morae, rough
from minutes.text.correction.stretches import Heads, heads_of
from minutes.text.correction.wordclass import is_content, is_function, is_inflected
from minutes.text.reading import morphemes, reading

# A reading of at least so many morae is also found when one mora of it was heard differently.
LONG_ENOUGH = 4
# Sounds two readings may differ by, in sounds per mora of the term; beyond that it is another word.
FARTHEST = 0.3
# Below so many morae only what sounds the same, or differs by something easily misheard.
SHORT = 4
FARTHEST_SHORT = 0.2
REMEMBERED = 200_000
_SIGNS = 2  # of `rough` per mora
_DOES = "する"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term. `words`: its content words in their normalised form; `parts`: all its short words as written; `joints`:
    those of them that only hold others together; `verb`: its last word is inflected; `field`: its dictionary's name;
    `does`: it was given with する, so that its wrong forms are wrong only before する (不義する)."""

    text: str
    sounds: Morae
    field: str
    category: str
    cues: tuple[str, ...]
    wrong: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[str, ...]
    joints: tuple[str, ...]
    verb: bool
    does: bool


@dataclass(frozen=True)
class Compiled:
    """Entries in the order of their dictionaries; everything else is looked up in tables made from them."""

    entries: tuple[Entry, ...]

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """Text of a term → its first entry."""
        found: dict[str, int] = {}
        for number, entry in enumerate(self.entries):
            found.setdefault(entry.text, number)
        return found

    @cached_property
    def forms(self) -> Mapping[str, tuple[int, ...]]:
        """Wrong forms → entries. What is right in any of the dictionaries is no wrong form in another."""
        pairs = ((form, number) for number, entry in enumerate(self.entries) for form in entry.wrong)
        return _grouped((form, number) for form, number in pairs if form not in self.terms)

    @cached_property
    def form_heads(self) -> Heads:
        return heads_of(self.forms)

    @cached_property
    def term_heads(self) -> Heads:
        return heads_of(self.terms)

    @cached_property
    def term_lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(text) for text in self.terms}))

    @cached_property
    def by_sound(self) -> Mapping[str, tuple[int, ...]]:
        return _grouped((rough(entry.sounds), number) for number, entry in enumerate(self.entries))

    @cached_property
    def by_gap(self) -> Mapping[str, tuple[int, ...]]:
        return _grouped((gap, number) for number, entry in enumerate(self.entries) for gap in gaps(rough(entry.sounds)))

    @cached_property
    def sounded(self) -> tuple[Sounded, ...]:
        """The entries as text and reading; inflected ones are found by their sound alone."""
        return tuple(Sounded("" if entry.verb else entry.text, entry.sounds) for entry in self.entries)

    @cached_property
    def anchors(self) -> Anchors:
        return anchors_of(self.sounded)

    @cached_property
    def longest(self) -> int:
        """Morae of the longest reading."""
        return max((len(entry.sounds) for entry in self.entries), default=0)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Pairs of words that follow each other in a term."""
        return frozenset(pair for entry in self.entries for pair in zip(entry.parts, entry.parts[1:], strict=False))

    @cached_property
    def joints(self) -> frozenset[str]:
        """Particles and the like inside terms: 会議に諮る."""
        return frozenset(joint for entry in self.entries for joint in entry.joints)

    @cached_property
    def _found(self) -> dict[Morae, tuple[tuple[int, float], ...]]:
        return {}

    def near(self, sounds: Morae) -> tuple[tuple[int, float], ...]:
        """(entry, distance) of the terms that sound nearly like this; remembered, as people repeat themselves."""
        found = self._found.get(sounds)
        if found is None:
            if len(self._found) > REMEMBERED:
                self._found.clear()
            found = self._found[sounds] = tuple(self._measured(sounds))
        return found

    def _measured(self, sounds: Morae) -> Iterator[tuple[int, float]]:
        for number in self._like(rough(sounds)):
            meant = self.entries[number].sounds
            limit = (FARTHEST if len(meant) >= SHORT else FARTHEST_SHORT) * len(meant)
            apart = distance(sounds, meant, limit)
            if apart <= limit:
                yield number, apart

    def _like(self, key: str) -> set[int]:
        """Entries with this rough reading, or one from which it differs by a single mora."""
        found = set(self.by_sound.get(key, ()))
        found.update(self.by_gap.get(key, ()))
        for gap in gaps(key):
            found.update(self.by_sound.get(gap, ()))
            found.update(self.by_gap.get(gap, ()))
        return found


def gaps(key: str) -> tuple[str, ...]:
    """A rough reading with each of its morae left out, if it is long enough for that."""
    if len(key) < LONG_ENOUGH * _SIGNS:
        return ()
    return tuple(key[:at] + key[at + _SIGNS :] for at in range(0, len(key), _SIGNS))


def compiled(dictionaries: Sequence[Dictionary]) -> Compiled:
    return Compiled(tuple(entry for dictionary in dictionaries for entry in entries_of(dictionary)))


def entries_of(dictionary: Dictionary) -> tuple[Entry, ...]:
    """Terms without anything that sounds are left out."""
    entries = (entry_of(term, dictionary.name) for term in dictionary.terms)
    return tuple(entry for entry in entries if entry.sounds or entry.wrong)


def entry_of(term: Term, field: str) -> Entry:
    """The reading is the dictionary's; Sudachi is asked only where it has none. 付議する is kept as 付議: what follows
    is inflected, and stays as it was heard."""
    text = term.text.removesuffix(_DOES) or term.text
    parts = morphemes(text, "A")
    spoken = term.reading.removesuffix(_DOES) if text != term.text else term.reading
    sounds = morae(spoken) or morae(reading(text))
    wrong = [form.removesuffix(_DOES) if text != term.text else form for form in term.wrong]
    return Entry(
        text=text,
        sounds=sounds if set(sounds) != {LONG} else (),
        field=field,
        category=term.category,
        cues=term.cues,
        wrong=tuple(form for form in wrong if form and form != text),
        words=tuple(dict.fromkeys(part.normalized for part in parts if is_content(part))),
        parts=tuple(part.surface for part in parts),
        joints=tuple(part.surface for part in parts if is_function(part)),
        verb=bool(parts) and is_inflected(parts[-1]),
        does=text != term.text,
    )


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Numbers come in order; most keys have one, so that a tuple is made at once."""
    groups: dict[str, tuple[int, ...]] = {}
    for key, number in pairs:
        known = groups.get(key)
        if known is None:
            groups[key] = (number,)
        elif known[-1] != number:
            groups[key] = (*known, number)
    groups.pop("", None)
    return groups
