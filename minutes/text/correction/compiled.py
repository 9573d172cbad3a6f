"""Dictionaries made ready for correction: what each term sounds like, and tables to find it by sound and by spelling.

What sounds nearly alike is found by looking up, not by searching: under the rough sounds of a reading, and for longer
ones under these with any one mora left out. So the time per span does not grow with the number of terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from minutes.domain import Dictionary, Term
from minutes.text.correction.sounds import LONG, Morae, morae, rough
from minutes.text.correction.wordclass import is_content, is_inflected
from minutes.text.reading import morphemes, reading

# A reading of at least so many morae is also found when one mora of it was heard differently.
LONG_ENOUGH = 4
_SIGNS = 2  # of `rough` per mora
_DOES = "する"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term. `words`: its content words in their normalised form; `parts`: all its short words as written; `verb`:
    its last word is inflected; `field`: the name of its dictionary."""

    text: str
    sounds: Morae
    field: str
    category: str
    cues: tuple[str, ...]
    wrong: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[str, ...]
    verb: bool


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
    def form_lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(form) for form in self.forms}))

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
    def longest(self) -> int:
        """Morae of the longest reading."""
        return max((len(entry.sounds) for entry in self.entries), default=0)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Pairs of words that follow each other in a term."""
        return frozenset(pair for entry in self.entries for pair in zip(entry.parts, entry.parts[1:], strict=False))

    def like(self, sounds: Morae) -> Iterator[int]:
        """Entries that may sound like this, each once."""
        key = rough(sounds)
        seen: set[int] = set()
        for table, keys in ((self.by_sound, (key, *gaps(key))), (self.by_gap, (key, *gaps(key)))):
            for one in keys:
                for number in table.get(one, ()):
                    if number not in seen:
                        seen.add(number)
                        yield number


def gaps(key: str) -> tuple[str, ...]:
    """A rough reading with each of its morae left out, if it is long enough for that."""
    if len(key) < LONG_ENOUGH * _SIGNS:
        return ()
    return tuple(key[:at] + key[at + _SIGNS :] for at in range(0, len(key), _SIGNS))


def compiled(dictionaries: Sequence[Dictionary]) -> Compiled:
    """Terms without anything that sounds are left out."""
    entries = (entry_of(term, dictionary.name) for dictionary in dictionaries for term in dictionary.terms)
    return Compiled(tuple(entry for entry in entries if entry.sounds or entry.wrong))


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
        verb=bool(parts) and is_inflected(parts[-1]),
    )


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        if key:
            groups[key].append(number)
    return {key: tuple(dict.fromkeys(numbers)) for key, numbers in groups.items()}
