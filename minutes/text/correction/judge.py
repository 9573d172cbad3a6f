"""The candidates of one utterance, each with its probability and its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.text.correction.candidate import Candidate
from minutes.text.correction.compiled import Compiled
from minutes.text.correction.features import Features, features
from minutes.text.correction.matches import Match, matches
from minutes.text.correction.protected import is_free, is_no_amount, numerals, protected
from minutes.text.correction.reasons import reasons
from minutes.text.correction.score import score
from minutes.text.correction.spans import Heard
from minutes.text.correction.surroundings import Surroundings

# Below this nobody asks for the reasons, not even --explain.
WORTH_TELLING = 0.02
SUGGESTED_AT_MOST = 0.3
# Readings of at most so many morae are shared by many words.
_SHORT = 4
# What may say that a real word is not meant; that terms of its kind are near by says nothing of one term for another.
_SAYS = ("cue", "cue_beside", "pair_term", "listed_odd", "letters")
_SAYS_OF_WORDS = (*_SAYS, "kin")


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
    with_numbers = (*kept, *numerals(around.here))
    judged: list[Judged] = []
    for match in found:
        if is_free(match, kept if is_no_amount(match) else with_numbers, around.here.places):
            values = features(match, around, terms)
            judged.append(
                Judged(match, values, min(score(values, _certainty(match, certainty)), _most(match, values, heard)))
            )
    return judged


def _most(match: Match, values: Features, heard: Heard) -> float:
    """Suggested at most is what is part of a longer word (期間業務 in 長期間業務, 町議 in 町議会; a long term may end in
    one: 人定調査員), and what is a real word or another term of which nothing near by says that it is not meant."""
    short = len(match.entry.sounds) <= _SHORT
    part = values["inside"] and (short or match.start not in heard.long_starts)
    real = values["is_term"] or (short and values["ordinary"])
    bare = real and not any(values[name] for name in (_SAYS if values["is_term"] else _SAYS_OF_WORDS))
    return SUGGESTED_AT_MOST if part or bare else 1.0


def _certainty(match: Match, certainty: Sequence[float] | None) -> float | None:
    stretch = certainty[match.start : match.end] if certainty else ()
    return sum(stretch) / len(stretch) if stretch else None
