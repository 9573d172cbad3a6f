"""Cutting a recording into the windows a recogniser decodes: whole stretches of speech, cut where nobody speaks."""

from __future__ import annotations

from collections.abc import Iterable

from minutes.speech.manifest import Decoding
from minutes.speech.voice_activity import Listening, Span

_MARGIN_S = 0.2  # a soft beginning or ending of a word, which the detector misses
_PAUSE_S = 0.2  # between two phrases of one speaker; shorter ones are closures inside words (っ)


def window_listening(decoding: Decoding) -> Listening:
    """How to listen for stretches that fit into the model's windows."""
    return Listening(pause_s=_PAUSE_S, margin_s=_MARGIN_S, longest_s=decoding.chunk_s)


def windows(stretches: Iterable[Span], decoding: Decoding) -> tuple[Span, ...]:
    """Join neighbouring stretches, with the pauses between them, into windows as the model wants them."""
    joined: list[Span] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and stretch.start - last.end <= decoding.bridge_s and stretch.end - last.start <= decoding.chunk_s:
            joined[-1] = Span(last.start, stretch.end)
        else:
            joined.append(stretch)
    return tuple(joined)
