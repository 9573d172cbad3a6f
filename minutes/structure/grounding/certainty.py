"""Whether a claim denies what was affirmed, or is surer of it than the one who said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutes.structure.grounding.claim import Failure, Kind
from minutes.structure.grounding.clauses import Clause, Event, clauses
from minutes.structure.grounding.markers import Marker, alike
from minutes.structure.grounding.passage import Passage

_NEEDED: frozenset[Marker] = frozenset(
    ("plan", "prospect", "possibility", "request", "intent", "aim", "consideration", "hearsay", "question", "obligation", "supposed")
)
_ADDED: frozenset[Marker] = frozenset(("plan", "prospect", "possibility", "obligation", "consideration", "decided", "hearsay", "firm"))
_UNDERSTOOD: dict[Kind, frozenset[Marker]] = {
    "statement": frozenset(),
    "decision": frozenset(("question", "request", "intent", "plan", "obligation", "decided", "hearsay")),
    "action": frozenset(("question", "request", "intent", "plan", "obligation", "aim", "hearsay", "prospect")),
}
_FUTURE: frozenset[Marker] = frozenset(("plan", "prospect", "possibility", "intent", "aim", "consideration", "request"))


def denied(claim: Passage, spoken: Passage) -> Iterator[Failure]:
    """What is affirmed in one and denied in the other."""
    said = clauses(spoken)
    for clause in clauses(claim):
        for event in clause.events:
            matches = _matches(event, clause, said)
            if matches and all(match.denied != event.denied for match in matches):
                yield Failure("negation", event.surface)


def _matches(event: Event, clause: Clause, said: Sequence[Clause]) -> list[Event]:
    scored = []
    for other in said:
        for candidate in other.events:
            likeness = _likeness(event, candidate)
            if likeness:
                shared = len(event.labels & candidate.labels) + 0.5 * len(clause.keys & other.keys)
                scored.append((likeness + shared, candidate))
    best = max((score for score, _ in scored), default=0.0)
    return [candidate for score, candidate in scored if score >= best]


def _likeness(event: Event, candidate: Event) -> float:
    if event.key == candidate.key:
        return 2.0 if event.key not in ("有る", "出来る") else 1.0 if event.labels & candidate.labels else 0.0
    return 0.5 + 0.5 * len(event.kanji & candidate.kanji) if event.kanji & candidate.kanji else 0.0


def uncertain(claim: Passage, spoken: Passage, kind: Kind) -> Iterator[Failure]:
    """What is claimed more surely, or less, than it was said."""
    said = clauses(spoken)
    claimed = clauses(claim)
    understood = _UNDERSTOOD[kind]
    anywhere = frozenset(marker for clause in said for marker in clause.markers)
    for index, clause in enumerate(claimed):
        nearest = _nearest(clause, said)
        if nearest:
            has = _shared(clause, claimed[index + 1 :])
            lacks = [(_needed(other, said) & _NEEDED) - understood for other in nearest]
            if all(any(not alike(marker, has) for marker in needed) for needed in lacks):
                yield Failure("modality", clause.text)
                continue
            if kind == "statement" and clause.past and clause.verbal and all(_future(other) for other in nearest):
                yield Failure("modality", clause.text)
                continue
        if any(not alike(marker, anywhere) for marker in (clause.markers & _ADDED) - understood):
            yield Failure("modality", clause.text)


def _shared(clause: Clause, following: Sequence[Clause]) -> frozenset[Marker]:
    """A clause's markers with those of the rest of its sentence."""
    found = set(clause.markers)
    for other in following:
        if not clause.joined:
            break
        found |= other.markers
        clause = other
    return frozenset(found)


def _needed(clause: Clause, said: Sequence[Clause]) -> frozenset[Marker]:
    return clause.markers


def _future(clause: Clause) -> bool:
    return not clause.past and (bool(clause.markers & _FUTURE) or clause.yet)


def _nearest(clause: Clause, said: Sequence[Clause]) -> list[Clause]:
    scored = [(_closeness(clause, other), other) for other in said]
    best = max((score for score, _ in scored), default=0.0)
    return [other for score, other in scored if score >= best] if best >= 1.5 else []


def _closeness(clause: Clause, other: Clause) -> float:
    keys = {key for key in clause.keys & other.keys if not key.startswith("/")}
    return len(keys) + 0.4 * len((clause.kanji & other.kanji)) + 1.5 * len(clause.numbers & other.numbers)
