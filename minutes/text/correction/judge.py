"""The candidates of one utterance, each with its probability and its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.text.correction.candidate import Candidate
from minutes.text.correction.compiled import Compiled
from minutes.text.correction.features import Features, features
from minutes.text.correction.matches import Match, matches
from minutes.text.correction.protected import is_free, protected
from minutes.text.correction.reasons import reasons
from minutes.text.correction.score import score
from minutes.text.correction.surroundings import Surroundings

# Below this nobody asks for the reasons, not even --explain.
WORTH_TELLING = 0.02
INSIDE_AT_MOST = 0.35


@dataclass(frozen=True, slots=True)
class Judged:
    """A match with what was found about it."""

    match: Match
    features: Features
    score: float

    @property
    def candidate(self) -> Candidate:
        match = self.match
        why = reasons(match, self.features) if self.score >= WORTH_TELLING else ()
        return Candidate(match.start, match.end, match.after, match.rule, self.score, why, match.entry.text)


def judge(
    around: Surroundings, terms: Compiled, names: Sequence[str] = (), certainty: Sequence[float] | None = None
) -> list[Judged]:
    """Every match that touches nothing protected. `certainty`: the recogniser's probability of each character."""
    heard = around.here.heard
    found = matches(heard, terms)
    if not found:
        return []
    kept = protected(around.here, names)
    judged: list[Judged] = []
    for match in found:
        if is_free(match, kept, around.here.places):
            values = features(match, around, terms)
            judged.append(Judged(match, values, min(score(values, _certainty(match, certainty)), _most(values))))
    return judged


def _most(values: Features) -> float:
    """What is part of a longer word (期間 in 長期間, 町議 in 町議会) is suggested at most, whatever stands around it."""
    return INSIDE_AT_MOST if values["inside"] else 1.0


def _certainty(match: Match, certainty: Sequence[float] | None) -> float | None:
    stretch = certainty[match.start : match.end] if certainty else ()
    return sum(stretch) / len(stretch) if stretch else None
