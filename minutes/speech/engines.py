"""What a recogniser and a diariser are to the rest of the house. Real ones and fakes stand behind these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from minutes.domain import Audio, Transcript, Turn
from minutes.progress import Progress


@dataclass(frozen=True)
class SpeakerBound:
    """How many people may be speaking; None: unknown."""

    least: int | None = None
    most: int | None = None


class Recognizer(Protocol):
    """Turns sound into text with times."""

    def transcribe(self, audio: Audio, prompt: str, progress: Progress) -> Transcript:
        """`prompt`: words that will probably be spoken (terms, names), or empty."""
        ...


class Diarizer(Protocol):
    """Tells who speaks when, by labels of its own."""

    def turns(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> tuple[Turn, ...]:
        """In order of start; turns of different speakers may overlap."""
        ...
