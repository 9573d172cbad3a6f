"""What a recogniser, a diariser and a detector of voices are to the rest of the house. Real ones and fakes stand behind
these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from minutes.domain import Audio, Diarization, Segment
from minutes.progress import Progress
from minutes.speech.manifest import Decoding
from minutes.speech.voice_activity import Span, VoiceActivity

LANGUAGE = "ja"


@dataclass(frozen=True)
class SpeakerBound:
    """How many people may be speaking; None: unknown."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Asking:
    """How windows are to be decoded.

    `prompt`: words that will probably be spoken, or empty; `alone`: each window by itself, not beside others; `beam`:
    hypotheses kept, None: as the model's manifest says; `temperature`: 0 takes the likeliest text, above it (only
    `alone`) texts are drawn by chance and the likeliest drawn one is taken.
    """

    prompt: str = ""
    alone: bool = False
    beam: int | None = None
    temperature: float = 0.0


@dataclass(frozen=True)
class Heard:
    """What a recogniser makes of one window. `likelihood`: mean natural logarithm of the probability of its tokens;
    `no_speech`: how probable the model thinks it that nobody speaks, 0–1."""

    segments: tuple[Segment, ...]
    likelihood: float = 0.0
    no_speech: float = 0.0

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


class Recognizer(Protocol):
    """Turns windows of sound into text with times."""

    @property
    def name(self) -> str: ...

    @property
    def decoding(self) -> Decoding:
        """How the model wants to be asked."""
        ...

    @property
    def prompt_room(self) -> int:
        """How many tokens of a prompt the model reads."""
        ...

    def tokens(self, text: str) -> int:
        """How many tokens the text is to the model."""
        ...

    def decode(self, audio: Audio, windows: Sequence[Span], asking: Asking) -> Iterator[Heard]:
        """One answer for each window, in order, as they come; times are those of the recording. Words have times within
        their window. Raises ModelMissing, ServiceMissing, InputUnreadable."""
        ...


class Diarizer(Protocol):
    """Tells who speaks when, by labels of its own."""

    def diarize(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> Diarization:
        """Turns in order of start."""
        ...


# Listens through a recording for voices, telling how far it is.
Detector = Callable[[Audio, Progress], VoiceActivity]
