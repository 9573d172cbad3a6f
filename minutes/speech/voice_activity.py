"""Where someone speaks: the silero voice-activity detector that faster-whisper brings along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from minutes.domain import Audio, Seconds
from minutes.speech.offline import stay_offline
from minutes.speech.sound import RATE, read_samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Span(NamedTuple):
    """A piece of time, seconds."""

    start: Seconds
    end: Seconds


@dataclass(frozen=True)
class Listening:
    """How the detector listens.

    `threshold`: probability that counts as speech; `shortest_s`: shorter speech is a cough or a chair; `pause_s`: a
    silence this long ends a stretch; `margin_s`: added on both sides; `longest_s`: longer stretches are cut at a pause.
    """

    threshold: float = 0.5
    shortest_s: float = 0.25
    pause_s: float = 0.5
    margin_s: float = 0.0
    longest_s: float = float("inf")


def speech_stretches(audio: Audio) -> tuple[Span, ...]:
    """The stretches of speech in a recording, in order."""
    return hear(read_samples(audio), Listening())


def hear(samples: NDArray[np.float32], listening: Listening) -> tuple[Span, ...]:
    """The stretches of speech in `samples` (mono, 16 kHz), in order and not overlapping."""
    stay_offline()
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    if not len(samples):
        return ()
    options = VadOptions(
        threshold=listening.threshold,
        min_speech_duration_ms=round(listening.shortest_s * 1000),
        max_speech_duration_s=listening.longest_s,
        min_silence_duration_ms=round(listening.pause_s * 1000),
        speech_pad_ms=round(listening.margin_s * 1000),
    )
    found = get_speech_timestamps(samples, options, sampling_rate=RATE)
    return tuple(Span(piece["start"] / RATE, piece["end"] / RATE) for piece in found)
