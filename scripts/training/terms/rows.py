"""Lines of the sheets into rows of the corpus: the whole term as its dictionary writes it, and where the form is from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from training.terms.known import loaded, longest_over
from training.terms.sheet import Line

Source = Literal["measured-asr", "measured-kkc", "composed"]


@dataclass(frozen=True)
class Evidence:
    """What was measured, as `training.terms.measured` reads it."""

    conversions: dict[str, tuple[str, ...]]
    hearings: set[tuple[str, str]]

    def source(self, pairs: Sequence[tuple[str, str]]) -> Source:
        """`pairs`: (word, form) of the whole term and of the part that differs; the stronger evidence counts."""
        if any(pair in self.hearings for pair in pairs):
            return "measured-asr"
        if any(form in self.conversions.get(word, ()) for word, form in pairs):
            return "measured-kkc"
        return "composed"


def rows(lines: Sequence[Line], evidence: Evidence) -> Iterator[tuple[str, dict[str, Any]]]:
    """(family, row) in order. Raises ValueError when no loaded dictionary has the term."""
    terms = _terms_of_families(lines)
    for line in lines:
        row = _error(line, evidence) if line.kind == "error" else _lookalike(line, terms[line.field, line.family])
        yield line.family, {"id": _name(line), "field": line.field, "kind": line.kind} | row


def _name(line: Line) -> str:
    """Does not change when other rows come or go."""
    return f"{line.field}-{hashlib.sha256(line.sentence.encode()).hexdigest()[:8]}"


def _terms_of_families(lines: Sequence[Line]) -> dict[tuple[str, str], list[str]]:
    terms: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        found = terms.setdefault((line.field, line.family), [line.family] if line.family in loaded(line.field) else [])
        if line.kind == "error" and (place := _place(line)):
            found.append(place[1])
    return terms


def _place(line: Line) -> tuple[int, str] | None:
    return longest_over(line.field, line.meant, line.start, line.start + len(line.other))


def _error(line: Line, evidence: Evidence) -> dict[str, Any]:
    place = _place(line)
    if place is None:
        raise ValueError(f"{line.field} has no term over {line.other}: {line.meant}")
    start, term = place
    end = start + len(term) - len(line.other) + len(line.said)
    heard = line.sentence[start:end]
    source = evidence.source([(term, heard), (line.other, line.said)])
    return _row(line, (start, end), heard, term) | {"source": source}


def _lookalike(line: Line, family: Sequence[str]) -> dict[str, Any]:
    term = next((term for term in (line.other, *family) if term in loaded(line.field) and line.other in term), None)
    if term is None:
        raise ValueError(f"{line.field} has no term of {line.other}: {line.sentence}")
    return _row(line, (line.start, line.start + len(line.said)), line.said, term) | {"source": "composed"}


def _row(line: Line, span: tuple[int, int], heard: str, term: str) -> dict[str, Any]:
    return {
        "sentence": line.sentence,
        "span": list(span),
        "heard": heard,
        "term": term,
        "correct": line.meant,
        "before": line.before,
        "after": line.after,
    }
