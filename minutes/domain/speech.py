"""What was heard: words, turns, utterances, and what became of every second with speech."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from minutes.domain.value import Seconds, Text, Value


class Word(Value):
    """A piece of recognised text with its place in the sound; `probability` 0–1."""

    start: Seconds
    end: Seconds
    text: Text
    probability: float


class Segment(Value):
    """What the recogniser gave in one go. `speaker`: whose microphone it was heard in, where each has his own."""

    start: Seconds
    end: Seconds
    text: Text
    words: tuple[Word, ...] = ()
    speaker: str | None = Field(default=None, exclude_if=lambda speaker: speaker is None)


class Transcript(Value):
    """What was recognised, before anyone is named. `model` is the recogniser's name."""

    language: str
    duration: Seconds
    model: str
    segments: tuple[Segment, ...]


class Doubt(Value):
    """A stretch of the transcript that stands there as 〔聴取不能〕: the `text` nobody vouches for, the codes of the
    `reasons`, and which ways of decoding were `tried`."""

    start: Seconds
    end: Seconds
    text: Text
    reasons: tuple[str, ...]
    tried: tuple[str, ...] = ()


class Turn(Value):
    """Someone speaks; turns may overlap. `speaker` is the diariser's label."""

    start: Seconds
    end: Seconds
    speaker: str


class Diarization(Value):
    """Who speaks when, both ways: `turns` overlap where people do; of `exclusive` at most one is open at any moment."""

    turns: tuple[Turn, ...]
    exclusive: tuple[Turn, ...]


class Utterance(Value):
    """What one speaker said in one go: the unit that evidence refers to.

    `speaker` is the diariser's label, `name` the attendee's role as the meeting file writes it (None: unknown);
    `heard` is the recogniser's text, `text` the corrected one; `confidence` 0–1.
    """

    id: str
    speaker: str
    name: str | None = None
    start: Seconds
    end: Seconds
    heard: Text
    text: Text
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


class Stretch(Value):
    """A piece of time with speech in it and what became of it."""

    start: Seconds
    end: Seconds
    state: Literal["transcribed", "flagged", "lost"]


class Coverage(Value):
    """Every second with speech is accounted for; the sums are seconds."""

    stretches: tuple[Stretch, ...]
    transcribed: Seconds
    flagged: Seconds
    lost: Seconds
