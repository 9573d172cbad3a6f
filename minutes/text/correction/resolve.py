"""Of candidates that overlap the longest that is sure enough wins; of equally long ones the likelier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutes.text.correction.candidate import Candidate

# Two terms for one stretch this close in score: which of them was meant is not known.
UNDECIDED = 0.05


def resolve(
    candidates: Iterable[Candidate], applied: float, suggested: float
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """(to apply, to suggest), both in order of place and without overlaps. The result does not depend on the order."""
    ordered = sorted(candidates, key=_rank)
    sure = [one for one in ordered if one.score >= applied and not _rivalled(one, ordered)]
    chosen = _without_overlaps(sure, ())
    doubtful = [one for one in sorted(ordered, key=_doubtful_rank) if one.score >= suggested]
    return tuple(sorted(chosen, key=_place)), tuple(sorted(_without_overlaps(doubtful, chosen), key=_place))


def _rank(one: Candidate) -> tuple[int, float, int, str]:
    return (one.start - one.end, -one.score, one.start, one.term)


def _doubtful_rank(one: Candidate) -> tuple[float, int, int, str]:
    return (-one.score, one.start - one.end, one.start, one.term)


def _place(one: Candidate) -> int:
    return one.start


def _rivalled(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether another term is as likely for just this stretch."""
    return any(
        (other.start, other.end) == (one.start, one.end)
        and other.term != one.term
        and other.score > one.score - UNDECIDED
        for other in others
    )


def _without_overlaps(ordered: Sequence[Candidate], taken: Sequence[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    for one in ordered:
        if not any(one.start < other.end and other.start < one.end for other in (*taken, *chosen)):
            chosen.append(one)
    return chosen
