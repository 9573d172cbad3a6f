"""Words and turns become utterances: what one speaker said in one go.

Each word goes to the exclusive turn it overlaps most, changes of speaker then move to the ends of sentences
(`boundaries`). Where the recogniser knows the speaker (a channel each), that decides. The full turns only tell where
several people speak at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import fmean

from minutes.domain import Segment, Transcript, Turn, Utterance, Word
from minutes.speech.boundaries import Placed, runs, settled, strength
from minutes.speech.inaudible import is_mark
from minutes.speech.replies import doubtful
from minutes.speech.sentences import SENTENCE, ends_sentence, joined

LONE_SPEAKER = "SPEAKER_00"
# Flags, as the renderer knows them.
UNKNOWN = "unknown_speaker"
UNCERTAIN = "uncertain_speaker"
OVERLAP = "overlap"
LOW_CONFIDENCE = "low_confidence"
INAUDIBLE = "inaudible"

# A word that no turn covers goes to the nearest turn; beyond this distance nobody vouches for it.
REACH_S = 1.0
# A silence this long ends an utterance; one of 200 characters (40 s of speech) ends at the next sentence.
LONG_PAUSE_S = 2.0
LONG_TEXT = 200
# Where nobody could tell the speakers apart, a pause this long after a sentence may be a change of speaker.
CHANGE_PAUSE_S = 0.4
# Mean word probability below which a clerk is told to listen again; share of words spoken into, or out of reach of, turns.
CONFIDENT = 0.5
_SHARE = 0.5


# Tells before which of one speaker's sentences somebody else may have begun to speak.
Cuts = Callable[[Sequence[str]], Sequence[int]]


def attribute(
    transcript: Transcript, exclusive: Sequence[Turn], full: Sequence[Turn] = (), cuts: Cuts = lambda sentences: ()
) -> tuple[Utterance, ...]:
    """Utterances in order of time, u0001…; without turns all is one speaker's, and flagged.

    Words go to the `exclusive` turns; the `full` ones (default: the same) only tell where several people speak at once.
    What `cuts` takes apart are utterances of their own, u0007.1, u0007.2 (see `handover`).
    """
    if any(segment.speaker for segment in transcript.segments):
        return _utterances(_overlapped(_told(transcript.segments), full or exclusive))
    words = words_of(transcript.segments)
    if not exclusive:
        return _utterances([Placed(word, LONE_SPEAKER) for word in words], flags=(UNKNOWN,))
    return _utterances(_overlapped(settled(by_time(words, exclusive)), full or exclusive), cuts)


def words_of(segments: Iterable[Segment]) -> list[Word]:
    """All words in order of time. A segment without words counts as one long word."""
    return sorted((word for segment in segments for word in _words(segment)), key=lambda word: (word.start, word.end))


def _words(segment: Segment) -> Sequence[Word]:
    if segment.words or not segment.text.strip():
        return segment.words
    return (Word(start=segment.start, end=segment.end, text=segment.text, probability=1.0),)


# ---- who speaks --------------------------------------------------------------------------------------------------


def _told(segments: Sequence[Segment]) -> list[Placed]:
    """The words of people who each have a microphone: segments of two who speak at once stay whole."""
    in_order = sorted(segments, key=lambda segment: (segment.start, segment.end))
    return [
        Placed(word, segment.speaker or LONE_SPEAKER, sure=segment.speaker is not None)
        for segment in in_order
        for word in _words(segment)
    ]


def by_time(words: Sequence[Word], turns: Sequence[Turn]) -> list[Placed]:
    """Each word with the turn that covers most of it, by time alone; `turns` must not be empty."""
    near = _Near(turns)
    placed: list[Placed] = []
    for word in words:
        before = placed[-1].speaker if placed else None
        placed.append(_speaker_of(word, near.to(word), before) or _out_of_reach(word, turns, before))
    return placed


class _Near:
    """Finds the turns within reach of a word without looking at all of them."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = sorted(turns, key=lambda turn: (turn.start, turn.end))
        self._starts = [turn.start for turn in self._turns]
        self._longest = max((turn.end - turn.start for turn in turns), default=0.0)

    def to(self, word: Word) -> Sequence[Turn]:
        earliest = word.start - self._longest - REACH_S  # no turn that begins before this can reach the word
        return self._turns[bisect_left(self._starts, earliest) : bisect_left(self._starts, word.end + REACH_S)]


def _speaker_of(word: Word, turns: Sequence[Turn], before: str | None) -> Placed | None:
    """The turn that covers most of the word; among equals whoever was speaking; else the nearest."""
    shares = _shares(word, turns)
    if shares:
        return Placed(word, max(shares, key=lambda speaker: (round(shares[speaker], 2), speaker == before)))
    reachable = [turn for turn in turns if _distance(word, turn) <= REACH_S]
    if not reachable:
        return None
    return Placed(word, min(reachable, key=lambda turn: _distance(word, turn)).speaker)


