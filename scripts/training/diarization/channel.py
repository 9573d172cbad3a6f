"""What lies between a dry voice and a recording besides the room: tilt of the spectrum, a telephone line, taps on the table."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

SAMPLE_RATE = 16_000
_TELEPHONE_HZ = (300.0, 3_400.0)
_MU = 255.0  # G.711 µ-law
_TAP_S = 0.06
MAX_TILT = 0.35


def tilt(samples: np.ndarray, amount: float) -> np.ndarray:
    """A first-order tilt: above 0 darker, below 0 brighter, |amount| ≤ `MAX_TILT` is about ±6 dB over the band."""
    return lfilter([1.0, amount], [1.0], samples).astype(np.float32)


def telephone(samples: np.ndarray) -> np.ndarray:
    """A telephone line: 300–3,400 Hz and 8-bit µ-law steps, same length and rate."""
    narrow = np.clip(sosfilt(_telephone_band(), samples), -1, 1)
    squeezed = np.sign(narrow) * np.log1p(_MU * np.abs(narrow)) / np.log1p(_MU)
    stepped = np.round(squeezed * 127) / 127
    return (np.sign(stepped) * np.expm1(np.abs(stepped) * np.log1p(_MU)) / _MU).astype(np.float32)


def tap(rng: np.random.Generator) -> np.ndarray:
    """A short knock, click or rustle of unit peak: noise of a random colour that dies away."""
    length = int(rng.uniform(0.02, 0.4) * SAMPLE_RATE)
    decay = np.exp(-np.arange(length) / (SAMPLE_RATE * rng.uniform(0.1, 1.0) * _TAP_S))
    sound = lfilter([1.0], [1.0, -rng.uniform(0.0, 0.95)], rng.standard_normal(length) * decay)
    return (sound / np.abs(sound).max()).astype(np.float32)


@cache
def _telephone_band() -> np.ndarray:
    return np.asarray(butter(4, _TELEPHONE_HZ, "bandpass", fs=SAMPLE_RATE, output="sos"))
