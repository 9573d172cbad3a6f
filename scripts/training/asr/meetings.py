"""Evaluation meetings of known content: sentences never trained on, said by the voices set aside, in a room."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import numpy as np

from training import rooms, voices
from training.asr.corpus import SAMPLE_RATE, read_utterance
from training.asr.known import Meeting, Said
from training.asr.speech import say

LEVEL = 0.08  # RMS of a normalised recording, about -23 dB below full scale
_SNR_DB = 25.0
_HEAD_S = 1.0
_SHORTEST_GAP_S, _LONGEST_GAP_S = 0.3, 1.2


def make_meeting(name: str, sentences: Sequence[str], folder: Path, seed: int, *, room: bool) -> Meeting:
    """Speaks the sentences by all voices set aside in turn; `room`: reverberation and noise 25 dB below the speech."""
    rng = np.random.default_rng(seed)
    parts = [np.zeros(int(_HEAD_S * SAMPLE_RATE), np.float32)]
    said: list[Said] = []
    at = len(parts[0])
    responses = rooms.room_responses(len(voices.HELD_OUT), rng) if room else []
    for number, (sentence, voice) in enumerate(zip(sentences, cycle(voices.HELD_OUT.values()), strict=False)):
        entry, samples = say(sentence, voice)
        sound = samples.astype(np.float32) / 32_768
        if room:
            sound = rooms.in_room(sound, responses[number % len(responses)])
        for clause in read_utterance(entry, samples).clauses:
            start, end = (at + clause.start) / SAMPLE_RATE, (at + clause.end) / SAMPLE_RATE
            said.append(Said(clause.text, start, end, clause.start < 0.2 * SAMPLE_RATE))
        gap = np.zeros(int(rng.uniform(_SHORTEST_GAP_S, _LONGEST_GAP_S) * SAMPLE_RATE), np.float32)
        parts += [sound, gap]
        at += len(sound) + len(gap)
    sound = np.concatenate(parts)
    if room:
        sound = rooms.add_noise(sound, _SNR_DB, rng)
    sound *= LEVEL / np.sqrt(np.mean(sound**2))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.wav"
    write_sound(file, sound)
    return Meeting(name, file.name, len(sound) / SAMPLE_RATE, tuple(said))


def write_sound(file: Path, sound: np.ndarray) -> None:
    """float32 samples in -1…1 as a 16-bit mono WAV file."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(np.round(np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())


def sounds_without_speech(seconds: int = 60) -> dict[str, np.ndarray]:
    """Digital silence, mains hum and two noises, float32."""
    rng = np.random.default_rng(3)
    length = seconds * SAMPLE_RATE
    time = np.arange(length) / SAMPLE_RATE
    pink = np.fft.rfft(rng.standard_normal(length)) / np.sqrt(np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 20))
    pink_sound = np.fft.irfft(pink, length)
    return {
        "silence": np.zeros(length, np.float32),
        "hum 50 Hz": (0.05 * np.sin(2 * np.pi * 50 * time)).astype(np.float32),
        "pink noise": (0.05 * pink_sound / pink_sound.std()).astype(np.float32),
        "white noise": (0.02 * rng.standard_normal(length)).astype(np.float32),
    }
