"""Words and turns become utterances: what one speaker said in one go.

Each word goes to the turn it overlaps most. Turn boundaries of a diariser are a few tenths of a second off, so a change
of speaker is then moved to the nearest end of a sentence or pause, and a scrap of a word inside someone's sentence goes
back to that sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from statistics import fmean

from minutes.domain import Segment, Transcript, Turn, Utterance, Word
from minutes.speech.sentences import SENTENCE, STRONGEST, boundary_strength, joined

LONE_SPEAKER = "SPEAKER_00"
# Flags, as the renderer knows them.
UNKNOWN = "unknown_speaker"
UNCERTAIN = "uncertain_speaker"
OVERLAP = "overlap"
LOW_CONFIDENCE = "low_confidence"

# A word that no turn covers goes to the nearest turn; beyond this distance nobody vouches for it.
REACH_S = 1.0
# Speech that a change of speaker may move over to reach the end of a sentence, more where a pause follows: turn
# boundaries and word times are each ~0.3 s exact.
SNAP_S = 0.7
# Shorter pieces between two pieces of the same speaker, inside a sentence, are errors of the word times.
SCRAP_S = 0.8
# A silence this long ends an utterance; one of 200 characters (40 s of speech) ends at the next sentence.
LONG_PAUSE_S = 2.0
LONG_TEXT = 200
# Mean word probability below which a clerk is told to listen again; share of words spoken into, or out of reach of, turns.
CONFIDENT = 0.5
_SHARE = 0.5


@dataclass(frozen=True)
class _Heard:
    """A word with its speaker; `sure`: some turn covers it or is near; `overlapped`: two people speak."""

    word: Word
    speaker: str
    sure: bool = True
    overlapped: bool = False


def attribute(transcript: Transcript, exclusive: Sequence[Turn], full: Sequence[Turn] = ()) -> tuple[Utterance, ...]:
    """Utterances in order of time, u0001…; without turns all is one speaker's, and flagged.

    Words go to the `exclusive` turns; the `full` ones (default: the same) only tell where several people speak at once.
    """
    words = sorted(_words(transcript.segments), key=lambda word: (word.start, word.end))
    if not exclusive:
        heard = [_Heard(word, LONE_SPEAKER) for word in words]
        return _utterances(heard, (UNKNOWN,))
    heard = _assigned(words, sorted(exclusive, key=lambda turn: (turn.start, turn.end)))
    if full:
        everyone = _assigned(words, sorted(full, key=lambda turn: (turn.start, turn.end)))
        heard = [replace(one, overlapped=all_.overlapped) for one, all_ in zip(heard, everyone, strict=True)]
    return _utterances(_snapped(_without_scraps(heard)), ())


def _words(segments: Sequence[Segment]) -> Iterator[Word]:
    """A segment without words counts as one long word."""
    for segment in segments:
        if segment.words:
            yield from segment.words
        elif segment.text.strip():
            yield Word(start=segment.start, end=segment.end, text=segment.text, probability=1.0)


# ---- who speaks --------------------------------------------------------------------------------------------------


def _assigned(words: Sequence[Word], turns: Sequence[Turn]) -> list[_Heard]:
    heard: list[_Heard] = []
    longest = max(turn.end - turn.start for turn in turns)
    starts = [turn.start for turn in turns]
    for word in words:
        # No turn that begins earlier than this can reach the word.
        near = turns[bisect_left(starts, word.start - longest - REACH_S) : bisect_left(starts, word.end + REACH_S)]
        before = heard[-1].speaker if heard else None
        heard.append(_speaker_of(word, near, before) or _out_of_reach(word, turns, before))
    return heard


def _speaker_of(word: Word, turns: Sequence[Turn], before: str | None) -> _Heard | None:
    """The turn that covers most of the word; among equals (overlapping speech) whoever was speaking; else the nearest."""
    shares: dict[str, float] = {}
    for turn in turns:
        share = max(0.0, min(word.end, turn.end) - max(word.start, turn.start))
        if share > 0 or turn.start <= word.start <= turn.end:
            shares[turn.speaker] = max(shares.get(turn.speaker, 0.0), share)
    if shares:
        best = max(shares, key=lambda speaker: (round(shares[speaker], 2), speaker == before))
        return _Heard(word, best, overlapped=len(shares) > 1)
    reachable = [turn for turn in turns if _distance(word, turn) <= REACH_S]
    if not reachable:
        return None
    return _Heard(word, min(reachable, key=lambda turn: _distance(word, turn)).speaker)


def _out_of_reach(word: Word, turns: Sequence[Turn], before: str | None) -> _Heard:
    nearest = min(turns, key=lambda turn: _distance(word, turn)).speaker
    return _Heard(word, before or nearest, sure=False)


def _distance(word: Word, turn: Turn) -> float:
    return max(turn.start - word.end, word.start - turn.end, 0.0)


# ---- where the speaker changes -----------------------------------------------------------------------------------


def _strength(heard: Sequence[_Heard], at: int) -> float:
    return boundary_strength(heard[at - 1].word, heard[at].word)


def _runs(heard: Sequence[_Heard]) -> list[tuple[int, int]]:
    """Index ranges of consecutive words of one speaker."""
    runs: list[tuple[int, int]] = []
    for _, group in groupby(range(len(heard)), key=lambda index: heard[index].speaker):
        indices = list(group)
        runs.append((indices[0], indices[-1] + 1))
    return runs


def _without_scraps(heard: list[_Heard]) -> list[_Heard]:
    """Give a scrap inside someone's sentence back to that sentence; 「はい。」 said into it is none."""
    runs = _runs(heard)
    for before, (start, end), after in zip(runs, runs[1:], runs[2:], strict=False):
        owner = heard[before[0]].speaker
        short = heard[end - 1].word.end - heard[start].word.start < SCRAP_S
        inside = _strength(heard, start) == 0 and _strength(heard, end) < SENTENCE
        if short and inside and owner == heard[after[0]].speaker:
            heard = [*heard[:start], *(_to(piece, owner) for piece in heard[start:end]), *heard[end:]]
    return heard


