"""Sounds in which nobody speaks, made from fixed seeds: what a recorder hears before, between and after the speeches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
_LEVEL = 0.05  # root mean square, about what a normalised recording has
_HANDS = 60
_CLAPS_A_SECOND = 4.0
_CLAP_S = 0.012  # until a clap has decayed to 1/e


def silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(round(seconds * RATE), np.float32)


def hum(seconds: float) -> NDArray[np.float32]:
    """Mains: 50 Hz and its overtones."""
    time = np.arange(round(seconds * RATE)) / RATE
    return _levelled(sum(np.sin(2 * np.pi * 50 * n * time) / n**2 for n in (1, 2, 3, 4)))


def pink_noise(seconds: float) -> NDArray[np.float32]:
    """An air conditioner: equal power in each octave above 20 Hz."""
    length = round(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(3).standard_normal(length))
    return _levelled(np.fft.irfft(spectrum / np.sqrt(np.maximum(np.fft.rfftfreq(length, 1 / RATE), 20)), length))


def applause(seconds: float) -> NDArray[np.float32]:
    """Many hands: bursts of noise around 1–2 kHz that decay, each hand at a pace of its own."""
    rng = np.random.default_rng(5)
    length = round(seconds * RATE)
    sound = np.zeros(length + RATE)
    decay = np.exp(-np.arange(round(6 * _CLAP_S * RATE)) / (_CLAP_S * RATE))
    for _ in range(_HANDS):
        pace, loud = _CLAPS_A_SECOND * rng.uniform(0.8, 1.2), rng.uniform(0.3, 1.0)
        pitch = 2 * np.pi * rng.uniform(900, 2200) / RATE
        at = rng.uniform(0, 1 / pace)
        while at < seconds:
            clap = decay * (rng.standard_normal(len(decay)) * 0.5 + np.cos(pitch * np.arange(len(decay))))
            begin = round(at * RATE)
            sound[begin : begin + len(clap)] += loud * clap
            at += rng.normal(1 / pace, 0.1 / pace)
    return _levelled(sound[:length])


SOUNDS = {"silence": silence, "hum 50 Hz": hum, "pink noise": pink_noise, "applause": applause}


def _levelled(sound: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.clip(sound * _LEVEL / np.sqrt(np.mean(sound**2)), -1, 1).astype(np.float32)
