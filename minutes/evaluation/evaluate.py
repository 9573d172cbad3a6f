"""All figures of one meeting against its reference, and of several together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from minutes.domain import Dictionary, Stretch, Value
from minutes.evaluation.alignment import Alignment, Passage, align, passages, seconds_of, within
from minutes.evaluation.hypothesis import Hypothesis
from minutes.evaluation.names import NameShares, WrongName, name_shares, wrong_names
from minutes.evaluation.normalisation import normalized
from minutes.evaluation.ratio import NOTHING, Ratio, pooled
from minutes.evaluation.reference import Reference
from minutes.evaluation.speakers import COLLAR_S, by_speaker, cpcer, der, jer
from minutes.evaluation.terms import term_recall, terms_of
from minutes.evaluation.text import cer

V = TypeVar("V", bound=Value)
_NO_NAMES = NameShares(**dict.fromkeys(NameShares.model_fields, NOTHING))


class Scores(Value):
    """The figures; each is a fraction whose parts can be pooled. A whole of 0: nothing to measure."""

    cer: Ratio
    """Character errors of the corrected text, of reference characters."""
    cer_heard: Ratio
    """The same of the recogniser's text before correction."""
    cpcer: Ratio
    """Character errors speaker by speaker: an utterance under the wrong speaker counts as lost there and invented here."""
    der: Ratio
    der_collar: Ratio
    jer: Ratio
    jer_collar: Ratio
    names: NameShares
    lost: Ratio
    """Reference characters without a counterpart, of reference characters."""
    lost_unmarked: Ratio
    """Those of them that no 〔聴取不能〕 admits."""
    lost_seconds: Ratio
    """How long they last, of the seconds spoken."""
    invented: Ratio
    """The result's characters without a counterpart, of the result's characters."""
    invented_seconds: Ratio
    doubtful_seconds: Ratio
    """Marked as 〔聴取不能〕, of the seconds spoken."""
    terms: Ratio
    """Terms found at their place, of their occurrences in the reference."""
    coverage_lost: Ratio
    """Seconds of speech (voice activity) without text, of all such seconds; needs no reference."""
    coverage_flagged: Ratio


class Evaluation(Value):
    """The figures of one meeting and the places behind them."""

    scores: Scores
    lost: tuple[Passage, ...]
    invented: tuple[Passage, ...]
    doubtful: tuple[Stretch, ...]
    wrong_names: tuple[WrongName, ...]
    missed_terms: dict[str, int]


def evaluate(
    reference: Reference, hypothesis: Hypothesis, dictionaries: Sequence[Dictionary] = (), *, fillers: bool = True
) -> Evaluation:
    """Hold the result against the reference. What needs times has nothing to say of a result without times."""
    alignment = align(reference, hypothesis, fillers=fillers)
    recall, missed = term_recall(alignment, terms_of(dictionaries, hypothesis.meeting))
    said = [one.text for one in reference.utterances]
    timed = hypothesis.timed
    names = name_shares(reference.utterances, hypothesis.utterances, hypothesis.meeting) if timed else _NO_NAMES
    wrong = wrong_names(reference.utterances, hypothesis.utterances, hypothesis.meeting) if timed else ()
    lost, invented = alignment.lost(), alignment.invented()
    scores = Scores(
        cer=cer(said, (u.text for u in hypothesis.utterances), fillers=fillers),
        cer_heard=cer(said, (u.heard for u in hypothesis.utterances), fillers=fillers),
        cpcer=_cpcer(reference, hypothesis, fillers),
        **_diarization(reference, hypothesis),
        names=names,
        **_losses(reference, hypothesis, alignment, lost, invented),
        terms=recall,
        **_coverage(hypothesis),
    )
    return Evaluation(
        scores=scores,
        lost=passages(alignment.reference, lost, owner=alignment.utterance),
        invented=passages(alignment.result, invented) if timed else (),
        doubtful=tuple(Stretch(start=start, end=end, state="flagged") for start, end in hypothesis.doubtful),
        wrong_names=wrong,
        missed_terms=missed,
    )


def total(scores: Iterable[Scores]) -> Scores:
    """Of several meetings: characters, seconds, speakers and occurrences summed, not percentages averaged."""
    every = tuple(scores)
    names = _pooled(NameShares, [one.names for one in every])
    rest = {field: pooled(getattr(one, field) for one in every) for field in Scores.model_fields if field != "names"}
    return Scores(names=names, **rest)


def _pooled(kind: type[V], values: Sequence[V]) -> V:
    return kind(**{field: pooled(getattr(value, field) for value in values) for field in kind.model_fields})


def _cpcer(reference: Reference, hypothesis: Hypothesis, fillers: bool) -> Ratio:
    """By the names that the minutes print; by the diariser's label where there is none."""
    truth = by_speaker((said.speaker, normalized(said.text, fillers=fillers)) for said in reference.utterances)
    heard = by_speaker((u.name or u.speaker, normalized(u.text, fillers=fillers)) for u in hypothesis.utterances)
    return cpcer(truth, heard)


def _diarization(reference: Reference, hypothesis: Hypothesis) -> dict[str, Ratio]:
    if not hypothesis.timed:
        return dict.fromkeys(("der", "der_collar", "jer", "jer_collar"), NOTHING)
    turns = reference.turns, hypothesis.turns
    return {
        "der": der(*turns),
        "der_collar": der(*turns, collar=COLLAR_S),
        "jer": jer(*turns),
        "jer_collar": jer(*turns, collar=COLLAR_S),
    }


def _losses(
    reference: Reference,
    hypothesis: Hypothesis,
    alignment: Alignment,
    lost: Sequence[int],
    invented: Sequence[int],
) -> dict[str, Ratio]:
    spoken = sum(said.end - said.start for said in reference.utterances)
    characters = len(alignment.reference.text)
    marked = within(alignment.reference, lost, hypothesis.doubtful)
    timed = spoken if hypothesis.timed else 0.0
    return {
        "lost": Ratio(part=len(lost), whole=characters),
        "lost_unmarked": Ratio(part=len(lost) - len(marked), whole=characters),
        "lost_seconds": Ratio(part=seconds_of(alignment.reference, lost), whole=spoken),
        "invented": Ratio(part=len(invented), whole=len(alignment.result.text)),
        "invented_seconds": Ratio(part=seconds_of(alignment.result, invented), whole=timed),
        "doubtful_seconds": Ratio(part=sum(end - start for start, end in hypothesis.doubtful), whole=timed),
    }


def _coverage(hypothesis: Hypothesis) -> dict[str, Ratio]:
    coverage = hypothesis.coverage
    if coverage is None:
        return {"coverage_lost": NOTHING, "coverage_flagged": NOTHING}
    speech = coverage.transcribed + coverage.flagged + coverage.lost
    return {
        "coverage_lost": Ratio(part=coverage.lost, whole=speech),
        "coverage_flagged": Ratio(part=coverage.flagged, whole=speech),
    }
