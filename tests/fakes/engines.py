"""A recogniser and a diariser that say what a test tells them to, behind the protocols of the real ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from minutes.domain import Audio, Diarization, Segment, Turn, Word
from minutes.progress import Progress
from minutes.speech.engines import Asking, Detector, Heard, SpeakerBound
from minutes.speech.exclusive import exclusive
from minutes.speech.manifest import Decoding
from minutes.speech.voice_activity import FRAME_S, Span, VoiceActivity


@dataclass
class ScriptedRecognizer:
    """Hears `segments` where a window holds their middle; remembers how it was asked. A token is a character."""

    segments: Sequence[Segment]
    name: str = "fake"
    decoding: Decoding = field(default_factory=lambda: Decoding(bridge_s=0.0))
    prompt_room: int = 100
    asked: list[Asking] = field(default_factory=list)

    def tokens(self, text: str) -> int:
        return len(text)

    def decode(self, audio: Audio, windows: Sequence[Span], asking: Asking) -> Iterator[Heard]:
        self.asked.append(asking)
        for window in windows:
            yield Heard(tuple(s for s in self.segments if window.start <= (s.start + s.end) / 2 < window.end), -0.1)


def voices(*spans: tuple[float, float]) -> Detector:
    """A detector that hears someone speak in just these stretches, and nothing at all elsewhere."""

    def listen(audio: Audio, progress: Progress) -> VoiceActivity:
        frames = np.arange(round(audio.duration / FRAME_S) + 1) * FRAME_S
        speaking = np.any([(start <= frames) & (frames < end) for start, end in spans] or [frames < 0], axis=0)
        probability, level = np.where(speaking, 1.0, 0.0), np.where(speaking, -25.0, -80.0)
        progress.done(1.0)
        return VoiceActivity(audio.duration, probability.astype(np.float32), level.astype(np.float32))

    return listen


@dataclass
class ScriptedDiarizer:
    """Tells the given turns apart; remembers the bounds it was given."""

    told: Sequence[Turn]
    bounds: list[SpeakerBound] = field(default_factory=list)

    def diarize(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> Diarization:
        self.bounds.append(bound)
        progress.done(0.5)
        return Diarization(turns=tuple(self.told), exclusive=exclusive(self.told))


@dataclass
class FailingDiarizer:
    """Works for a moment and fails with `error`."""

    error: Exception

    def diarize(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> Diarization:
        progress.done(0.5)
        raise self.error


def spoken(text: str, start: float, end: float, probability: float = 0.9) -> Segment:
    """A segment whose characters are its words, evenly spaced; 。 and 、 go with the character before, as in Whisper."""
    pieces: list[str] = []
    for character in text:
        if character in "。、？" and pieces:
            pieces[-1] += character
        else:
            pieces.append(character)
    step = (end - start) / max(len(pieces), 1)
    words = tuple(
        Word(start=start + step * n, end=start + step * (n + 1), text=piece, probability=probability)
        for n, piece in enumerate(pieces)
    )
    return Segment(start=start, end=end, text=text, words=words)
