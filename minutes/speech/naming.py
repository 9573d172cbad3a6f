"""Names for the diariser's speakers without voiceprints: from the chair's calls, introductions and the chair's phrases.

Each sign is an opinion about one speaker with a weight. The opinions are summed up per speaker and person, and the best
assignment of all speakers to people at once is taken (`scipy.optimize.linear_sum_assignment`). Who has too little weight
or as much for somebody else stays unnamed, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from minutes.domain import Meeting, Utterance
from minutes.speech.attribute import UNCERTAIN, UNKNOWN
from minutes.speech.calls import Sign, chair_acts, signs
from minutes.speech.roster import Roster

# Weights of opinions. An introduction is a statement of fact, a call is followed by the one called nearly always; each
# phrase of a chair says little alone, and they end to add up at `_ACTS_AT_MOST`.
_INTRODUCTION = 1.2
_CALL = 1.0
_CALL_BY_OTHERS = 0.5
_CALLER_IS_CHAIR = 0.4
_CALLED_IS_NOT_CHAIR = 0.5
_ACT = 0.35
_ACTS_AT_MOST = 2.1
# Below this sum nobody is named; with a second person at this share of the best, neither.
_LEAST = 0.65
_RIVAL_SHARE = 0.6
# The one called answers within seconds, and not with an 「はい」 of somebody else.
_ANSWER_WITHIN_S = 15.0
_SHORT_S = 1.0
_LOOK_AHEAD = 4


@dataclass(frozen=True)
class Opinion:
    """That `speaker` is (weight > 0) or is not (< 0) the person of that role, because of `utterance`."""

    speaker: str
    role: str
    weight: float
    utterance: str
    reason: str


def name_speakers(utterances: Sequence[Utterance], meeting: Meeting) -> tuple[Utterance, ...]:
    """The utterances with `name` filled in where someone is sure enough. Names that are there already stay.

    Without a roster, or where the speakers could not be told apart, nothing is named.
    """
    roster = Roster(meeting.attendees)
    open_ones = {u.speaker for u in utterances if u.name is None and u.speaker and UNKNOWN not in u.flags}
    if not roster.roles or not open_ones:
        return tuple(_named(u, u.name, u.name is None) for u in utterances)
    opinions = opinions_of(utterances, roster)
    taken = {u.name for u in utterances if u.name is not None}
    names, disputed = assign(opinions, open_ones, [role for role in roster.roles if role not in taken])
    doubted = _contradicted(opinions, names)
    return tuple(
        _named(u, u.name or names.get(u.speaker), u.name is None, u.speaker in disputed or u.id in doubted)
        for u in utterances
    )


def opinions_of(utterances: Sequence[Utterance], roster: Roster) -> tuple[Opinion, ...]:
    """Everything the words say about who the speakers are."""
    said = [signs(u.text, roster) for u in utterances]
    acts = [chair_acts(u.text) for u in utterances]
    leader = _leader(utterances, said, acts)
    opinions = []
    for index, utterance in enumerate(utterances):
        for sign in said[index]:
            opinions += _of_sign(sign, utterance, utterances[index + 1 :][:_LOOK_AHEAD], roster, leader)
    return (*opinions, *_of_acts(utterances, acts, roster))


def _leader(utterances: Sequence[Utterance], said: Sequence[list[Sign]], acts: Sequence[int]) -> str | None:
    """The speaker who calls others and speaks like a chair: the one whose calls count in full."""
    weight: dict[str, float] = defaultdict(float)
    for utterance, its_signs, count in zip(utterances, said, acts, strict=True):
        weight[utterance.speaker] += count + sum(sign.kind == "call" for sign in its_signs)
    best = max(weight, key=lambda speaker: weight[speaker], default=None)
    return best if best is not None and weight[best] > 0 else None


def _of_sign(
    sign: Sign, utterance: Utterance, following: Sequence[Utterance], roster: Roster, leader: str | None
) -> list[Opinion]:
    who, where = utterance.speaker, utterance.id
    if sign.kind == "introduction":
        return [Opinion(who, sign.role, _INTRODUCTION * sign.weight, where, "introduction")]
    weight = sign.weight * (_CALL if who == leader else _CALL_BY_OTHERS)
    opinions = [Opinion(who, sign.role, -weight, where, "does not call oneself")]
    if roster.chair and sign.role != roster.chair:
        opinions.append(Opinion(who, roster.chair, _CALLER_IS_CHAIR * sign.weight, where, "calls"))
    answer = _answer(utterance, following)
    if answer is not None:
        opinions.append(Opinion(answer.speaker, sign.role, weight, answer.id, "called"))
        if roster.chair and sign.role != roster.chair:
            opinions.append(Opinion(answer.speaker, roster.chair, -_CALLED_IS_NOT_CHAIR, answer.id, "called"))
    return opinions


def _answer(call: Utterance, following: Sequence[Utterance]) -> Utterance | None:
    """The utterance that answers a call: the next of another speaker, an 「はい」 of a third one aside."""
    others = [u for u in following if u.speaker != call.speaker and u.start - call.end <= _ANSWER_WITHIN_S]
    if not others:
        return None
    first = others[0]
    at_once = len(others) > 1 and following.index(others[1]) == following.index(first) + 1
    return others[1] if first.end - first.start < _SHORT_S and at_once else first


def _of_acts(utterances: Sequence[Utterance], acts: Sequence[int], roster: Roster) -> list[Opinion]:
    """The chair's phrases, each speaker's weighed together; a single one may be anybody's."""
    if not roster.chair:
        return []
    opinions: list[Opinion] = []
    spent: dict[str, float] = defaultdict(float)
    for utterance, count in zip(utterances, acts, strict=True):
        weight = min(_ACT * count, _ACTS_AT_MOST - spent[utterance.speaker])
        if weight > 0:
            spent[utterance.speaker] += weight
            opinions.append(Opinion(utterance.speaker, roster.chair, weight, utterance.id, "leads"))
    return opinions


