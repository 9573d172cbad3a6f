"""The character error rate."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from minutes.evaluation.normalisation import normalized
from minutes.evaluation.ratio import Ratio


def cer(reference: Iterable[str], heard: Iterable[str], *, fillers: bool = True) -> Ratio:
    """Character errors (fewest insertions, deletions, substitutions) of reference characters, both sides normalised
    utterance by utterance and then joined, so that it does not matter where utterances are cut. May exceed 1."""
    (ratio,) = cers(reference, heard, fillers=fillers)
    return ratio


def cers(reference: Iterable[str], *several: Iterable[str], fillers: bool = True) -> tuple[Ratio, ...]:
    """Of several texts against one reference, which is normalised once."""
    truth = _joined(reference, fillers)
    return tuple(
        Ratio(part=Levenshtein.distance(truth, _joined(texts, fillers)), whole=len(truth)) for texts in several
    )


def _joined(texts: Iterable[str], fillers: bool) -> str:
    return "".join(normalized(text, fillers=fillers) for text in texts)
