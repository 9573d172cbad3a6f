"""How far two readings are apart: what is easily misheard is cheap, everything else costs a whole sound."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import inf

from minutes.text.correction.sounds import GEMINATE, LONG, NASAL, PALATAL, VOWELS, Morae

# Costs in sounds: 1 is a consonant or vowel that has nothing to do with the other.
WHOLE = 1.0
_PAIRS = (
    # voicing
    ("kg", 0.35),
    ("sz", 0.35),
    ("td", 0.35),
    ("SJ", 0.35),
    ("CJ", 0.35),
    ("Tz", 0.35),
    ("hb", 0.5),
    ("hp", 0.4),
    ("bp", 0.35),
    ("Fb", 0.5),
    ("Fp", 0.4),
    # the same manner, another place
    ("hF", 0.2),
    ("sS", 0.35),
    ("sT", 0.35),
    ("CS", 0.5),
    ("CT", 0.4),
    ("tC", 0.5),
    ("tT", 0.5),
    ("zJ", 0.35),
    ("dz", 0.5),
    ("dr", 0.5),
    ("nr", 0.5),
    ("mn", 0.4),
    ("bm", 0.5),
    ("hk", 0.6),
    ("tk", 0.7),
    ("hs", 0.7),
    ("hS", 0.5),
    # similar vowels
    ("ie", 0.5),
    ("uo", 0.5),
    ("ao", 0.6),
    ("ae", 0.7),
    ("iu", 0.6),
    # ン taken for a consonant or a long vowel
    ("Nn", 0.5),
    ("Nm", 0.5),
    ("NR", 0.5),
    ("Nu", 0.6),
    ("Ni", 0.7),
    ("RQ", 0.4),
    ("Ri", 0.5),
    ("Ru", 0.5),
    ("Yi", 0.5),
    ("yi", 0.4),
)
_CHANGED = {(a, b): cost for pair, cost in _PAIRS for a, b in (tuple(pair), tuple(pair[::-1]))}
_LOST = {
    LONG: 0.2,
    GEMINATE: 0.35,
    NASAL: 0.6,
    PALATAL: 0.3,
    "Y": 0.5,
    "w": 0.5,
    "h": 0.6,
    "r": 0.8,
    "i": 0.8,
    "u": 0.7,
}
# Particles that a speaker swallows: the whole mora is cheaper than its sounds.
PARTICLES = frozenset({"o", "no", "ni", "wa", "ga", "na", "e", "mo"})
SWALLOWED = 0.7


def lost(sound: str) -> float:
    """What it costs that a sound is missing on one side."""
    return _LOST.get(sound, WHOLE)


def changed(a: str, b: str) -> float:
    """What it costs to take one sound for another; a vowel is never taken for a consonant."""
    if a == b:
        return 0.0
    alike = _CHANGED.get((a, b))
    if alike is not None:
        return alike
    return WHOLE if (a in VOWELS) == (b in VOWELS) else lost(a) + lost(b)


def distance(heard: Morae, meant: Morae, at_most: float = inf) -> float:
    """The cheapest way from one reading to the other (Levenshtein with the costs above), in sounds; `inf` for one that
    is found to cost more than `at_most` on the way."""
    return _between(*_different(heard, meant), at_most)


def _between(heard: Morae, meant: Morae, at_most: float) -> float:
    losses = [_lost_mora(mora) for mora in meant]
    before = [0.0, *accumulate(losses)]
    for mora in heard:
        loss = _lost_mora(mora)
        cheapest = before[0] + loss
        row = [cheapest]
        for at, other in enumerate(meant):
            kept, cost = before[at] + _changed_mora(mora, other), before[at + 1] + loss
            if kept < cost:
                cost = kept
            if cheapest + losses[at] < cost:
                cost = cheapest + losses[at]
            row.append(cost)
            cheapest = cost
        if min(row) > at_most:
            return inf
        before = row
    return before[-1]


def _different(one: Morae, other: Morae) -> tuple[Morae, Morae]:
    """Without what both begin and end with, which never costs anything."""
    head, tail = shared_ends(one, other)
    return one[head : len(one) - tail], other[head : len(other) - tail]


def shared_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many morae or characters both begin with, and how many of the others both end with."""
    most = min(len(one), len(other))
    head = 0
    while head < most and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < most - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, tail


@lru_cache(maxsize=1_000)
def _lost_mora(mora: str) -> float:
    whole = sum(lost(sound) for sound in mora)
    return min(whole, SWALLOWED) if mora in PARTICLES else whole


@lru_cache(maxsize=50_000)
def _changed_mora(a: str, b: str) -> float:
    if a == b:
        return 0.0
    return _cheapest(a, b)


def _cheapest(a: Sequence[str], b: Sequence[str]) -> float:
    """Sound by sound within two morae."""
    before = [0.0]
    for sound in b:
        before.append(before[-1] + lost(sound))
    for one in a:
        row = [before[0] + lost(one)]
        for at, other in enumerate(b):
            row.append(min(before[at] + changed(one, other), before[at + 1] + lost(one), row[at] + lost(other)))
        before = row
    return before[-1]
