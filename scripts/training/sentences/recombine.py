"""New sentences from hand-written ones: other nouns in the same place, and clauses of several sentences joined.

The grammar of the sentence stays natural while the words become unpredictable, so that the recogniser has to listen.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sudachipy

# Sudachi's noun classes that may be exchanged within themselves, and the dictionary class (ipadic.py) that adds to each.
_CLASSES: Mapping[tuple[str, ...], str] = {
    ("普通名詞", "一般"): "N",
    ("普通名詞", "サ変可能"): "S",
    ("普通名詞", "形状詞可能"): "A",
    ("固有名詞", "地名"): "P",
    ("固有名詞", "人名"): "F",
}
_DICTIONARY_SHARE = 0.35
_EXCHANGE_SHARE = 0.4


class Recombiner:
    """Draws variations of `sources`; `dictionary` gives further words by class."""

    def __init__(self, sources: list[str], dictionary: Mapping[str, list[str]]) -> None:
        tokenizer = sudachipy.Dictionary().create(mode=sudachipy.SplitMode.B)
        self._sentences = [[_piece(morpheme) for morpheme in tokenizer.tokenize(source)] for source in sources]
        self._dictionary = dictionary
        self._nouns: dict[str, list[str]] = defaultdict(list)
        for sentence in self._sentences:
            for surface, noun_class in sentence:
                if noun_class:
                    self._nouns[noun_class].append(surface)
        self._clauses = [_clauses(source) for source in sources]
        self._openings = [clauses[0] for clauses in self._clauses if len(clauses) > 1]
        self._middles = [clause for clauses in self._clauses for clause in clauses[1:-1]]
        self._endings = [clauses[-1] for clauses in self._clauses]

    def other_nouns(self, rng: random.Random) -> str:
        """A source sentence with some of its nouns exchanged."""
        sentence = rng.choice(self._sentences)
        return "".join(self._exchange(surface, noun_class, rng) for surface, noun_class in sentence)

    def other_clauses(self, rng: random.Random) -> str:
        """Clauses of different sentences, joined with 、; the last one ends a sentence."""
        parts = [rng.choice(self._openings)]
        if rng.random() < 0.25 and self._middles:
            parts.append(rng.choice(self._middles))
        return "、".join([*parts, rng.choice(self._endings)])

    def _exchange(self, surface: str, noun_class: str, rng: random.Random) -> str:
        if not noun_class or rng.random() > _EXCHANGE_SHARE:
            return surface
        pool = self._dictionary[noun_class] if rng.random() < _DICTIONARY_SHARE else self._nouns[noun_class]
        return rng.choice(pool)


def _piece(morpheme: Any) -> tuple[str, str]:
    """(surface, class letter or ""); one-character nouns are left alone, they are mostly parts of compounds."""
    part, *classes = morpheme.part_of_speech()
    surface = str(morpheme.surface())
    if part != "名詞" or len(surface) < 2 or not surface.isalpha():
        return surface, ""
    return surface, _CLASSES.get(tuple(classes[:2]), "")


def _clauses(sentence: str) -> list[str]:
    return [clause for clause in sentence.split("、") if clause]