def assign(
    opinions: Sequence[Opinion], speakers: set[str], roles: Sequence[str]
) -> tuple[dict[str, str], frozenset[str]]:
    """The best assignment of speakers to people, and the speakers about whom the opinions disagree.

    A speaker left over whose opinions all point to a person already found is that person once more: the diariser has
    split one voice in two.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    order = sorted(speakers)
    if not roles:
        return {}, frozenset()
    weights = np.zeros((len(order), len(roles)))
    for opinion in opinions:
        if opinion.speaker in speakers and opinion.role in roles:
            weights[order.index(opinion.speaker), roles.index(opinion.role)] += opinion.weight
    found = dict(zip(*linear_sum_assignment(np.maximum(weights, 0.0), maximize=True), strict=True))
    sure = {row: column for row, column in found.items() if weights[row, column] >= _LEAST}
    names: dict[str, str] = {}
    disputed: set[str] = set()
    for row, speaker in enumerate(order):
        column = sure.get(row, int(weights[row].argmax()))
        free = [c for c in range(len(roles)) if c == column or c not in sure.values()]
        rival = max((weights[row, c] for c in free if c != column), default=0.0)
        if weights[row, column] < _LEAST:
            continue
        if rival >= _RIVAL_SHARE * weights[row, column]:
            disputed.add(speaker)
        else:
            names[speaker] = roles[column]
    return names, frozenset(disputed)


def _contradicted(opinions: Sequence[Opinion], names: dict[str, str]) -> frozenset[str]:
    """Utterances after a clear call or introduction of someone other than the name they now bear."""
    return frozenset(
        opinion.utterance
        for opinion in opinions
        if opinion.reason in ("called", "introduction")
        and opinion.weight >= _LEAST
        and names.get(opinion.speaker, opinion.role) != opinion.role
    )


def _named(utterance: Utterance, name: str | None, was_open: bool, doubted: bool = False) -> Utterance:
    if not was_open:
        return utterance
    flag = UNCERTAIN if doubted else UNKNOWN if name is None else None
    flags = utterance.flags if flag is None or flag in utterance.flags else (*utterance.flags, flag)
    return utterance.model_copy(update={"name": name, "flags": flags})
