"""A process that makes training batches from the shards that are there, and finds new ones while they are synthesised."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import Full

import numpy as np
import torch
import torch.multiprocessing as mp

from training import rooms
from training.asr.corpus import DEVELOPMENT_SHARD, read_shard
from training.asr.tokens import Vocabulary
from training.asr.windows import IGNORED, NO_TIME, Conditions, Window, WindowMaker

QUEUE_BATCHES = 12
_RESPONSES = 400
_LOOK_FOR_SHARDS_EVERY = 50  # batches
_LOOK_FOR_PARENT_S = 10


@dataclass(frozen=True)
class BatchPlan:
    """What one batch is made of. `size` windows of `seconds`, zero-padded to 30 s or not."""

    seconds: float
    size: int
    padded: bool
    conditions: Conditions


@dataclass(frozen=True)
class Batch:
    """mel [B, 80, frames]; inputs, labels, times [B, tokens]; CTC targets end to end with their lengths [B];
    positions [B] in which they lie; windows without CTC targets have length 0."""

    mel: torch.Tensor
    inputs: torch.Tensor
    labels: torch.Tensor
    times: torch.Tensor
    phonemes: torch.Tensor
    phoneme_lengths: torch.Tensor
    characters: torch.Tensor
    character_lengths: torch.Tensor
    positions: torch.Tensor


class Loader:
    """Batches for a list of plans, in order, made in a process of their own."""

    def __init__(self, speech: Path, vocabulary: Vocabulary, plans: list[BatchPlan], seed: int) -> None:
        context = mp.get_context("spawn")
        os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the new process must leave the cores to the training
        self._queue = context.Queue(QUEUE_BATCHES)
        self._count = len(plans)
        self._taken = context.Event()
        arguments = (self._queue, self._taken, speech, vocabulary, plans, seed)
        self._process = context.Process(target=_work, args=arguments, daemon=True)
        self._process.start()

    def __iter__(self) -> Iterator[Batch]:
        for _ in range(self._count):
            yield self._queue.get()
        self._taken.set()
        self._process.join()


def development_batches(speech: Path, vocabulary: Vocabulary, count: int, size: int, seconds: float) -> list[Batch]:
    """Fixed batches of the shard that training does not see."""
    rng = np.random.default_rng(7)
    maker = WindowMaker(vocabulary, rooms.room_responses(16, rng), rng)
    maker.utterances = list(read_shard(speech / f"{DEVELOPMENT_SHARD}.json"))
    conditions = Conditions(room=0.5, noise=0.5, least_snr_db=18, masked=0.0)
    return [collate([maker.draw(seconds, conditions, False) for _ in range(size)], vocabulary) for _ in range(count)]


def collate(windows: list[Window], vocabulary: Vocabulary) -> Batch:
    """Windows of one length as tensors."""
    longest = max(len(window.inputs) for window in windows)

    def table(rows: list[list[int]], filler: int) -> torch.Tensor:
        return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])

    times = [window.times + [NO_TIME] * (longest - len(window.times)) for window in windows]
    return Batch(
        mel=torch.from_numpy(np.stack([window.mel for window in windows])),
        inputs=table([window.inputs for window in windows], vocabulary.end),
        labels=table([window.labels for window in windows], IGNORED),
        times=torch.tensor(times, dtype=torch.float32),
        phonemes=torch.tensor([i for window in windows for i in window.phonemes], dtype=torch.long),
        phoneme_lengths=torch.tensor([len(window.phonemes) for window in windows]),
        characters=torch.tensor([i for window in windows for i in window.characters], dtype=torch.long),
        character_lengths=torch.tensor([len(window.characters) for window in windows]),
        positions=torch.tensor([window.positions for window in windows]),
    )


def _work(
    queue: mp.Queue[Batch], taken: Event, speech: Path, vocabulary: Vocabulary, plans: list[BatchPlan], seed: int
) -> None:
    """Makes the batches in order, then stays until they are taken: what lies in the queue is this process's memory."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    maker = WindowMaker(vocabulary, _responses(speech.parent / "rooms.npz"), rng)
    known: set[Path] = set()
    for number, plan in enumerate(plans):
        if number % _LOOK_FOR_SHARDS_EVERY == 0:
            for listing in sorted(set(speech.glob("*.json")) - known):
                known.add(listing)
                if listing.stem != DEVELOPMENT_SHARD:
                    maker.utterances += read_shard(listing)
        windows = [maker.draw(plan.seconds, plan.conditions, plan.padded) for _ in range(plan.size)]
        if not _handed_over(queue, collate(windows, vocabulary)):
            return
    while not taken.wait(_LOOK_FOR_PARENT_S) and _parent_lives():
        pass


def _handed_over(queue: mp.Queue[Batch], batch: Batch) -> bool:
    """Waits for room in the queue; False when the training is no longer there to take the batch."""
    while True:
        try:
            queue.put(batch, timeout=_LOOK_FOR_PARENT_S)
            return True
        except Full:
            if not _parent_lives():
                return False


def _parent_lives() -> bool:
    parent = mp.parent_process()
    return parent is not None and parent.is_alive()


def _responses(cache: Path) -> list[np.ndarray]:
    """Rooms take half a minute to simulate, so they are kept."""
    if not cache.exists():
        simulated = rooms.room_responses(_RESPONSES, np.random.default_rng(11))
        temporary = cache.with_suffix(".part.npz")
        np.savez(temporary, *simulated)
        os.replace(temporary, cache)
    with np.load(cache) as stored:
        return [stored[name] for name in stored.files]
