"""The pool of utterances: many synthetic speakers, each saying a few sentences and 相づち, dry, at 16 kHz.

On disk: `samples.i16` (all utterances one after the other) and `pool.json` (speakers, and per utterance its speaker,
offset and length in samples and whether it is a 相づち).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from training.diarization.text import BACKCHANNELS, Parts, sentence
from training.voices import HELD_OUT, SAMPLE_RATE, Voice, is_held_out, random_voice, speak

BACKCHANNELS_PER_SPEAKER = 2
# Wider than `random_voice`, so that the embedding has to tell more, and more extreme, voices apart.
HALF_TONES = (-6.0, 6.0)
FORMANTS = (0.85, 1.17)
SPEEDS = (0.88, 1.28)
SPEED_JITTER = 0.06  # a speaker does not keep one pace


@dataclass(frozen=True)
class Utterance:
    """One dry utterance of a pool: `speaker` indexes `Pool.voices`; `offset` and `length` in samples."""

    speaker: int
    offset: int
    length: int
    backchannel: bool


@dataclass(frozen=True)
class Pool:
    """Speakers and all they say; `samples` is int16 and memory-mapped."""

    voices: tuple[Voice, ...]
    utterances: tuple[Utterance, ...]
    samples: np.ndarray

    def audio(self, utterance: Utterance) -> np.ndarray:
        """Float32 samples of one utterance, peak 0.3."""
        clip = self.samples[utterance.offset : utterance.offset + utterance.length]
        return clip.astype(np.float32) / 32768

    def by_speaker(self, *, backchannel: bool) -> list[list[Utterance]]:
        """Utterances grouped by speaker index."""
        groups: list[list[Utterance]] = [[] for _ in self.voices]
        for utterance in self.utterances:
            if utterance.backchannel == backchannel:
                groups[utterance.speaker].append(utterance)
        return groups


def training_voices(count: int, rng: random.Random) -> list[Voice]:
    """Speakers for training, clear of every held-out one; every third from the narrower range the demos use."""
    voices: list[Voice] = []
    while len(voices) < count:
        if len(voices) % 3 == 0:
            voices.append(random_voice(rng))
            continue
        voice = Voice(
            rng.choice(("mei", "nitech")),
            round(rng.uniform(*HALF_TONES), 1),
            round(rng.uniform(*SPEEDS), 2),
            round(rng.uniform(*FORMANTS), 3),
        )
        if not is_held_out(voice):
            voices.append(voice)
    return voices


def evaluation_voices(count: int, trained: list[Voice], rng: random.Random) -> list[Voice]:
    """The held-out voices and `count` more that no training speaker equals."""
    known = {(voice.base, voice.half_tone, voice.formant) for voice in trained}
    voices = list(HELD_OUT.values())
    while len(voices) < len(HELD_OUT) + count:
        voice = random_voice(rng)
        if (voice.base, voice.half_tone, voice.formant) not in known:
            voices.append(voice)
    return voices


@dataclass(frozen=True)
class Script:
    """What each speaker of a pool says."""

    parts: Parts
    sentences: int
    seed: int


def make_pool(folder: Path, voices: list[Voice], script: Script, advance: Callable[[int], None]) -> None:
    """Synthesise every voice's utterances into `folder`, about 30 times faster than real time on one core.

    `advance` is told how many speakers are done. An interrupted pool has no `pool.json`.
    """
    rng = random.Random(script.seed)
    folder.mkdir(parents=True, exist_ok=True)
    utterances: list[Utterance] = []
    offset = 0
    with (folder / "samples.i16").open("wb") as out:
        for speaker, voice in enumerate(voices):
            for text, backchannel in _lines(script, rng):
                pace = voice.speed * rng.uniform(1 - SPEED_JITTER, 1 + SPEED_JITTER)
                clip = speak(text, Voice(voice.base, voice.half_tone, pace, voice.formant))
                out.write(np.round(clip * 32767).astype(np.int16).tobytes())
                utterances.append(Utterance(speaker, offset, len(clip), backchannel))
                offset += len(clip)
            advance(speaker + 1)
    index = {
        "sample_rate": SAMPLE_RATE,
        "voices": [asdict(voice) for voice in voices],
        "utterances": [asdict(utterance) for utterance in utterances],
    }
    (folder / "pool.json").write_text(json.dumps(index), encoding="utf-8")


def load_pool(folder: Path) -> Pool:
    """A pool made by `make_pool`."""
    index = json.loads((folder / "pool.json").read_text(encoding="utf-8"))
    return Pool(
        tuple(Voice(**voice) for voice in index["voices"]),
        tuple(Utterance(**utterance) for utterance in index["utterances"]),
        np.memmap(folder / "samples.i16", np.int16, "r"),
    )


def _lines(script: Script, rng: random.Random) -> Iterator[tuple[str, bool]]:
    for _ in range(script.sentences):
        yield sentence(script.parts, rng), False
    for text in rng.sample(BACKCHANNELS, BACKCHANNELS_PER_SPEAKER):
        yield text, True
