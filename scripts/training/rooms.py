"""Meeting rooms: simulated impulse responses, background noise, noises of paper and chairs.

Impulse responses come from the image-source method (Allen & Berkley 1979, in pyroomacoustics) over shoebox rooms of the
size offices have, with the talker 0.4–4 m from the microphone.
"""

from __future__ import annotations

import numpy as np
import pyroomacoustics as pra
from scipy.signal import fftconvolve, lfilter

SAMPLE_RATE = 16_000
_MAX_RESPONSE_S = 0.5


def room_responses(count: int, rng: np.random.Generator) -> list[np.ndarray]:
    """`count` impulse responses, float32, each with its direct sound at sample 0 and unit energy, RT60 0.15–0.6 s."""
    responses: list[np.ndarray] = []
    while len(responses) < count:
        size = rng.uniform((3.0, 3.0, 2.4), (12.0, 9.0, 3.5))
        rt60 = float(rng.uniform(0.15, 0.6))
        try:
            absorption, order = pra.inverse_sabine(rt60, size)
        except ValueError:  # this room cannot be that dry
            continue
        room = pra.ShoeBox(size, fs=SAMPLE_RATE, materials=pra.Material(absorption), max_order=min(order, 12))
        microphone = rng.uniform((0.5, 0.5, 0.7), (size[0] - 0.5, size[1] - 0.5, 1.0))
        talker = np.clip(microphone + _direction(rng) * rng.uniform(0.4, 4.0), 0.3, size - 0.3)
        room.add_source(talker)
        room.add_microphone(microphone)
        room.compute_rir()
        response = np.asarray(room.rir[0][0], np.float32)[: int(_MAX_RESPONSE_S * SAMPLE_RATE)]
        response = response[max(0, int(np.argmax(np.abs(response))) - 8) :]
        responses.append(response / np.sqrt(float((response**2).sum())))
    return responses


def in_room(samples: np.ndarray, response: np.ndarray) -> np.ndarray:
    """Speech heard in a room: same length, same loudness."""
    wet = fftconvolve(samples, response)[: len(samples)].astype(np.float32)
    return wet * (_rms(samples) / max(1e-9, _rms(wet)))


def noise(length: int, rng: np.random.Generator) -> np.ndarray:
    """Room noise of unit RMS: a spectrum that falls by 0–9 dB an octave (air conditioning), at times with mains hum."""
    spectrum = rng.standard_normal(length // 2 + 1) + 1j * rng.standard_normal(length // 2 + 1)
    frequency = np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 30.0)
    sound = np.fft.irfft(spectrum * frequency ** -rng.uniform(0.0, 1.5), length)
    if rng.random() < 0.2:
        time = np.arange(length) / SAMPLE_RATE
        mains = rng.choice((50.0, 60.0))
        sound = sound / _rms(sound) + sum(np.sin(2 * np.pi * mains * k * time) / k for k in (1, 2, 3))
    return np.asarray(sound / _rms(sound), np.float32)


def add_noise(samples: np.ndarray, snr_db: float, rng: np.random.Generator) -> np.ndarray:
    """`samples` with noise `snr_db` decibels below their own loudness."""
    return samples + noise(len(samples), rng) * np.float32(_rms(samples) * 10 ** (-snr_db / 20))


def add_rustles(samples: np.ndarray, per_minute: float, rng: np.random.Generator) -> np.ndarray:
    """`samples` with so many noises a minute at random places: pages turned and chairs moved, 5 dB above to 15 dB below
    the recording's mean level."""
    noisy, level = samples.copy(), _rms(samples)
    for _ in range(rng.poisson(per_minute * len(samples) / SAMPLE_RATE / 60) if per_minute else 0):
        sound = _page(rng) if rng.random() < 0.6 else _chair(rng)
        at = int(rng.integers(len(samples) - len(sound)))
        noisy[at : at + len(sound)] += sound * np.float32(level * 10 ** (rng.uniform(-15, 5) / 20))
    return noisy


def _page(rng: np.random.Generator) -> np.ndarray:
    """A page: two to six bursts of bright noise within 0.3–1.2 s, of unit RMS."""
    length = int(rng.uniform(0.3, 1.2) * SAMPLE_RATE)
    time = np.arange(length) / SAMPLE_RATE
    bursts = rng.uniform(0, length / SAMPLE_RATE, int(rng.integers(2, 7)))
    envelope = sum(np.exp(-(((time - burst) / rng.uniform(0.02, 0.08)) ** 2)) for burst in bursts)
    sound = lfilter([1.0, -0.9], [1.0], rng.standard_normal(length)) * envelope
    return np.asarray(sound / _rms(sound), np.float32)


def _chair(rng: np.random.Generator) -> np.ndarray:
    """A chair pushed over the floor: rough low noise that swells and stops, 0.3–0.9 s, of unit RMS."""
    length = int(rng.uniform(0.3, 0.9) * SAMPLE_RATE)
    time = np.arange(length) / SAMPLE_RATE
    judder = 1 + 0.8 * np.sin(2 * np.pi * rng.uniform(20, 45) * time)
    envelope = np.sqrt(np.sin(np.pi * time / time[-1]).clip(0.0)) * judder
    sound = lfilter([1.0], [1.0, -rng.uniform(0.7, 0.95)], rng.standard_normal(length)) * envelope
    return np.asarray(sound / _rms(sound), np.float32)


def _direction(rng: np.random.Generator) -> np.ndarray:
    angle = rng.uniform(0, 2 * np.pi)
    return np.array((np.cos(angle), np.sin(angle), rng.uniform(0.05, 0.3)))


def _rms(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) or 1e-9
