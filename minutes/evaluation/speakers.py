"""Who spoke when, without regard to names: DER and JER by pyannote.metrics; and who said what: cpCER."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from pyannote.core import Annotation, Timeline
from pyannote.core import Segment as Span
from pyannote.metrics.diarization import DiarizationErrorRate, JaccardErrorRate
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from minutes.domain import Seconds, Turn
from minutes.evaluation.ratio import Ratio

# The forgiveness zone on either side of a boundary that NIST's evaluations use.
COLLAR_S = 0.25


def der(reference: Sequence[Turn], heard: Sequence[Turn], *, collar: Seconds = 0.0) -> Ratio:
    """Diarisation error rate: missed, falsely alarmed and confused seconds of the seconds spoken, overlap included.

    `collar` seconds on either side of the reference's boundaries are left out. May exceed 1.
    """
    found = _components(DiarizationErrorRate, reference, heard, collar)
    wrong = found["missed detection"] + found["false alarm"] + found["confusion"]
    return Ratio(part=wrong, whole=found["total"])


def jer(reference: Sequence[Turn], heard: Sequence[Turn], *, collar: Seconds = 0.0) -> Ratio:
    """Jaccard error rate: the sum of the reference speakers' errors of their number (DIHARD II, section 4.2)."""
    found = _components(JaccardErrorRate, reference, heard, collar)
    return Ratio(part=found["speaker error"], whole=found["speaker count"])


def cpcer(reference: Mapping[str, str], heard: Mapping[str, str]) -> Ratio:
    """Concatenated minimum-permutation character error rate, over normalised texts by speaker.

    Each speaker's text is concatenated; speakers are paired so that the character errors are fewest; who is left
    without a partner counts in full. Source: cpWER of CHiME-6 (Watanabe et al. 2020), on characters.
    """
    truths, texts = list(reference.values()), list(heard.values())
    # padded with empty texts, so that anyone may stay alone
    rows, columns = truths + [""] * len(texts), texts + [""] * len(truths)
    if not rows:
        return Ratio(part=0, whole=0)
    costs = cdist(rows, columns, scorer=Levenshtein.distance, dtype=np.int64)
    pairs = linear_sum_assignment(costs)
    return Ratio(part=int(costs[pairs].sum()), whole=sum(map(len, truths)))


def by_speaker(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """(speaker, text) in spoken order → all that each said."""
    texts: dict[str, str] = {}
    for speaker, text in said:
        texts[speaker] = texts.get(speaker, "") + text
    return texts


def paired(reference: Sequence[Turn], heard: Sequence[Turn]) -> dict[str, str]:
    """The reference's speaker for each of the result's, so that most time agrees; who has no partner is missing."""
    if not reference or not heard:
        return {}
    mapping: dict[str, str] = DiarizationErrorRate().optimal_mapping(_annotation(reference), _annotation(heard))
    return mapping


def _components(metric: type, reference: Sequence[Turn], heard: Sequence[Turn], collar: Seconds) -> dict[str, float]:
    # pyannote's collar is the whole zone around a boundary, half of it on either side
    measure = metric(collar=2 * collar, skip_overlap=False)
    end = max((turn.end for turn in (*reference, *heard)), default=0.0)
    found: dict[str, float] = measure(
        _annotation(reference), _annotation(heard), uem=Timeline([Span(0.0, end)]), detailed=True
    )
    return found


def _annotation(turns: Sequence[Turn]) -> Annotation:
    annotation = Annotation()
    for number, turn in enumerate(turns):
        annotation[Span(turn.start, turn.end), number] = turn.speaker
    return annotation
