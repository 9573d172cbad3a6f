"""What a checked draft teaches: terms and people that the clerk put right and the office does not know yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from minutes.domain import Attendee, Dictionary, Edit, Utterance
from minutes.domain.edits import Restate, Speaker
from minutes.materials.edited import SAME_SENTENCE, Change, exchanged, is_person, learned_terms
from minutes.materials.people import ROLE_ENDS, PersonName, name_reading, role_of
from minutes.materials.termreading import term_reading
from minutes.revision.results import Results
from minutes.revision.revise import active
from minutes.text.reading import morphemes
from minutes.text.sheet import plain

_NEAR = 0.5  # distance of the readings per sound: wider than where nobody looks at each proposal beside its sound
_AROUND = 16  # characters of an example to either side
_TITLE = re.compile("|".join(map(re.escape, ROLE_ENDS)))


@dataclass(frozen=True)
class TermLesson:
    """A term for the office's dictionary. `reading` in hiragana, `sure` whether it needs no look; `wrong`: what stood there
    and stands for nothing else; `cues`: see `materials.edited`; `times` it was put right; `example`; `utterance`: where first."""

    text: str
    reading: str
    sure: bool
    wrong: tuple[str, ...]
    cues: tuple[str, ...]
    times: int
    example: str
    utterance: str

    @property
    def key(self) -> str:
        return f"term:{self.text}"


@dataclass(frozen=True)
class PersonLesson:
    """Somebody for the office's roster. `role`: as the minutes print it; `name` may be empty, the family's alone, or whole."""

    role: str
    name: str
    reading: str
    times: int
    example: str
    utterance: str

    @property
    def key(self) -> str:
        return f"person:{self.role}"


Lesson = TermLesson | PersonLesson


@dataclass(frozen=True)
class _Place:
    """A change and the utterance in which, or for which, it was made."""

    change: Change
    utterance: str


def lessons_of(
    machine: Results,
    revised: Results,
    edits: Sequence[Edit],
    known: Iterable[Dictionary],
    people: Iterable[Attendee],
) -> tuple[Lesson, ...]:
    """The most frequent first, terms before people. `known`: the dictionaries in use, the office's own among them;
    `people`: those on the meeting's roster and on the office's."""
    places = [*_in_speech(machine.utterances, revised.utterances), *_in_lines(edits)]
    of_terms = [place for place in places if _family(place.change) is None]
    return (*_terms(of_terms, known), *_people(places, revised.utterances, edits, people))


# ---- what was exchanged ----------------------------------------------------------------------------------------------


def _in_speech(before: Iterable[Utterance], after: Iterable[Utterance]) -> Iterator[_Place]:
    """Utterances that were split or merged have other ends now and are left out."""
    machine = {one.id: one for one in before}
    for now in after:
        old = machine.get(now.id)
        if old and (old.start, old.end) == (now.start, now.end):
            yield from _exchanged(old.text, now.text, now.id)


def _in_lines(edits: Sequence[Edit]) -> Iterator[_Place]:
    """Lines that the clerk worded; what followed from another act was seen there."""
    for edit in active(edits):
        first = edit.acts[0]
        if isinstance(first, Restate) and first.part.evidence:
            yield from _exchanged(first.was, first.part.text, first.part.evidence[0])


def _exchanged(before: str, after: str, utterance: str) -> Iterator[_Place]:
    if before != after and fuzz.ratio(before, after) >= SAME_SENTENCE:
        for change in exchanged(before, after):
            yield _Place(change, utterance)


# ---- terms -----------------------------------------------------------------------------------------------------------


def _terms(places: Sequence[_Place], known: Iterable[Dictionary]) -> Iterator[TermLesson]:
    mistaken: dict[str, set[str]] = defaultdict(set)
    for dictionary in known:
        for term in dictionary.terms:
            mistaken[term.text].update(term.wrong)
    for one in learned_terms((place.change for place in places), _NEAR):
        new = tuple(wrong for wrong in one.wrong if wrong not in mistaken.get(one.text, ()))
        if one.text in mistaken and not new:
            continue
        spoken, sure = term_reading(one.text, {})
        yield TermLesson(
            text=one.text,
            reading=spoken,
            sure=sure,
            wrong=new,
            cues=one.cues,
            times=one.times,
            example=_example(one.sentence, one.text),
            utterance=next(place.utterance for place in places if place.change.after == one.text),
        )


def _example(sentence: str, text: str) -> str:
    at = sentence.find(text)
    start, end = max(at - _AROUND, 0), at + len(text) + _AROUND
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"


# ---- people ----------------------------------------------------------------------------------------------------------


def _people(
    places: Sequence[_Place], said: Sequence[Utterance], edits: Sequence[Edit], people: Iterable[Attendee]
) -> Iterator[PersonLesson]:
    everybody = tuple(people)
    roles = {one.role for one in everybody}
    written = {name for one in everybody for name in (one.name, one.name.replace(" ", ""), one.name.split(" ")[0])}
    found = {one.role: one for one in _named(said, edits) if one.role not in roles}
    for one in _corrected(places):
        if one.role not in roles and one.name not in written:
            found.setdefault(one.role, one)
    yield from sorted(found.values(), key=lambda one: -one.times)


def _named(said: Sequence[Utterance], edits: Sequence[Edit]) -> Iterator[PersonLesson]:
    """Speakers that the clerk named and who still speak."""
    given = {act.name for edit in active(edits) for act in edit.acts if isinstance(act, Speaker) and act.name}
    times = Counter(one.name for one in said if one.name in given)
    for role, count in times.items():
        first = next(one for one in said if one.name == role)
        name = _name_in(role or "")
        spoken = name_reading(PersonName(name)) if name else ""
        yield PersonLesson(role or "", name, spoken, count, _example(first.text, first.text[:_AROUND]), first.id)


def _name_in(role: str) -> str:
    """石田 of 石田委員; "" where the role is nobody's name (総務課長)."""
    title = next((end for end in ROLE_ENDS if role.endswith(end) and role != end), "")
    before = role.removesuffix(title)
    words = morphemes(before)
    return before if title and words and all("人名" in word.pos for word in words) else ""


def _corrected(places: Sequence[_Place]) -> Iterator[PersonLesson]:
    """Names beside a title that were written otherwise."""
    counted = Counter((place.change.after, _title_after(place.change)) for place in places)
    for place in places:
        change, family = place.change, _family(place.change)
        title = _title_after(change)
        role = role_of(plain(f"{family}{title}")) if family else ""
        if family and role and change.before not in change.after:
            spoken, times = name_reading(PersonName(family)), counted[change.after, title]
            yield PersonLesson(role, family, spoken, times, _example(change.sentence, change.after), place.utterance)


def _family(change: Change) -> str | None:
    """The name that was put in, where it stands beside a title."""
    title = _title_after(change)
    family = change.after.removesuffix(title)
    return family if title and family and is_person(morphemes(family)) else None


def _title_after(change: Change) -> str:
    """委員 of 髙橋委員, whether or not it was part of what was exchanged."""
    inside = next((end for end in ROLE_ENDS if change.after.endswith(end) and change.after != end), "")
    if inside:
        return inside
    follows = _TITLE.match(change.sentence, change.sentence.find(change.after) + len(change.after))
    return follows[0] if follows else ""
