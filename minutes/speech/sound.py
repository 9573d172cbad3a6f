"""The normalised recording as numbers, for the models that want it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.domain import Audio
from minutes.errors import InputUnreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000  # samples a second: what Whisper, silero and pyannote were trained on


def read_samples(audio: Audio) -> NDArray[np.float32]:
    """All samples, mono at 16 kHz, −1…1. Raises InputUnreadable."""
    import av
    import numpy as np

    blocks = []
    try:
        with av.open(audio.file) as container:
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for frame in container.decode(audio=0):
                blocks += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
            blocks += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.FFmpegError, IndexError, OSError) as error:
        raise InputUnreadable(
            "作業フォルダーの音声を読み取れません",
            subject=audio.file,
            advice="そのファイルを消してから、もう一度実行してください。録音から作り直します。",
        ) from error
    return np.concatenate(blocks).astype(np.float32, copy=False) if blocks else np.zeros(0, np.float32)
