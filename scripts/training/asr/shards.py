"""Shards of synthesised utterances on disk.

A shard is `NAME.npy` (all its utterances end to end, int16 at 16 kHz) and `NAME.json`; the list is written last, so a
shard whose list is there is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Spoken:
    """One utterance: its text, its phonemes ("pau" between clauses) and its samples [start, start + length)."""

    text: str
    phonemes: list[str]
    start: int
    length: int


def write_shard(listing: Path, utterances: Sequence[tuple[Spoken, np.ndarray]]) -> None:
    """Puts the utterances one after the other; nothing half-made is left under the final names."""
    entries, start = [], 0
    for entry, _ in utterances:
        entries.append(asdict(replace(entry, start=start)))
        start += entry.length
    samples = listing.with_suffix(".part.npy")
    np.save(samples, np.concatenate([piece for _, piece in utterances]))
    os.replace(samples, listing.with_suffix(".npy"))
    listing.with_suffix(".part").write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    os.replace(listing.with_suffix(".part"), listing)


def load_shard(listing: Path) -> tuple[np.ndarray, list[Spoken]]:
    """The samples (memory-mapped, int16) and the utterances of a shard."""
    utterances = [Spoken(**entry) for entry in json.loads(listing.read_text("utf-8"))]
    return np.load(listing.with_suffix(".npy"), mmap_mode="r"), utterances
