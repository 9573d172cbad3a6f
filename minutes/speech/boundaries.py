"""Where the speaker changes: words whose speaker is known by time alone, and the changes moved to where people change.

Turn boundaries of a diariser and word times of a recogniser are each a few tenths of a second off. So a change of
speaker is moved to the nearest end of a sentence or pause, and a scrap of a word inside someone's sentence goes back to
that sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from minutes.domain import Word
from minutes.speech.sentences import SENTENCE, STRONGEST, boundary_strength, ends_sentence

# Speech that a change of speaker may move over to reach the end of a sentence, more where a pause follows: turn
# boundaries and word times are each ~0.3 s exact.
SNAP_S = 0.7
# Shorter pieces between two pieces of the same speaker, inside a sentence, are errors of the word times.
SCRAP_S = 0.8
# So much of a sentence without any pause goes back to whoever has the rest of it.
TORN_S = 1.2
# So much speech changing hands is hardly an error of the times alone: whose sentence it is, nobody is sure any more.
DOUBTED_S = 0.5


@dataclass(frozen=True)
class Placed:
    """A word with its speaker; `sure`: some turn covers it or is near; `overlapped`: two people speak."""

    word: Word
    speaker: str
    sure: bool = True
    overlapped: bool = False


def settled(placed: Sequence[Placed]) -> list[Placed]:
    """The words with the changes of speaker where a sentence ends or somebody pauses, as far as one is near."""
    moved = _mended(_snapped(_without_scraps(list(placed))))
    return _doubted(moved, _taken(placed, moved))


def runs(placed: Sequence[Placed]) -> list[tuple[int, int]]:
    """Index ranges of consecutive words of one speaker."""
    found: list[tuple[int, int]] = []
    for _, group in groupby(range(len(placed)), key=lambda index: placed[index].speaker):
        indices = list(group)
        found.append((indices[0], indices[-1] + 1))
    return found


def strength(placed: Sequence[Placed], at: int) -> float:
    """How probable it is that something new begins with the word at this index."""
    return boundary_strength(placed[at - 1].word, placed[at].word)


def _without_scraps(placed: list[Placed]) -> list[Placed]:
    """Give a scrap inside someone's sentence back to that sentence; 「はい。」 said into it is none."""
    found = runs(placed)
    for before, (start, end), after in zip(found, found[1:], found[2:], strict=False):
        owner = placed[before[0]].speaker
        short = placed[end - 1].word.end - placed[start].word.start < SCRAP_S
        inside = strength(placed, start) == 0 and strength(placed, end) < SENTENCE
        if short and inside and owner == placed[after[0]].speaker:
            placed = [*placed[:start], *(replace(piece, speaker=owner) for piece in placed[start:end]), *placed[end:]]
    return placed


def _snapped(placed: list[Placed]) -> list[Placed]:
    """Move each change of speaker to the best boundary near it; no piece disappears by that."""
    found = runs(placed)
    for (start, at), (_, end) in pairwise(found):
        while placed[start].speaker != placed[at - 1].speaker:  # an earlier move may have shortened this piece
            start += 1
        best = _best_boundary(placed, start, at, end)
        speaker = placed[at - 1].speaker if best > at else placed[at].speaker
        for index in range(min(at, best), max(at, best)):
            placed[index] = replace(placed[index], speaker=speaker)
    return placed


def _mended(placed: list[Placed]) -> list[Placed]:
    """A change of speaker that stayed inside a sentence, with no pause at it: the smaller part goes to the larger one's
    speaker if it is small enough to be an error."""
    for start, end in _sentences(placed):
        parts = [(a + start, b + start) for a, b in runs(placed[start:end])]
        if len(parts) != 2 or strength(placed, parts[1][0]) > 0:
            continue
        lengths = [placed[b - 1].word.end - placed[a].word.start for a, b in parts]
        smaller = 0 if lengths[0] < lengths[1] else 1
        if lengths[smaller] <= TORN_S:
            speaker = placed[parts[1 - smaller][0]].speaker
            for index in range(*parts[smaller]):
                placed[index] = replace(placed[index], speaker=speaker)
    return placed


def _taken(placed: Sequence[Placed], moved: Sequence[Placed]) -> set[int]:
    """The words of stretches that were taken from a speaker and are too long for an error of the times."""
    owners = [a.speaker if a.speaker != b.speaker else None for a, b in zip(placed, moved, strict=True)]
    taken: set[int] = set()
    for owner, group in groupby(range(len(owners)), key=owners.__getitem__):
        indices = list(group)
        if owner and placed[indices[-1]].word.end - placed[indices[0]].word.start >= DOUBTED_S:
            taken.update(indices)
    return taken


def _doubted(placed: list[Placed], taken: set[int]) -> list[Placed]:
    """In a sentence that two still share, with no pause between, or part of which was `taken`, nobody is sure."""
    for start, end in _sentences(placed):
        parts = [(a + start, b + start) for a, b in runs(placed[start:end])]
        shared = any(strength(placed, part[0]) == 0 for part in parts[1:])
        if shared or not taken.isdisjoint(range(start, end)):
            placed[start:end] = [replace(piece, sure=False) for piece in placed[start:end]]
    return placed


def _sentences(placed: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    begins = [i for i in range(1, len(placed)) if ends_sentence(placed[i - 1].word, placed[i].word)]
    yield from pairwise([0, *begins, len(placed)])


def _best_boundary(placed: Sequence[Placed], start: int, at: int, end: int) -> int:
    """The index in start+1…end−1, near `at`, where a new speaker most probably begins; `at` when none is better."""

    def worth(index: int) -> float:
        return strength(placed, index) - _moved(placed, at, index) / SNAP_S

    near = [at]
    for steps in (range(at - 1, start, -1), range(at + 1, end)):
        near += takewhile(lambda index: _moved(placed, at, index) <= SNAP_S * STRONGEST, steps)
    best = max(near, key=worth)
    return best if worth(best) > worth(at) else at


def _moved(placed: Sequence[Placed], at: int, index: int) -> float:
    """Seconds of speech that change hands when a boundary moves; the pause beside it costs nothing."""
    first, last = min(at, index), max(at, index) - 1
    return placed[last].word.end - placed[first].word.start if first <= last else 0.0
