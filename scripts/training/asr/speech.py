"""Sentences to speech: shards of utterances as int16 samples beside a list of what was said.

A shard is `NAME.npy` (all its utterances end to end, 16 kHz) and `NAME.json`; the list is written last, so a shard whose
list is there is whole. A shard's content depends on its name and its sentences alone, so an interrupted run can go on.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pyopenjtalk

from training import voices
from training.sentences.spoken import spoken

SHARD_SENTENCES = 400
_FULL_SCALE = 32_767


@dataclass(frozen=True)
class Spoken:
    """One utterance of a shard: its text, its phonemes ("pau" between clauses) and the samples [start, start + length)."""

    text: str
    phonemes: list[str]
    start: int
    length: int


def speak_parts(sentences: Path, folder: Path, workers: int) -> None:
    """Every `sentences-NN.txt` as shards `NN-MMM` under `folder`; shards that are there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [job for job in _jobs(sentences) if not (folder / f"{job[0]}.json").exists()]
    with ProcessPoolExecutor(workers) as pool:
        for name in pool.map(partial(_speak_shard, folder), jobs):
            print(f"speech: {name}", flush=True)


def load_shard(listing: Path) -> tuple[np.ndarray, list[Spoken]]:
    """The samples (memory-mapped, int16) and the utterances of a shard."""
    utterances = [Spoken(**entry) for entry in json.loads(listing.read_text("utf-8"))]
    return np.load(listing.with_suffix(".npy"), mmap_mode="r"), utterances


def _jobs(sentences: Path) -> Iterator[tuple[str, list[str]]]:
    for part in sorted(sentences.glob("sentences-*.txt")):
        lines = part.read_text("utf-8").splitlines()
        for index in range(0, len(lines), SHARD_SENTENCES):
            yield f"{part.stem[-2:]}-{index // SHARD_SENTENCES:03d}", lines[index : index + SHARD_SENTENCES]


def _speak_shard(folder: Path, job: tuple[str, list[str]]) -> str:
    name, lines = job
    rng = random.Random(f"speech {name}")
    pieces: list[np.ndarray] = []
    utterances: list[Spoken] = []
    start = 0
    for line in lines:
        utterance, samples = say(line, voices.random_voice(rng))
        pieces.append(samples)
        utterances.append(replace(utterance, start=start))
        start += len(samples)
    _publish(folder / f"{name}.npy", np.concatenate(pieces))
    listing = folder / f"{name}.json"
    listing.with_suffix(".part").write_text(json.dumps([asdict(u) for u in utterances], ensure_ascii=False), "utf-8")
    os.replace(listing.with_suffix(".part"), listing)
    return name


def say(line: str, voice: voices.Voice) -> tuple[Spoken, np.ndarray]:
    """One sentence by one voice: what was said, and int16 samples."""
    text = spoken(line)
    samples = np.round(voices.speak(text, voice) * _FULL_SCALE).astype(np.int16)
    phonemes = [_voiced(phoneme) for phoneme in pyopenjtalk.g2p(text).split()]
    return Spoken(line, phonemes, 0, len(samples)), samples


def _voiced(phoneme: str) -> str:
    """A devoiced vowel is written in upper case; it is the same vowel. The moraic nasal N stays apart from n."""
    return phoneme.lower() if phoneme in "AIUEO" else phoneme


def _publish(path: Path, samples: np.ndarray) -> None:
    temporary = path.with_suffix(".part.npy")
    np.save(temporary, samples)
    os.replace(temporary, path)
