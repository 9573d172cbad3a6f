"""Scores against a reference: character error rate, diarisation error rate, share of speech under the right name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pyannote.core import Annotation
from pyannote.core import Segment as Span
from pyannote.metrics.diarization import DiarizationErrorRate
from rapidfuzz.distance import Levenshtein

from minutes.domain import Turn, Utterance

_NOT_SPOKEN = re.compile(r"[\s、。，．・「」『』（）()！？!?,]")


def normalized(text: str) -> str:
    """Text as CER compares it: NFKC, lower case, without punctuation, brackets, blanks and digit commas."""
    return _NOT_SPOKEN.sub("", unicodedata.normalize("NFKC", text)).lower()


def cer(reference: str, heard: str) -> float:
    """Character errors (edit distance) per character of the reference, both normalised."""
    truth = normalized(reference)
    return Levenshtein.distance(truth, normalized(heard)) / max(1, len(truth))


def der(reference: Sequence[Turn], heard: Sequence[Turn], *, collar: float) -> float:
    """Diarisation error rate with overlap; `collar` is the whole forgiveness zone in seconds, as pyannote counts it."""
    metric = DiarizationErrorRate(collar=collar, skip_overlap=False)
    return float(metric(_annotation(reference), _annotation(heard)))


def right_name_share(reference: Sequence[Turn], utterances: Sequence[Utterance]) -> float:
    """Of the reference's speech seconds, the share that lies under an utterance with the right name."""
    right = 0.0
    for turn in reference:
        right += sum(
            max(0.0, min(turn.end, utterance.end) - max(turn.start, utterance.start))
            for utterance in utterances
            if utterance.name == turn.speaker
        )
    return right / sum(turn.end - turn.start for turn in reference)


def _annotation(turns: Sequence[Turn]) -> Annotation:
    annotation = Annotation()
    for number, turn in enumerate(turns):
        annotation[Span(turn.start, turn.end), number] = turn.speaker
    return annotation
