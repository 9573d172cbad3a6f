"""Which of the diariser's speakers is who: the opinions summed up per speaker and person, the best assignment of all
speakers to people at once (`scipy.optimize.linear_sum_assignment`), and then the diariser's own mistakes.

A voice split in two joins its person a second time; a speaker with two people's opinions is told apart utterance by
utterance (`naming`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minutes.domain import Utterance
from minutes.speech.opinions import Opinion, seconds_of

# Below this sum nobody is named; with a second person at this share of the best, neither.
LEAST = 0.65
# Where the voice says nothing, a guess for the clerk to check needs less.
HINT = 0.4
RIVAL_SHARE = 0.6
# Speakers who answer each other this often are two people, whatever their opinions say.
_EXCHANGES = 2
# Of a speaker's time whose person the words name, the share that may be somebody else's (torn sentences).
_STRANGERS = 0.15


@dataclass(frozen=True)
class Assignment:
    """Names of speakers; those whose name is a guess (`guessed`); those about whom the opinions disagree (`disputed`,
    unnamed); those in whose speech somebody else is heard, too (`mixed`)."""

    names: Mapping[str, str] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()


def assign(
    opinions: Sequence[Opinion], utterances: Sequence[Utterance], speakers: set[str], roles: Sequence[str]
) -> Assignment:
    """The best assignment of `speakers` to `roles`."""
    weights = _summed(opinions, speakers, roles)
    if not roles or not weights:
        return Assignment()
    best = _one_to_one(weights, roles)
    names: dict[str, str] = {}
    disputed: set[str] = set()
    guessed: set[str] = set()
    for speaker in sorted(weights):
        role = best.get(speaker) or max(weights[speaker], key=lambda one: weights[speaker][one], default="")
        weight = weights[speaker].get(role, 0.0)
        if weight < (HINT if speaker in best else LEAST):
            continue
        taken = best.values() if speaker in best else ()
        free = [other for other in weights[speaker] if other != role and other not in taken]
        rival = max((weights[speaker][other] for other in free), default=0.0)
        if rival >= RIVAL_SHARE * weight:
            disputed.add(speaker)
        elif speaker in best or _may_join(speaker, role, best, utterances):
            names[speaker] = role
            guessed |= {speaker} if weight < LEAST else set()
    mixed = _mixed(opinions, utterances, names) | disputed
    return Assignment(names, frozenset(disputed), frozenset(mixed), frozenset(guessed))


def _summed(opinions: Sequence[Opinion], speakers: set[str], roles: Sequence[str]) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = {speaker: {} for speaker in speakers}
    for opinion in opinions:
        if opinion.speaker in speakers and opinion.role in roles:
            row = weights[opinion.speaker]
            row[opinion.role] = row.get(opinion.role, 0.0) + opinion.weight
    return weights


def _one_to_one(weights: Mapping[str, Mapping[str, float]], roles: Sequence[str]) -> dict[str, str]:
    """Speaker → role where the best assignment of all gives enough weight."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    speakers = sorted(weights)
    matrix = np.array([[max(0.0, weights[speaker].get(role, 0.0)) for role in roles] for speaker in speakers])
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return {
        speakers[row]: roles[column] for row, column in zip(rows, columns, strict=True) if matrix[row, column] >= HINT
    }


def _may_join(speaker: str, role: str, best: Mapping[str, str], utterances: Sequence[Utterance]) -> bool:
    """Whether a speaker left over can be the person of a role already given: not if the two answer each other."""
    other = next(given for given, taken in best.items() if taken == role)
    labels = [utterance.speaker for utterance in utterances]
    turns = [label for index, label in enumerate(labels) if index == 0 or labels[index - 1] != label]
    answered = sum({one, two} == {speaker, other} for one, two in pairwise(turns))
    return answered < _EXCHANGES


def _mixed(opinions: Sequence[Opinion], utterances: Sequence[Utterance], names: Mapping[str, str]) -> set[str]:
    """Speakers of whose vouched-for time too much is somebody else's."""
    told = clear_roles(opinions)
    vouched: dict[str, float] = defaultdict(float)
    foreign: dict[str, float] = defaultdict(float)
    for utterance in utterances:
        if utterance.id in told and utterance.speaker in names:
            seconds = seconds_of(utterance)
            vouched[utterance.speaker] += seconds
            foreign[utterance.speaker] += seconds if told[utterance.id] != names[utterance.speaker] else 0.0
    return {speaker for speaker in vouched if foreign[speaker] > _STRANGERS * vouched[speaker]}


def clear_roles(opinions: Sequence[Opinion], least: float = LEAST) -> dict[str, str]:
    """For each utterance that the words clearly give to someone: whom."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for opinion in opinions:
        if opinion.here:
            sums[opinion.about][opinion.role] += opinion.here
    best = {about: max(roles.items(), key=lambda pair: pair[1]) for about, roles in sums.items()}
    return {about: role for about, (role, weight) in best.items() if weight >= least}
