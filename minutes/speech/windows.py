"""Cutting a recording into the windows a recogniser decodes: whole stretches of speech, cut where nobody speaks."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.speech.voice_activity import Listening, Span

# Stretches further apart than this are not decoded together: a window full of silence invites inventions.
_LONGEST_PAUSE_S = 2.0
_MARGIN_S = 0.2  # a soft beginning or ending of a word, which the detector misses
_PAUSE_S = 0.2  # between two phrases of one speaker; shorter ones are closures inside words (っ)


def window_listening(chunk_s: float) -> Listening:
    """How to listen for stretches that fit into windows of `chunk_s` seconds."""
    return Listening(pause_s=_PAUSE_S, margin_s=_MARGIN_S, longest_s=chunk_s)


def windows(stretches: Iterable[Span], chunk_s: float) -> tuple[Span, ...]:
    """Join neighbouring stretches, with the pauses between them, into windows of at most `chunk_s` seconds."""
    joined: list[Span] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and stretch.start - last.end <= _LONGEST_PAUSE_S and stretch.end - last.start <= chunk_s:
            joined[-1] = Span(last.start, stretch.end)
        else:
            joined.append(stretch)
    return tuple(joined)
