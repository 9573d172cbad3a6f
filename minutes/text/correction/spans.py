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
# Particles that hold words together, or stand at the end of a phrase.
_JOINTS = frozenset("をはがのにへとも") | {"から", "まで", "より", "など", "では", "には", "という", "として"}


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

    def spans(self, longest: int) -> Iterator[Span]:
        """Stretches of words of at most `longest` morae. Numbers and signs belong to none."""
        for first, word in enumerate(self.words):
            if _closed(word) or is_joint(word):
                continue
            yield from self._from(first, longest)

    def _from(self, first: int, longest: int) -> Iterator[Span]:
        kana = ""
        start = self.words[first].start
        for last in range(first, min(first + MOST_WORDS, len(self.words))):
            word = self.words[last]
            if _closed(word):
                return
            if len(kana) > 2 * longest:  # two signs of kana are at most one mora
                return
            end = word.start + len(word.surface)
            if not is_joint(word):
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


def _closed(word: Morpheme) -> bool:
    return is_sign(word) or is_negation(word) or (is_number(word) and not word.surface[0].isalpha())


def is_joint(word: Morpheme) -> bool:
    """Particles between words: no term begins with one or ends in one."""
    return is_function(word) and word.surface in _JOINTS
