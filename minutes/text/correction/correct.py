"""Utterances corrected: the right terms put in, a receipt for every change, suggestions for what is doubtful.

What was put in may be a cue for its neighbours, so the text is gone through until nothing changes any more. That makes
the result one that a second pass leaves as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minutes.domain import Correction, Dictionary, Utterance
from minutes.text.correction.cache import compiled_once
from minutes.text.correction.candidate import Candidate
from minutes.text.correction.compiled import Compiled
from minutes.text.correction.edits import Edit, applied, back, carried
from minutes.text.correction.judge import judge
from minutes.text.correction.meanings import meanings
from minutes.text.correction.resolve import resolve
from minutes.text.correction.score import APPLIED, SUGGESTED
from minutes.text.correction.spans import Heard
from minutes.text.correction.surroundings import NEIGHBOURS, Scene, surroundings

# How often the text is gone through; what still changes then is left as it was heard.
ROUNDS = 5

Finder = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True)
class Known:
    """What is known of a meeting beside the dictionaries: `names` of the roster, which are never touched; `find`:
    candidates from elsewhere for a text; `certainty`: per utterance the recogniser's probability of each character of
    `heard`."""

    names: tuple[str, ...] = ()
    find: Finder = lambda text: ()
    certainty: Mapping[str, Sequence[float]] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def correct(
    utterances: Sequence[Utterance], dictionaries: Sequence[Dictionary], known: Known = NOTHING_KNOWN
) -> tuple[tuple[Utterance, ...], tuple[Correction, ...]]:
    """The utterances with `text` corrected from `heard`, and each change or suggestion, in order of place."""
    heard = [utterance.heard for utterance in utterances]
    results = correct_texts(heard, dictionaries, known, [utterance.id for utterance in utterances])
    corrected = tuple(
        utterance.model_copy(update={"text": result.text})
        for utterance, result in zip(utterances, results, strict=True)
    )
    return corrected, tuple(correction for result in results for correction in result.corrections)


@dataclass(frozen=True)
class Considered:
    """A change or suggestion with its reasons, or (not `kept`) what was too unlikely to be either."""

    correction: Correction
    why: tuple[str, ...]
    kept: bool


@dataclass(frozen=True)
class Result:
    """A text with its terms put right, and all that was considered, in order of place."""

    text: str
    considered: tuple[Considered, ...]

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return tuple(one.correction for one in self.considered if one.kept)


def correct_texts(
    heard: Sequence[str],
    dictionaries: Sequence[Dictionary],
    known: Known = NOTHING_KNOWN,
    names: Sequence[str] | None = None,
) -> list[Result]:
    """Texts that follow each other; `names`: what their corrections are filed under."""
    terms = compiled_once(dictionaries)
    meanings()  # read now and not with the first term that is found: it belongs to the start
    files = names or [f"u{number:04}" for number in range(1, len(heard) + 1)]
    drafts = [_Draft(text, known.certainty.get(name)) for text, name in zip(heard, files, strict=True)]
    _settle(drafts, terms, known)
    return [draft.result(name) for draft, name in zip(drafts, files, strict=True)]


# ---- until nothing changes ---------------------------------------------------------------------------------------


class _Draft:
    """One text on its way: what was put in so far, and what may not be."""

    def __init__(self, heard: str, certainty: Sequence[float] | None) -> None:
        self.heard = heard
        self.certainty = certainty if certainty and len(certainty) == len(heard) else None
        self.edits: list[Edit] = []
        self.refused: dict[tuple[int, int, str], Candidate] = {}
        self.suggested: tuple[Candidate, ...] = ()
        self.considered: tuple[Candidate, ...] = ()
        self.scene: Scene | None = None

    @property
    def text(self) -> str:
        return applied(self.heard, self.edits)

    def look(self, terms: Compiled) -> Scene:
        if self.scene is None:
            self.scene = Scene(Heard.of(self.text), terms)
        return self.scene

    def take(self, candidates: Sequence[Candidate]) -> bool:
        """Put in what was resolved; whether the text is another now."""
        new: list[Edit] = []
        for candidate in candidates:
            start, end, touched = back(self.edits, candidate.start, candidate.end)
            if touched:  # what was put in would be changed again: neither is certain
                for edit in touched:
                    self.refused[edit.key] = edit.candidate
                self.edits = [edit for edit in self.edits if edit not in touched]
                self.scene = None
                return True
            edit = Edit(start, end, candidate)
            if edit.key not in self.refused:
                new.append(edit)
        if new:
            self.edits = sorted([*self.edits, *new], key=lambda edit: edit.start)
            self.scene = None
        return bool(new)

    def give_up(self) -> None:
        self.refused |= {edit.key: edit.candidate for edit in self.edits}
        self.edits, self.scene = [], None

    def result(self, name: str) -> Result:
        found = [self._told(edit.start, edit.end, edit.candidate, name, put_in=True) for edit in self.edits]
        refused = [(start, end, one) for (start, end, _), one in self.refused.items()]
        for start, end, one in [*self._as_heard(self.suggested), *refused]:
            if not any(start < other.correction.end and other.correction.start < end for other in found):
                found.append(self._told(start, end, one, name))
        told = {(one.correction.start, one.correction.end, one.correction.after) for one in found}
        for start, end, one in self._as_heard(self.considered):
            if one.why and (start, end, one.term) not in told:
                found.append(self._told(start, end, one, name, kept=False))
        return Result(self.text, tuple(sorted(found, key=_place)))

    def _as_heard(self, candidates: Sequence[Candidate]) -> Iterator[tuple[int, int, Candidate]]:
        """Candidates of the changed text with their places in the heard one; none of what was put in itself."""
        for one in candidates:
            start, end, touched = back(self.edits, one.start, one.end)
            if not touched:
                yield start, end, one

    def _told(
        self, start: int, end: int, one: Candidate, name: str, *, put_in: bool = False, kept: bool = True
    ) -> Considered:
        correction = Correction(
            utterance=name,
            before=self.heard[start:end],
            after=one.term,
            start=start,
            end=end,
            term=one.entry or one.term,
            rule=one.rule,
            score=round(one.score, 3),
            applied=put_in,
        )
        return Considered(correction, one.why, kept)


def _place(one: Considered) -> tuple[int, int, float]:
    return (one.correction.start, one.correction.end, -one.correction.score)


def _settle(drafts: Sequence[_Draft], terms: Compiled, known: Known) -> None:
    waiting = set(range(len(drafts)))
    for _ in range(ROUNDS):
        changed = {at for at, found in _looked_at(drafts, sorted(waiting), terms, known) if drafts[at].take(found)}
        waiting = {
            near for at in changed for near in range(max(at - NEIGHBOURS, 0), min(at + NEIGHBOURS + 1, len(drafts)))
        }
        if not waiting:
            return
    for at in changed:
        drafts[at].give_up()


def _looked_at(
    drafts: Sequence[_Draft], waiting: Sequence[int], terms: Compiled, known: Known
) -> list[tuple[int, tuple[Candidate, ...]]]:
    """What to put into each text, all seen as they stand before any of them changes."""
    scenes = [draft.look(terms) for draft in drafts]
    found = []
    for at in waiting:
        draft = drafts[at]
        certainty = carried(draft.certainty, draft.edits) if draft.certainty else None
        judged = judge(surroundings(scenes, at), terms, known.names, certainty)
        draft.considered = (*(one.candidate for one in judged), *known.find(draft.text))
        sure, draft.suggested = resolve(draft.considered, APPLIED, SUGGESTED)
        found.append((at, sure))
    return found
