"""How much of a claim's wording is found in what was said: word by word, by form, by reading, by characters, by meaning."""

from __future__ import annotations

from collections.abc import Iterator

from minutes.structure.grounding.claim import Failure
from minutes.structure.grounding.clauses import clause_places
from minutes.structure.grounding.likeness import nearest
from minutes.structure.grounding.novelty import GENERAL
from minutes.structure.grounding.passage import Passage, kanji_of, keys_of
from minutes.structure.grounding.quantities import same
from minutes.text.reading import Morpheme

SHARED_CHARACTER = 0.5  # 短縮, 短い
KNOWN = 0.4  # a general word, or one of the talk on the item
RELATED = 0.6  # what a word of like meaning counts at most
_LIKE, _SAME = 0.35, 0.65  # cosine from which words are like each other, and as good as the same


def overlap(claim: Passage, start: int, end: int, said: Passage, context: frozenset[str]) -> tuple[float, int]:
    """The share of a part of the claim that is carried, and of how many words and numbers that is."""
    carried = [_support(word, said, context) for word in claim.between(start, end)]
    for one in claim.quantities:
        if start <= one.start < end:
            carried.append(1.0 if any(same(one, other) or other.text == one.text for other in said.quantities) else 0.0)
    if len(carried) > 2 and max(carried) <= KNOWN:
        return 0.0, LEAST  # not one of its words was said
    return (sum(carried) / len(carried) if carried else 1.0), len(carried)


def _support(word: Morpheme, said: Passage, context: frozenset[str]) -> float:
    """`context`: the words of the talk on the item, which name what is spoken of."""
    if any(key in said.keys for key in keys_of(word)):
        return 1.0
    if len(word.surface) > 1 and word.surface in said.text:
        return 1.0
    shared = SHARED_CHARACTER if kanji_of(word) & said.kanji else 0.0
    known = KNOWN if word.normalized in GENERAL or any(key in context for key in keys_of(word)) else 0.0
    return max(shared, known, RELATED * min(1.0, max(0.0, (nearest(word, said) - _LIKE) / (_SAME - _LIKE))))


# ---- what nobody said --------------------------------------------------------------------------------------------

SENTENCE, CLAUSE = 0.5, 0.3  # the least share that must be carried: measured, see docs/benchmarks.md
LEAST = 4  # words; of fewer no share can be told


def unsaid_wording(claim: Passage, spoken: Passage, whole: Passage, context: frozenset[str]) -> Iterator[Failure]:
    """Parts of the claim that are not in the evidence: a sentence of which too little is carried, or the first clause."""
    for places, least in ((claim.sentences, SENTENCE), (clause_places(claim), CLAUSE)):
        for start, end in places:
            share, words = overlap(claim, start, end, whole, context)
            if words >= LEAST and share < least:
                yield Failure("wording", claim.text[start:end].strip("、。 "))
                return
