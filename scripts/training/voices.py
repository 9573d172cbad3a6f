"""Synthetic Japanese speakers: two HTS voices varied in pitch, speed and formants.

The female voice `mei` (MMDAgent, CC-BY 3.0) comes with pyopenjtalk-plus; the male voice `nitech` (HTS Working Group,
CC-BY 3.0) is Debian's hts-voice-nitech-jp-atr503-m001 in the section contrib. A formant shift by resampling makes many
speakers of the two: a factor above 1 plays the voice slower, which lowers pitch and formants, and the synthesis is sped up to match.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyopenjtalk
from scipy.signal import resample_poly

SAMPLE_RATE = 16_000
PEAK = 0.3
SILENT_HEAD_S, SILENT_TAIL_S = 0.05, 0.1  # what `speak` leaves before the first and after the last sound
NITECH_PATHS = (
    os.environ.get("NITECH_VOICE", ""),
    "/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice",
)


@dataclass(frozen=True)
class Voice:
    """One speaker. `half_tone` in semitones, `speed` and `formant` as factors (1 = the base voice)."""

    base: str
    half_tone: float
    speed: float
    formant: float


# Never trained on: the speakers of the demo and of the evaluations. Training keeps a distance from each.
HELD_OUT: dict[str, Voice] = {
    "man-a": Voice("nitech", -1.0, 1.02, 1.00),
    "woman-a": Voice("mei", 0.5, 1.05, 1.00),
    "man-b": Voice("nitech", 3.5, 1.08, 0.91),
    "woman-b": Voice("mei", -3.0, 1.00, 1.10),
    "man-c": Voice("nitech", -3.5, 0.98, 1.08),
    "woman-c": Voice("mei", 3.5, 1.10, 0.94),
    "man-d": Voice("nitech", 1.2, 1.12, 0.95),
    "woman-d": Voice("mei", -1.2, 0.95, 1.05),
}
_HALF_TONE_MARGIN = 0.5
_FORMANT_MARGIN = 0.02


def is_held_out(voice: Voice) -> bool:
    """Whether a voice stands so near to a held-out speaker that training must not hear it."""
    return any(
        voice.base == held.base
        and abs(voice.half_tone - held.half_tone) < _HALF_TONE_MARGIN
        and abs(voice.formant - held.formant) < _FORMANT_MARGIN
        for held in HELD_OUT.values()
    )


def random_voice(rng: random.Random) -> Voice:
    """A speaker for training, clear of every held-out one."""
    while True:
        voice = Voice(
            rng.choice(("mei", "nitech")),
            round(rng.uniform(-5, 5), 1),
            round(rng.uniform(0.88, 1.28), 2),
            round(rng.uniform(0.88, 1.14), 2),
        )
        if not is_held_out(voice):
            return voice


def speak(text: str, voice: Voice) -> np.ndarray:
    """Speech as float32 mono at 16 kHz, peak 0.3, silence at the ends cut to `SILENT_HEAD_S` and `SILENT_TAIL_S`."""
    engine = _engine(voice.base)
    engine.refresh()
    engine.set_speed(voice.speed * voice.formant)
    engine.add_half_tone(voice.half_tone)
    raw = np.asarray(engine.synthesize(pyopenjtalk.extract_fullcontext(text)), np.float64)
    rate = engine.get_sampling_frequency()
    samples = resample_poly(raw, 50, round(50 * rate / SAMPLE_RATE / voice.formant)).astype(np.float32)
    return _trim(samples * (PEAK / max(1e-6, float(np.abs(samples).max()))))


def _trim(samples: np.ndarray) -> np.ndarray:
    energy = np.sqrt(np.convolve(samples * samples, np.ones(320, np.float32) / 320, "same"))
    voiced = np.where(energy > 0.004)[0]
    if not len(voiced):
        return samples
    head, tail = round(SILENT_HEAD_S * SAMPLE_RATE), round(SILENT_TAIL_S * SAMPLE_RATE)
    return samples[max(0, voiced[0] - head) : min(len(samples), voiced[-1] + tail)]


@cache
def _engine(base: str) -> Any:
    return pyopenjtalk.HTSEngine(str(_voice_file(base)).encode())


def _voice_file(base: str) -> Path:
    if base == "mei":
        return Path(pyopenjtalk.__file__).parent / "htsvoice" / "mei_normal.htsvoice"
    for path in NITECH_PATHS:
        if path and Path(path).is_file():
            return Path(path)
    raise FileNotFoundError(
        "the male voice is missing: install Debian's hts-voice-nitech-jp-atr503-m001 (contrib) or set NITECH_VOICE"
    )
