"""The normalised recording as numbers, read piece by piece: eight hours of samples would fill two gigabytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minutes.domain import Audio, Seconds
from minutes.errors import InputUnreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000  # samples a second: what Whisper, silero and pyannote were trained on


def read_span(audio: Audio, start: Seconds, end: Seconds) -> NDArray[np.float32]:
    """The samples of one piece of time (cut off at the recording's end), mono at 16 kHz, −1…1. Raises InputUnreadable."""
    import soundfile

    try:
        with soundfile.SoundFile(audio.file) as file:
            _expect_normalised(file.samplerate, file.channels, audio)
            first = min(max(round(start * RATE), 0), file.frames)
            last = file.frames if end == float("inf") else min(max(round(end * RATE), first), file.frames)
            file.seek(first)
            samples: NDArray[np.float32] = file.read(last - first, dtype="float32")
            return samples
    except (soundfile.LibsndfileError, OSError) as error:
        raise _unreadable(audio) from error


def blocks(audio: Audio, seconds: Seconds) -> Iterator[tuple[Seconds, NDArray[np.float32]]]:
    """The whole recording in pieces of `seconds`, each with the time it begins at. Raises InputUnreadable."""
    import soundfile

    try:
        with soundfile.SoundFile(audio.file) as file:
            _expect_normalised(file.samplerate, file.channels, audio)
            for number, block in enumerate(file.blocks(round(seconds * RATE), dtype="float32")):
                yield number * seconds, block
    except (soundfile.LibsndfileError, OSError) as error:
        raise _unreadable(audio) from error


def read_samples(audio: Audio) -> NDArray[np.float32]:
    """All samples at once, for short recordings. Raises InputUnreadable."""
    return read_span(audio, 0.0, float("inf"))


def _expect_normalised(rate: int, channels: int, audio: Audio) -> None:
    if (rate, channels) != (RATE, 1):
        raise _unreadable(audio)


def _unreadable(audio: Audio) -> InputUnreadable:
    return InputUnreadable(
        "作業フォルダーの音声を読み取れません",
        subject=audio.file,
        advice="そのファイルを消してから、もう一度実行してください。録音から作り直します。",
    )
