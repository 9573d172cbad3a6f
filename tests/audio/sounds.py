"""Sounds that can be recognised after any codec, files made of them on the spot, and what came out of normalising them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import soundfile

from minutes.audio.layout import microphones
from minutes.audio.normalize import normalize
from minutes.audio.probe import probe
from minutes.domain import Channels, Recording
from minutes.progress import NoProgress

RATE = 16_000


def babble(seconds: float, seed: int = 5) -> np.ndarray:
    """Noise shaped like speech: 300-3000 Hz, four syllables a second. No two moments of it are alike."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.standard_normal(round(seconds * RATE)))
    hz = np.fft.rfftfreq(round(seconds * RATE), 1 / RATE)
    spectrum[(hz < 300) | (hz > 3000)] = 0
    sound = np.fft.irfft(spectrum, round(seconds * RATE))
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * np.arange(len(sound)) / RATE)
    return 0.2 * sound / np.abs(sound).max() * syllables


def wav(path: Path, samples: np.ndarray, rate: int = RATE) -> Path:
    """32-bit float, so that nothing is lost; one column a channel."""
    soundfile.write(path, samples, rate, subtype="FLOAT", format="WAV")
    return path


def make(path: Path, *arguments: str) -> Path:
    """Run the ffmpeg that is installed with us: it has every encoder the tests need."""
    program = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([program, "-y", "-nostdin", "-loglevel", "error", *arguments, str(path)], check=True)
    return path


def normalized(paths: Sequence[Path], folder: Path, channels: Channels = "mix") -> tuple[Recording, list[np.ndarray]]:
    """The recording and the samples of audio.flac and of each microphone."""
    sources = probe(paths)
    places = [folder / f"out-{number}.flac" for number in range(1 + microphones(sources, channels))]
    recording = normalize(paths, sources, places, channels=channels, progress=NoProgress())
    heard = []
    for place in places:
        samples, rate = soundfile.read(place, dtype="float64")
        assert rate == RATE and samples.ndim == 1
        heard.append(samples)
    return recording, heard


def likeness(heard: np.ndarray, source: np.ndarray, within_s: float = 0.2) -> tuple[float, float]:
    """The best correlation of the source with the same stretch of what was heard, and the delay in seconds it has there."""
    length = min(len(heard), len(source))
    heard, source = heard[:length] - heard[:length].mean(), source[:length]
    size = 2 * length
    products = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(source, size)), size)
    reach = round(within_s * RATE)
    near = np.concatenate([products[-reach:], products[: reach + 1]])
    best = int(np.argmax(near))
    return float(near[best] / np.sqrt(np.sum(heard**2) * np.sum(source**2))), (best - reach) / RATE
