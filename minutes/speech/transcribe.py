"""A recording into text: listen, cut into windows, decode, and account for every second of speech."""

from __future__ import annotations

from dataclasses import dataclass

from minutes.domain import Audio, Coverage, Doubt, Segment, Transcript
from minutes.progress import Progress, Share
from minutes.speech.coverage import account
from minutes.speech.engines import LANGUAGE, Asking, Detector, Recognizer
from minutes.speech.windows import window_listening, windows

_LISTENING = 0.1  # of the work, roughly


@dataclass(frozen=True)
class Transcription:
    """What was heard, what of it is doubtful, and what became of every second of speech."""

    transcript: Transcript
    doubtful: tuple[Doubt, ...]
    coverage: Coverage


def transcribe(
    audio: Audio, detector: Detector, recognizer: Recognizer, prompt: str, progress: Progress
) -> Transcription:
    """Raises what the recogniser raises, and InputUnreadable."""
    voice = detector(audio, Share(progress, 0.0, _LISTENING))
    progress = Share(progress, _LISTENING, 1.0)
    decoding = recognizer.decoding
    spans = windows(voice.stretches(window_listening(decoding)), decoding)
    segments: list[Segment] = []
    for span, heard in zip(spans, recognizer.decode(audio, spans, Asking(prompt=prompt)), strict=True):
        segments += heard.segments
        progress.done(min(span.end / audio.duration, 1.0) if audio.duration else 1.0)
    transcript = Transcript(language=LANGUAGE, duration=audio.duration, model=recognizer.name, segments=tuple(segments))
    return Transcription(transcript, (), account(voice.stretches(), transcript))
