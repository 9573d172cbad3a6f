"""A recogniser and a diariser that say what a test tells them to, behind the protocols of the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minutes.domain import Audio, Segment, Transcript, Turn, Word
from minutes.progress import Progress
from minutes.speech.engines import SpeakerBound


@dataclass
class ScriptedRecognizer:
    """Hears `segments`; remembers the prompts it was given."""

    segments: Sequence[Segment]
    model: str = "fake"
    prompts: list[str] = field(default_factory=list)

    def transcribe(self, audio: Audio, prompt: str, progress: Progress) -> Transcript:
        self.prompts.append(prompt)
        progress.done(0.5)
        return Transcript(language="ja", duration=audio.duration, model=self.model, segments=tuple(self.segments))


@dataclass
class ScriptedDiarizer:
    """Tells the given turns apart; remembers the bounds it was given."""

    told: Sequence[Turn]
    bounds: list[SpeakerBound] = field(default_factory=list)

    def turns(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> tuple[Turn, ...]:
        self.bounds.append(bound)
        progress.done(0.5)
        return tuple(self.told)


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
