"""What became of every second in which someone spoke: transcribed, flagged as doubtful, or lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from minutes.domain import Coverage, Segment, Stretch, Transcript, Word
from minutes.speech.voice_activity import Span

# Words reach this far beyond their times: Whisper's word times come from attention, a few tenths of a second exact.
WORD_REACH_S = 0.25
# A character vouches for no more than this: where a decoder left a sentence out, the attention stretches the words beside
# it over its time. The longest of 990 words of the demo meeting took 0.52 s a character; a drawn 「えー」 takes more.
LONGEST_CHARACTER_S = 0.8
# A word below this probability does not vouch for its time.
CERTAIN = 0.3
# Speech without words between words of the same stretch counts as lost only beyond this: shorter is a breath, a drawn
# 「えー」 or the error of the word times.
SHORTEST_LOSS_S = 0.5

State = Literal["transcribed", "flagged", "lost"]


def account(speech: Sequence[Span], transcript: Transcript) -> Coverage:
    """Hold the stretches of speech against the words of the transcript. Stretches come out in order, gapless within
    each stretch of speech; times in seconds, rounded to milliseconds."""
    certain = _merged(reach for word in _words(transcript) if word.probability >= CERTAIN for reach in _reach(word))
    doubtful = _merged(_doubtful(transcript.segments))
    stretches = [piece for span in speech for piece in _states(Span(*span), certain, doubtful)]
    sums = {
        state: round(sum(s.end - s.start for s in stretches if s.state == state), 3)
        for state in ("transcribed", "flagged", "lost")
    }
    return Coverage(stretches=tuple(stretches), **sums)


def _states(span: Span, certain: Sequence[Span], doubtful: Sequence[Span]) -> list[Stretch]:
    rest = _without([span], certain)
    lost = _without(rest, doubtful)
    pieces: list[tuple[Span, State]] = [(piece, "transcribed") for piece in _without([span], rest)]
    pieces += [(piece, "flagged") for piece in _without(rest, lost)]
    pieces += [(piece, "lost") for piece in lost]
    pieces.sort()
    return _joined(_forgiven(pieces))


def _forgiven(pieces: Sequence[tuple[Span, State]]) -> list[tuple[Span, State]]:
    """Short losses beside covered speech take their neighbour's state; a stretch without any word stays lost."""
    forgiven: list[tuple[Span, State]] = []
    for number, (span, state) in enumerate(pieces):
        if state == "lost" and span.end - span.start < SHORTEST_LOSS_S:
            beside = [forgiven[-1][1]] if forgiven else []
            beside += [pieces[number + 1][1]] if number + 1 < len(pieces) else []
            state = next((s for s in ("transcribed", "flagged") if s in beside), state)
        forgiven.append((span, state))
    return forgiven


def _joined(pieces: Iterable[tuple[Span, State]]) -> list[Stretch]:
    joined: list[Stretch] = []
    for span, state in pieces:
        start, end = round(span.start, 3), round(span.end, 3)
        if joined and joined[-1].state == state and joined[-1].end >= start:
            joined[-1] = joined[-1].model_copy(update={"end": end})
        elif end > start:
            joined.append(Stretch(start=start, end=end, state=state))
    return joined


def _words(transcript: Transcript) -> list[Word]:
    return [word for segment in transcript.segments for word in segment.words]


def _doubtful(segments: Iterable[Segment]) -> list[Span]:
    """Where there is only text without certain words: unlikely words, and segments that have no words at all."""
    spans = []
    for segment in segments:
        spans += [reach for word in segment.words if word.probability < CERTAIN for reach in _reach(word)]
        if not segment.words:
            spans.append(Span(segment.start, segment.end))
    return spans


def _reach(word: Word) -> list[Span]:
    """What a word vouches for; of one that is stretched beyond belief, its two ends."""
    start, end = word.start - WORD_REACH_S, word.end + WORD_REACH_S
    longest = LONGEST_CHARACTER_S * len(word.text.strip()) + 2 * WORD_REACH_S
    if end - start <= longest:
        return [Span(start, end)]
    return [Span(start, start + longest / 2), Span(end - longest / 2, end)]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order, overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _without(spans: Iterable[Span], cuts: Sequence[Span]) -> list[Span]:
    """What is left of `spans` when `cuts` (in order, not overlapping) are taken away."""
    ends = [cut.end for cut in cuts]
    left: list[Span] = []
    for start, end in spans:
        for cut in cuts[bisect_right(ends, start) :]:
            if cut.start >= end:
                break
            if cut.start > start:
                left.append(Span(start, cut.start))
            start = cut.end
        if start < end:
            left.append(Span(start, end))
    return left
