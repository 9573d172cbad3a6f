"""An utterance taken apart: its words, and the stretches of them in which a term may have been misheard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from minutes.text.correction.sounds import Morae, morae
from minutes.text.correction.wordclass import is_function, is_inflected, is_negation, is_number, is_sign
from minutes.text.reading import Morpheme, morphemes

# A term of n short words was seldom heard as more than this many.
MOST_WORDS = 8
OPEN, INNER, CLOSED = "open", "inner", "closed"


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first` to before `last` of an utterance, `start` and `end` in its characters; `sounds` by the usual
    reading of each word. `inflected`: what stands at its end in place of the dictionary form `lemma`."""

    first: int
    last: int
    start: int
    end: int
    text: str
    sounds: Morae
    lemma: str = ""


@dataclass(frozen=True)
class Heard:
    """What was heard, as Sudachi's short words and the edges of its long ones."""

    text: str
    words: tuple[Morpheme, ...]
    long_words: tuple[Morpheme, ...]

    @classmethod
    def of(cls, text: str) -> Heard:
        return cls(text, morphemes(text, "A"), morphemes(text, "C"))

    @cached_property
    def starts(self) -> dict[int, int]:
        """Character → the word that begins there."""
        return {word.start: number for number, word in enumerate(self.words)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Character → the word that ends before it."""
        return {word.start + len(word.surface): number for number, word in enumerate(self.words)}

    @cached_property
    def long_starts(self) -> frozenset[int]:
        """Where a long word begins, and the end of the text."""
        return frozenset(word.start for word in self.long_words) | {len(self.text)}

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """For each word whether a term may begin or end with it (OPEN), goes on over it (INNER), or not (CLOSED)."""
        return tuple(map(_class, self.words))

    def spans(self, longest: int, joints: frozenset[str]) -> Iterator[Span]:
        """Stretches of words of at most `longest` morae. Numbers and signs belong to none; of the words inside that
        no term begins or ends with, only `joints`."""
        for first, kind in enumerate(self.classes):
            if kind == OPEN:
                yield from self._from(first, longest, joints)

    def _from(self, first: int, longest: int, joints: frozenset[str]) -> Iterator[Span]:
        kana = ""
        start = self.words[first].start
        for last in range(first, min(first + MOST_WORDS, len(self.words))):
            word, kind = self.words[last], self.classes[last]
            if kind == CLOSED or len(kana) > 2 * longest:  # two signs of kana are at most one mora
                return
            if kind == INNER:
                if word.surface not in joints:
                    return
            else:
                end = word.start + len(word.surface)
                text = self.text[start:end]
                yield Span(first, last + 1, start, end, text, morae(kana + word.reading))
                if is_inflected(word) and word.lemma != word.surface:
                    lemma = text[: word.start - start] + word.lemma
                    yield Span(first, last + 1, start, end, text, morae(kana + _lemma_reading(word)), lemma)
            kana += word.reading


def _lemma_reading(word: Morpheme) -> str:
    """図っ, ハカッ, 図る → ハカル: the stem both share in writing is spoken the same."""
    tail = len(word.surface) - _shared(word.surface, word.lemma)
    stem = word.reading[: len(word.reading) - tail] if tail else word.reading
    return stem + word.lemma[_shared(word.surface, word.lemma) :]


def _shared(one: str, other: str) -> int:
    """Characters both begin with."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _class(word: Morpheme) -> str:
    if is_sign(word) or is_negation(word) or (is_number(word) and not word.surface[0].isalpha()):
        return CLOSED
    return INNER if is_function(word) else OPEN