def _snapped(heard: list[_Heard]) -> list[_Heard]:
    """Move each change of speaker to the best boundary near it; no piece disappears by that."""
    heard = list(heard)
    runs = _runs(heard)
    for (start, at), (_, end) in pairwise(runs):
        while heard[start].speaker != heard[at - 1].speaker:  # an earlier move may have shortened this piece
            start += 1
        best = _best_boundary(heard, start, at, end)
        for index in range(min(at, best), max(at, best)):
            heard[index] = _to(heard[index], heard[at - 1].speaker if best > at else heard[at].speaker)
    return heard


def _best_boundary(heard: Sequence[_Heard], start: int, at: int, end: int) -> int:
    """The index in start+1…end−1, near `at`, where a new speaker most probably begins; `at` when none is better."""

    def worth(index: int) -> float:
        return _strength(heard, index) - _moved(heard, at, index) / SNAP_S

    near = [at]
    for steps in (range(at - 1, start, -1), range(at + 1, end)):
        near += takewhile(lambda index: _moved(heard, at, index) <= SNAP_S * STRONGEST, steps)
    best = max(near, key=worth)
    return best if worth(best) > worth(at) else at


def _moved(heard: Sequence[_Heard], at: int, index: int) -> float:
    """Seconds of speech that change hands when a boundary moves; the pause beside it costs nothing."""
    first, last = min(at, index), max(at, index) - 1
    return heard[last].word.end - heard[first].word.start if first <= last else 0.0


def _to(piece: _Heard, speaker: str) -> _Heard:
    return _Heard(piece.word, speaker, piece.sure, piece.overlapped)


# ---- utterances --------------------------------------------------------------------------------------------------


def _utterances(heard: Sequence[_Heard], flags: tuple[str, ...]) -> tuple[Utterance, ...]:
    pieces = [piece for start, end in _runs(heard) for piece in _split(heard[start:end])]
    made = [utterance for piece in pieces if (utterance := _utterance(piece, flags)).text]
    return tuple(utterance.model_copy(update={"id": f"u{n:04}"}) for n, utterance in enumerate(made, 1))


def _split(run: Sequence[_Heard]) -> Iterator[Sequence[_Heard]]:
    """Cut one speaker's words at long pauses, and at the end of a sentence when they grow long."""
    start, length = 0, 0
    for index in range(1, len(run)):
        length += len(run[index - 1].word.text)
        pause = run[index].word.start - run[index - 1].word.end
        if pause > LONG_PAUSE_S or (length >= LONG_TEXT and _strength(run, index) >= SENTENCE):
            yield run[start:index]
            start, length = index, 0
    yield run[start:]


def _utterance(piece: Sequence[_Heard], flags: tuple[str, ...]) -> Utterance:
    text = joined(heard.word for heard in piece)
    confidence = fmean(heard.word.probability for heard in piece)
    doubts = (
        (UNCERTAIN, fmean(not heard.sure for heard in piece) >= _SHARE),
        (OVERLAP, fmean(heard.overlapped for heard in piece) >= _SHARE),
        (LOW_CONFIDENCE, confidence < CONFIDENT),
    )
    return Utterance(
        id="u",
        speaker=piece[0].speaker,
        start=round(piece[0].word.start, 3),
        end=round(max(heard.word.end for heard in piece), 3),
        heard=text,
        text=text,
        confidence=round(confidence, 3),
        flags=(*flags, *(flag for flag, raised in doubts if raised)),
    )
