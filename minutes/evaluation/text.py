"""The character error rate."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from minutes.evaluation.normalisation import normalized
from minutes.evaluation.ratio import Ratio


def cer(reference: Iterable[str], heard: Iterable[str], *, fillers: bool = True) -> Ratio:
    """Character errors (fewest insertions, deletions, substitutions) of reference characters, both sides normalised
    utterance by utterance and then joined, so that it does not matter where utterances are cut. May exceed 1."""
    truth = "".join(normalized(text, fillers=fillers) for text in reference)
    text = "".join(normalized(text, fillers=fillers) for text in heard)
    return Ratio(part=Levenshtein.distance(truth, text), whole=len(truth))
