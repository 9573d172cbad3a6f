"""What became of each sentence, and the sums: errors put right, look-alikes changed, wrong changes of running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

from benchmarks.terminology.methods import Change, Corrector, changed
from benchmarks.terminology.rows import Row, Running


@dataclass(frozen=True)
class Counts:
    """Sums over sentences. `right` + `worse` + what stayed = `errors`; `suggested` are those of `errors` not put right
    for which a suggestion names the term; `disturbed`: look-alikes with a suggestion, which a reader has to reject."""

    errors: int = 0
    right: int = 0
    worse: int = 0
    suggested: int = 0
    lookalikes: int = 0
    spoiled: int = 0
    disturbed: int = 0
    characters: int = 0
    wrong: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def right_share(self) -> float | None:
        """Errors put right, of all errors."""
        return _share(self.right, self.errors)

    @property
    def spoiled_share(self) -> float | None:
        """Look-alikes changed, of all look-alikes."""
        return _share(self.spoiled, self.lookalikes)

    @property
    def suggested_share(self) -> float | None:
        """Errors not put right that a suggestion names, of all errors not put right."""
        return _share(self.suggested, self.errors - self.right)

    @property
    def wrong_per_thousand(self) -> float | None:
        """Wrong changes per 1,000 characters of running text."""
        share = _share(self.wrong, self.characters)
        return None if share is None else 1000 * share


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


@dataclass(frozen=True)
class Outcome:
    """A sentence, what a method made of it, and how that counts."""

    row: Row
    text: str
    changes: tuple[Change, ...]
    counts: Counts

    @property
    def missed(self) -> bool:
        """Whether someone who tunes should look at it."""
        return bool(self.counts.errors - self.counts.right or self.counts.spoiled)


def outcome(row: Row, correct: Corrector) -> Outcome:
    """The sentence between its neighbours, judged by itself."""
    changes = correct(row.lines)[1 if row.before else 0]
    text = changed(row.sentence, (one for one in changes if one.applied))
    judge = _of_error if row.kind == "error" else _of_lookalike
    return Outcome(row, text, changes, judge(row, text, changes))


def restless(lines: Sequence[str], correct: Corrector) -> bool:
    """Whether a second pass over what the first one made of these lines would change anything."""
    first = [
        changed(line, (one for one in made if one.applied)) for line, made in zip(lines, correct(lines), strict=True)
    ]
    return any(one.applied for made in correct(first) for one in made)


def _of_error(row: Row, text: str, changes: Sequence[Change]) -> Counts:
    """Right is only the whole sentence as it should be; worse is one that has been changed without coming nearer."""
    if text == row.correct:
        return Counts(errors=1, right=1)
    nearer = Levenshtein.distance(text, row.correct) < Levenshtein.distance(row.sentence, row.correct)
    named = any(not one.applied and _names(row, one) for one in changes)
    return Counts(errors=1, worse=int(text != row.sentence and not nearer), suggested=int(named))


def _names(row: Row, suggestion: Change) -> bool:
    """Whether taking the suggestion puts the term where it belongs."""
    if changed(row.sentence, [suggestion]) == row.correct:
        return True
    start, end = row.span or (0, len(row.sentence))
    return suggestion.term == row.term and suggestion.start < end and start < suggestion.end


def _of_lookalike(row: Row, text: str, changes: Sequence[Change]) -> Counts:
    disturbed = any(not one.applied for one in changes)
    return Counts(lookalikes=1, spoiled=int(text != row.sentence), disturbed=int(disturbed))


def wrong_changes(running: Running, correct: Corrector) -> tuple[Counts, list[tuple[str, Change]]]:
    """The changes of a text that is right as it stands, and each with its line."""
    made = [
        (line, one)
        for line, changes in zip(running.sentences, correct(running.sentences), strict=True)
        for one in changes
        if one.applied
    ]
    return Counts(characters=running.characters, wrong=len(made)), made


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
