"""Whether a claim denies what was affirmed, or is surer of it than the one who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutes.structure.grounding.claim import Failure, Kind
from minutes.structure.grounding.clauses import Clause, Event, clauses, denies
from minutes.structure.grounding.markers import Marker, alike
from minutes.structure.grounding.passage import Passage

_NEEDED: frozenset[Marker] = frozenset(
    (
        "plan",
        "prospect",
        "possibility",
        "request",
        "intent",
        "aim",
        "consideration",
        "hearsay",
        "question",
        "obligation",
        "supposed",
        "idea",
        "whether",
    )
)
_DOUBTS: frozenset[Marker] = frozenset(("possibility", "prospect", "hearsay", "question", "consideration"))
_ADDED: frozenset[Marker] = frozenset(("obligation", "decided", "firm", "plan", "consideration"))
_UNDERSTOOD: dict[Kind, frozenset[Marker]] = {
    "statement": frozenset(),
    "decision": frozenset(("question", "request", "intent", "plan", "obligation", "decided", "hearsay", "idea")),
    "action": frozenset(("question", "request", "intent", "plan", "obligation", "aim", "hearsay", "prospect")),
}
_HARMLESS = frozenset(("支える", "差し支え", "支障", "問題", "異議", "構う"))  # what is denied of them says yes
_LIKELY = 1.5  # words in common from which a clause renders another
_HAPPENED = re.compile("まして|た[。よねがのんらりとけこわ]|だ[。がのりと]|[って]て|済|[いお][るり]")
_ALREADY = re.compile("既に|すでに")
_DONE_BY_NOW = re.compile("既に|すでに|もう|済|以前から|前から|これまで")
_ASKED = re.compile(
    r"か[。？?、ねな]|[ねはの]。|はず|[？?]|ください|下さい|聞かせ|教え|伺|尋|でしょう|ほしい|欲しい|たい|どう|いかが|分から|わから|気にな|願い"
)
_FUTURE: frozenset[Marker] = frozenset(("plan", "prospect", "possibility", "intent", "aim", "consideration", "request"))


def denied(claim: Passage, spoken: Passage, whole: Passage) -> Iterator[Failure]:
    """What is affirmed in one and denied in the other; and what is denied where nobody denied anything."""
    said = clauses(spoken)
    heard = clauses(whole)
    claimed = clauses(claim)
    negative = denies(whole.text) or _NEGATIVE.search(whole.text)
    for clause in claimed:
        supposed = "condition" in clause.markers and clause.joined
        for event in clause.events:
            if event.supposed or _both(event, claimed):
                continue
            matches = _matches(event, clause, heard if supposed else said, heard)
            turned = matches and all(match.denied != event.denied for match in matches)
            alone = not matches and event.denied and "question" not in clause.markers and not negative
            if turned or (alone and event.key not in _HARMLESS):
                yield Failure("negation", event.surface)


def _both(event: Event, claimed: Sequence[Clause]) -> bool:
    """The claim says both: 順番は未定であり、…を基に決める."""
    others = (other for clause in claimed for other in clause.events if other.denied != event.denied)
    return any(other.key == event.key or (event.kanji and event.kanji == other.kanji) for other in others)


_NEGATIVE = re.compile(
    r"難し|困難|無理|[不未非無]|やめ|中止|止め|外[すしれ]|除[くい]|反対|以外|別に|足り|異なり|違[いっ]"
)


def _matches(event: Event, clause: Clause, said: Sequence[Clause], heard: Sequence[Clause]) -> list[Event]:
    """Where the same was said to happen: by the speaker, by the others, and only then in words of like characters."""
    alike = [other for one in heard for other in one.events if (other.key, other.surface) == (event.key, event.surface)]
    if alike:
        return alike  # said so, word for word
    for where in (said, heard):
        if found := _best(event, clause, where, exact=True):
            return found
    if any(event.key in other.keys for other in heard):
        return []  # it was said, but not as what happens
    return _best(event, clause, said, exact=False)


def _best(event: Event, clause: Clause, said: Sequence[Clause], exact: bool) -> list[Event]:
    scored = []
    for other in said:
        for candidate in other.events:
            likeness = _likeness(event, candidate)
            if likeness and (candidate.key == event.key or not exact):
                shared = len(event.labels & candidate.labels) + 0.5 * len(clause.keys & other.keys)
                shared += 0.5 * len((event.labels & candidate.wide) | (event.wide & candidate.labels))
                shared += 0.1 * bool(clause.numbers & other.numbers)
                scored.append((likeness + shared, candidate))
    best = max((score for score, _ in scored), default=0.0)
    return [candidate for score, candidate in scored if score >= best]


def _likeness(event: Event, candidate: Event) -> float:
    if event.key == candidate.key:
        common = event.kanji & candidate.kanji
        if common and common not in (event.kanji, candidate.kanji):
            return 0.0  # 正門前, 郵便局前
        if event.key not in ("有る", "出来る"):
            return 2.0
        return 1.0 if event.labels & candidate.labels else 0.5 if not candidate.labels else 0.0
    if "出来る" in (event.key, candidate.key) or not event.kanji or not candidate.kanji:
        return 0.0
    if not (event.kanji <= candidate.kanji or candidate.kanji <= event.kanji):
        return 0.0
    return 0.5 + 0.25 * len(event.kanji & candidate.kanji)  # 決まる, 決定


def uncertain(claim: Passage, spoken: Passage, kind: Kind) -> Iterator[Failure]:
    """What is claimed more surely, or less, than it was said."""
    said = clauses(spoken)
    claimed = clauses(claim)
    understood = _UNDERSTOOD[kind]
    anywhere = frozenset(marker for clause in said for marker in clause.markers)
    asked = _ASKED.search(spoken.text)
    happened = any(clause.past or clause.doing or _HAPPENED.search(clause.text) for clause in said)
    for index, clause in enumerate(claimed):
        if kind == "statement" and clause.past and clause.verbal and not clause.joined and not happened:
            yield Failure("modality", clause.text)
        if kind == "statement" and not clause.joined and "question" in clause.ends and not asked:
            yield Failure("modality", clause.text)
        nearest = _nearest(clause, said)
        if nearest:
            has = _shared(clause, claimed[index + 1 :]) | _before(claimed[:index])
            if "condition" not in has and all(_lacks(other, has, understood, clause.verbal) for other in nearest):
                yield Failure("modality", clause.text)
                continue
            if kind == "statement" and _ALREADY.search(clause.text) and not _already(nearest, said):
                yield Failure("modality", clause.text)
                continue
            done = clause.verbal and (clause.past or (clause.doing and not clause.markers))
            if kind != "decision" and done and all(_future(other) for other in nearest):
                yield Failure("modality", clause.text)
                continue
        settled = clause.events and not clause.events[-1].denied and "question" not in clause.markers
        added = (clause.ends & _ADDED) - understood if settled else frozenset()
        if any(not alike(marker, anywhere) for marker in added):
            yield Failure("modality", clause.text)


def _already(nearest: Sequence[Clause], said: Sequence[Clause]) -> bool:
    """Whether the sentence of one of these tells of something that has come about, or says so."""
    sentences: list[list[Clause]] = [[]]
    for clause in said:
        sentences[-1].append(clause)
        if not clause.joined:
            sentences.append([])
    return any(
        clause.past or clause.doing or _DONE_BY_NOW.search(clause.text)
        for sentence in sentences
        if any(clause in nearest for clause in sentence)
        for clause in sentence
    )


def _lacks(said: Clause, has: frozenset[Marker], understood: frozenset[Marker], verbal: bool) -> bool:
    needed = (said.markers & (_NEEDED if verbal else _DOUBTS)) - understood
    if "question" in has:
        needed &= {"question"}  # what is supposed in a question is not claimed
    if "tentative" in said.markers:
        needed -= {"question"}
    return any(not alike(marker, has) for marker in needed)


def _before(earlier: Sequence[Clause]) -> frozenset[Marker]:
    """Markers of the clause before, in one sentence with this one."""
    if not earlier or not earlier[-1].joined:
        return frozenset()
    return earlier[-1].markers


def _shared(clause: Clause, following: Sequence[Clause]) -> frozenset[Marker]:
    """A clause's markers with those of the rest of its sentence."""
    found = set(clause.markers)
    for other in following:
        if not clause.joined:
            break
        found |= other.markers
        clause = other
    return frozenset(found)


def _future(clause: Clause) -> bool:
    return not clause.past and (bool(clause.markers & _FUTURE) or clause.yet)


def _nearest(clause: Clause, said: Sequence[Clause]) -> list[Clause]:
    scored = [(_closeness(clause, other), other) for other in said]
    best = max((score for score, _ in scored), default=0.0)
    return [other for score, other in scored if score >= best] if best >= _LIKELY else []


def _closeness(clause: Clause, other: Clause) -> float:
    keys = {key for key in clause.keys & other.keys if not key.startswith("/")}
    return len(keys) + 0.4 * len(clause.kanji & other.kanji) + 1.5 * len(clause.numbers & other.numbers)
