"""Log-mel frames exactly as faster-whisper computes them, fast enough to be made anew for every training window."""

from __future__ import annotations

from functools import cache

import numpy as np
import scipy.fft
from faster_whisper.feature_extractor import FeatureExtractor

HOP = 160
N_FFT = 400
MELS = 80
FRAMES_PER_S = 100
WINDOW_FRAMES = 3000  # the encoder always sees 30 s, padded with zeros


def log_mel(samples: np.ndarray) -> np.ndarray:
    """float32 samples [n] → log10 mel power [80, n // 160], not yet scaled."""
    padded = np.pad(samples, N_FFT // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[::HOP][: len(samples) // HOP]
    spectrum = scipy.fft.rfft(frames * _hann(), axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    return np.log10(np.maximum(power @ _filters().T, 1e-10)).T


def scaled(mel: np.ndarray, loudest: float) -> np.ndarray:
    """Whisper's scaling: 8 decades below the loudest value are kept. `loudest` is the maximum over the recording."""
    scaled_mel: np.ndarray = (np.maximum(mel, loudest - 8.0) + 4.0) / 4.0
    return scaled_mel


@cache
def _hann() -> np.ndarray:
    return np.hanning(N_FFT + 1)[:-1].astype(np.float32)


@cache
def _filters() -> np.ndarray:
    return np.asarray(FeatureExtractor().mel_filters, np.float32)
