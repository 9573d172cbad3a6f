"""Crops of one speaker each, as a microphone in a room would hear them, to train and fit embeddings on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from scipy.signal import resample_poly

from training.diarization.channel import MAX_TILT, telephone, tilt
from training.diarization.pool import Pool
from training.rooms import noise
from training.voices import SAMPLE_RATE, Voice, is_held_out

PLAYED = ((1, 1), (15, 16), (16, 15))  # resampling up, down: one speaker played at three speeds is three people
_WET = 0.75
_NOISY = 0.9
_SNR_DB = (5.0, 35.0)
_GAIN_DB = (-30.0, 6.0)
_TELEPHONE = 0.06
_NOISE_BANK_S = 240
# What makes the trait targets of `traits` of like size.
_SEMITONES, _LOG_FORMANT = 4.0, 0.1


class Crops:
    """Random crops out of a pool, with room, noise, tilt and loudness."""

    def __init__(self, pool: Pool, rooms: list[np.ndarray], seed: int) -> None:
        self._pool = pool
        self._lines = pool.by_speaker(backchannel=False)
        # Playing a voice faster or slower can bring it near a held-out one: those are left out.
        self._speakers = [
            (index, up, down)
            for index, voice in enumerate(pool.voices)
            for up, down in PLAYED
            if up == down or not is_held_out(_played(voice, up, down))
        ]
        self._rooms = torch.zeros(len(rooms), max(len(room) for room in rooms))
        for row, room in zip(self._rooms, rooms, strict=True):
            row[: len(room)] = torch.from_numpy(room)
        rng = np.random.default_rng(seed)
        self._noises = np.stack([noise(SAMPLE_RATE * 8, rng) for _ in range(_NOISE_BANK_S // 8)])

    @property
    def classes(self) -> int:
        """Number of speakers told apart."""
        return len(self._speakers)

    @property
    def plain(self) -> np.ndarray:
        """The labels of the speakers as they were synthesised."""
        return np.array([label for label, (_, up, down) in enumerate(self._speakers) if up == down])

    def traits(self) -> np.ndarray:
        """What is known of each speaker, (classes, 3): base voice (±1), pitch and formants, scaled to about ±1."""
        rows = []
        for index, up, down in self._speakers:
            voice = _played(self._pool.voices[index], up, down)
            pitch = voice.half_tone - 12 * np.log2(voice.formant)
            rows.append((1 if voice.base == "mei" else -1, pitch / _SEMITONES, np.log(voice.formant) / _LOG_FORMANT))
        return np.array(rows, np.float32)

    def batch(self, labels: np.ndarray, seconds: float, rng: np.random.Generator) -> torch.Tensor:
        """One crop per label, (len(labels), 1, samples)."""
        length = int(seconds * SAMPLE_RATE)
        dry = torch.from_numpy(np.stack([self._crop(int(label), length, rng) for label in labels]))
        wet = self._in_rooms(dry, rng)
        return torch.from_numpy(np.stack([self._heard(wave, rng) for wave in wet.numpy()]))[:, None]

    def _crop(self, label: int, length: int, rng: np.random.Generator) -> np.ndarray:
        speaker, up, down = self._speakers[label]
        lines = self._lines[speaker]
        needed = length * down // up + 64
        line = lines[int(rng.integers(len(lines)))]
        start = int(rng.integers(max(1, line.length - needed)))
        clip = self._pool.audio(line)[start : start + needed]
        while len(clip) < needed:
            more = self._pool.audio(lines[int(rng.integers(len(lines)))])
            clip = np.concatenate((clip, more))[:needed]
        if up != down:
            clip = resample_poly(clip, up, down)
        return np.asarray(clip[:length], np.float32)

    def _in_rooms(self, dry: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
        responses = self._rooms[rng.integers(len(self._rooms), size=len(dry))]
        size = 1 << (dry.shape[1] + responses.shape[1] - 1).bit_length()
        wet = torch.fft.irfft(torch.fft.rfft(dry, size) * torch.fft.rfft(responses, size), size)[:, : dry.shape[1]]
        stays_dry = torch.from_numpy(rng.random(len(dry)) >= _WET)
        return torch.where(stays_dry[:, None], dry, wet)

    def _heard(self, wave: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        wave = tilt(wave, float(rng.uniform(-MAX_TILT, MAX_TILT)))
        level = float(np.sqrt((wave**2).mean())) + 1e-6
        if rng.random() < _NOISY:
            bank = self._noises[int(rng.integers(len(self._noises)))]
            start = int(rng.integers(len(bank) - len(wave)))
            wave = wave + bank[start : start + len(wave)] * np.float32(level * 10 ** (-rng.uniform(*_SNR_DB) / 20))
        if rng.random() < _TELEPHONE:
            wave = telephone(wave)
        return (wave * np.float32(10 ** (rng.uniform(*_GAIN_DB) / 20))).astype(np.float32)


def _played(voice: Voice, up: int, down: int) -> Voice:
    """What a voice becomes when its samples are resampled by up/down: pitch and formants move together."""
    return replace(voice, formant=voice.formant * up / down)