def _shares(word: Word, turns: Sequence[Turn]) -> dict[str, float]:
    """Seconds of the word that each speaker's turns cover."""
    shares: dict[str, float] = {}
    for turn in turns:
        share = max(0.0, min(word.end, turn.end) - max(word.start, turn.start))
        if share > 0 or turn.start <= word.start <= turn.end:
            shares[turn.speaker] = max(shares.get(turn.speaker, 0.0), share)
    return shares


def _out_of_reach(word: Word, turns: Sequence[Turn], before: str | None) -> Placed:
    nearest = min(turns, key=lambda turn: _distance(word, turn)).speaker
    return Placed(word, before or nearest, sure=False)


def _distance(word: Word, turn: Turn) -> float:
    return max(turn.start - word.end, word.start - turn.end, 0.0)


def _overlapped(placed: Sequence[Placed], full: Sequence[Turn]) -> list[Placed]:
    """The words with a mark on those that a second speaker covers, too: half of them at least, as ends of turns are not
    exact."""
    near = _Near(full)
    marked: list[Placed] = []
    for piece in placed:
        shares = sorted(_shares(piece.word, near.to(piece.word)).values())
        second = shares[-2] if len(shares) > 1 else 0.0
        long_enough = second > 0 and second >= _SHARE * (piece.word.end - piece.word.start)
        marked.append(replace(piece, overlapped=long_enough))
    return marked


# ---- utterances --------------------------------------------------------------------------------------------------


def _utterances(
    heard: Sequence[Placed], cuts: Cuts = lambda sentences: (), flags: tuple[str, ...] = ()
) -> tuple[Utterance, ...]:
    pieces = [piece for start, end in runs(heard) for piece in _split(heard[start:end], UNKNOWN in flags)]
    spoken = [piece for piece in pieces if joined(placed.word for placed in piece)]
    made: list[Utterance] = []
    for number, piece in enumerate(spoken, 1):
        parts = [part for part in _cut(piece, cuts) if joined(placed.word for placed in part)]
        names = [f"u{number:04}"] if len(parts) == 1 else [f"u{number:04}.{n}" for n in range(1, len(parts) + 1)]
        made += [_utterance(part, name, flags) for name, part in zip(names, parts, strict=True)]
    return tuple(made)


def _cut(piece: Sequence[Placed], cuts: Cuts) -> Iterator[Sequence[Placed]]:
    """The piece in parts that begin where `cuts` says; sentences of which nobody is sure are parts of their own."""
    starts = [0, *(index for index in range(1, len(piece)) if ends_sentence(piece[index - 1].word, piece[index].word))]
    sentences = [piece[a:b] for a, b in zip(starts, [*starts[1:], len(piece)], strict=True)]
    texts = [joined(placed.word for placed in sentence) for sentence in sentences]
    begins = cuts(texts)
    replies = doubtful(texts, begins)
    sentences = [_unsure(sentence) if index in replies else sentence for index, sentence in enumerate(sentences)]
    doubts = [_is_unsure(sentence) for sentence in sentences]
    edges = {index for index in range(1, len(doubts)) if doubts[index] != doubts[index - 1]}
    for start, end in pairwise([*sorted({0, *begins, *edges}), len(sentences)]):
        yield [placed for sentence in sentences[start:end] for placed in sentence]


def _unsure(sentence: Sequence[Placed]) -> list[Placed]:
    return [replace(placed, sure=False) for placed in sentence]


def _is_unsure(sentence: Sequence[Placed]) -> bool:
    return fmean(not placed.sure for placed in sentence) >= _SHARE


def _split(run: Sequence[Placed], anybody: bool) -> Iterator[Sequence[Placed]]:
    """Cut one speaker's words at long pauses, and at the end of a sentence when they grow long.

    Where `anybody` may be speaking, someone else may begin after each sentence and pause.
    """
    start, length = 0, 0
    for index in range(1, len(run)):
        length += len(run[index - 1].word.text)
        pause = run[index].word.start - run[index - 1].word.end
        enough = length >= LONG_TEXT or (anybody and pause >= CHANGE_PAUSE_S)
        if pause > LONG_PAUSE_S or (enough and strength(run, index) >= SENTENCE):
            yield run[start:index]
            start, length = index, 0
    yield run[start:]


def _utterance(piece: Sequence[Placed], name: str, flags: tuple[str, ...]) -> Utterance:
    text = joined(placed.word for placed in piece)
    understood = [placed.word.probability for placed in piece if not is_mark(placed.word.text)]
    confidence = fmean(understood) if understood else 0.0
    doubts = (
        (UNCERTAIN, _is_unsure(piece)),
        (OVERLAP, fmean(placed.overlapped for placed in piece) >= _SHARE),
        (LOW_CONFIDENCE, bool(understood) and confidence < CONFIDENT),
        (INAUDIBLE, len(understood) < len(piece)),
    )
    return Utterance(
        id=name,
        speaker=piece[0].speaker,
        start=round(piece[0].word.start, 3),
        end=round(max(placed.word.end for placed in piece), 3),
        heard=text,
        text=text,
        confidence=round(confidence, 3),
        flags=(*flags, *(flag for flag, raised in doubts if raised)),
    )
