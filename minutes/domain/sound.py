"""A recording as handed in, and as it is worked on."""

from __future__ import annotations

from typing import Literal

from minutes.domain.value import Seconds, Value

Channels = Literal["mix", "separate"]  # what several channels are: one sound, or one microphone per speaker


class Source(Value):
    """A file as handed in, before it is decoded.

    `promised`: the length its header states, None where it states none (`guessed`: what it may be, for progress only);
    `cut`: its own sizes show that its end is missing; `streams`: its audio streams in order of preference, by their
    number among the audio streams; `channels`: of the preferred one.
    """

    file: str
    sha256: str
    promised: Seconds | None = None
    guessed: Seconds = 0.0
    cut: bool = False
    streams: tuple[int, ...] = (0,)
    channels: int = 1


class Part(Value):
    """One file of a recording: `start` is where it begins in the meeting, `truncated` that its end is missing.

    `duration` is what could be decoded; `broken`: times of the meeting at which something could not; `stream`: which
    of its `streams` audio streams was taken (from 1).
    """

    file: str
    sha256: str
    start: Seconds
    duration: Seconds
    truncated: bool = False
    broken: tuple[Seconds, ...] = ()
    stream: int = 1
    streams: int = 1


class Recording(Value):
    """The recording as handed in, its parts in order. The files themselves are never changed.

    `channels`: the microphones that were kept apart, 0 where everything was mixed; `flags` see minutes.audio.normalize.
    """

    parts: tuple[Part, ...]
    sha256: str
    duration: Seconds
    channels: int = 0
    flags: tuple[str, ...] = ()

    def place_of(self, seconds: Seconds) -> tuple[Part, Seconds]:
        """Which file holds this moment of the meeting, and where in it. Files of one time: the first of them."""
        for part in self.parts:
            if part.start <= seconds < part.start + part.duration:
                return part, seconds - part.start
        last = self.parts[-1]
        return last, min(max(seconds - last.start, 0.0), last.duration)


class Audio(Value):
    """The normalised recording: 16 kHz, mono, FLAC. `file` is its path, `channels` those of its microphones alone."""

    file: str
    duration: Seconds
    channels: tuple[str, ...] = ()
