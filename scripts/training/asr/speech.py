"""Sentences to speech by random voices, in shards.

A shard's content depends on its name and its sentences alone, so an interrupted run can go on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pyopenjtalk

from training import voices
from training.asr.shards import Spoken, write_shard
from training.sentences.spoken import spoken

SHARD_SENTENCES = 400
_FULL_SCALE = 32_767


def speak_parts(sentences: Path, folder: Path, workers: int) -> None:
    """Every `sentences-NN.txt` as shards `NN-MMM` under `folder`; shards that are there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [job for job in _jobs(sentences) if not (folder / f"{job[0]}.json").exists()]
    with ProcessPoolExecutor(workers) as pool:
        for name in pool.map(partial(_speak_shard, folder), jobs):
            print(f"speech: {name}", flush=True)


def say(line: str, voice: voices.Voice) -> tuple[Spoken, np.ndarray]:
    """One sentence by one voice: what was said, and int16 samples at 16 kHz."""
    text = spoken(line)
    samples = np.round(voices.speak(text, voice) * _FULL_SCALE).astype(np.int16)
    phonemes = [_voiced(phoneme) for phoneme in pyopenjtalk.g2p(text).split()]
    return Spoken(line, phonemes, 0, len(samples)), samples


def _jobs(sentences: Path) -> Iterator[tuple[str, list[str]]]:
    for part in sorted(sentences.glob("sentences-*.txt")):
        lines = part.read_text("utf-8").splitlines()
        for index in range(0, len(lines), SHARD_SENTENCES):
            yield f"{part.stem[-2:]}-{index // SHARD_SENTENCES:03d}", lines[index : index + SHARD_SENTENCES]


def _speak_shard(folder: Path, job: tuple[str, list[str]]) -> str:
    name, lines = job
    rng = random.Random(f"speech {name}")
    write_shard(folder / f"{name}.json", [say(line, voices.random_voice(rng)) for line in lines])
    return name


def _voiced(phoneme: str) -> str:
    """A devoiced vowel is written in upper case; it is the same vowel. The moraic nasal N stays apart from n."""
    return phoneme.lower() if phoneme in "AIUEO" else phoneme
