"""The training run: a curriculum of windows, one learning rate schedule, a checkpoint to go on from."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch

from training.asr.features import FRAMES_PER_S, WINDOW_FRAMES
from training.asr.loader import Batch, BatchPlan, Loader, development_batches
from training.asr.network import AsrMini, Losses, greedy_errors
from training.asr.optimiser import Optimiser
from training.asr.tokens import Vocabulary
from training.asr.windows import Conditions

SEED = 20
_BATCH_AUDIO_S = 112.0
_PADDED_SHARE = 0.03
_CORRUPTED = 0.1
_WARM_UP = 120
_DECAY_FROM = 0.55
_AVERAGE_DECAY = 0.998
# mallopt's parameters, malloc.h
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX = -1, -2, -4
_REPORT_EVERY, _DEVELOP_EVERY, _SAVE_EVERY = 25, 200, 200


@dataclass(frozen=True)
class TrainingRun:
    """Folders and size of a run. `steps` is the whole schedule's length; `rate` the highest learning rate."""

    sentences: Path
    speech: Path
    out: Path
    steps: int
    threads: int
    rate: float = 1.5e-3


def train(run: TrainingRun) -> None:
    """Trains, or goes on from `out/checkpoint.pt`; writes `out/log.tsv` and `out/checkpoint.pt`."""
    keep_memory()
    torch.set_num_threads(run.threads)
    torch.manual_seed(SEED)
    run.out.mkdir(parents=True, exist_ok=True)
    vocabulary = read_vocabulary(run.sentences)
    model = AsrMini(vocabulary).bfloat16()
    optimiser = Optimiser(model, _AVERAGE_DECAY)
    first = _resume(run, optimiser)
    if first >= run.steps:
        return
    plans = curriculum(run.steps)[first:]
    development = development_batches(run.speech, vocabulary, 2, 16, 10.0)
    loader = Loader(run.speech, vocabulary, plans, SEED + first)
    with (run.out / "log.tsv").open("a", encoding="utf-8") as log:
        _loop(run, first, model, optimiser, loader, development, log)
    _save(run, optimiser, vocabulary, run.steps)


def keep_memory() -> None:
    """Has glibc keep freed memory: handing big tensors back to the system and asking anew took a third of a step."""
    libc = ctypes.CDLL(None)
    for parameter, value in ((_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, 2**31 - 1), (_M_TOP_PAD, 2**28)):
        libc.mallopt(parameter, value)


def read_vocabulary(sentences: Path) -> Vocabulary:
    """The vocabulary of all training sentences."""
    return Vocabulary.of(line for path in sorted(sentences.glob("*.txt")) for line in path.read_text("utf-8").split())


def curriculum(steps: int) -> list[BatchPlan]:
    """Short clean windows first, so that the attention forms; longer ones, rooms and noise after. Few are zero-padded
    to 30 s, the form in which faster-whisper gives them: it costs three times the time and is learned from few."""
    rng = np.random.default_rng(SEED)
    plans = []
    for step in range(steps):
        done = step / steps
        if done < 0.12:
            seconds, conditions = rng.choice((4.0, 5.0, 6.0)), Conditions(room=0.25, noise=0.2, least_snr_db=22)
        elif done < 0.4:
            seconds, conditions = rng.choice((5.0, 7.0, 9.0)), Conditions(room=0.4, noise=0.4, least_snr_db=16)
        else:
            seconds, conditions = rng.choice((6.0, 8.0, 10.0, 12.0, 15.0)), Conditions(room=0.5, noise=0.5)
        padded = bool(rng.random() < _PADDED_SHARE)
        size = round(_BATCH_AUDIO_S / (WINDOW_FRAMES / FRAMES_PER_S if padded else seconds))
        plans.append(BatchPlan(float(seconds), size, padded, conditions))
    return plans


def _loop(
    run: TrainingRun,
    first: int,
    model: AsrMini,
    optimiser: Optimiser,
    loader: Iterable[Batch],
    development: list[Batch],
    log: TextIO,
) -> None:
    vocabulary = read_vocabulary(run.sentences)
    started, waited, sums, mark = time.monotonic(), 0.0, dict[str, float](), time.monotonic()
    for number, batch in enumerate(loader, start=first):
        waited += time.monotonic() - mark
        losses = model.losses(batch, _corrupted(batch.inputs, vocabulary.end))
        losses.total().backward()
        optimiser.step(number, run.rate * _schedule(number / run.steps, number))
        _add(sums, losses)
        done = number + 1
        if done % _REPORT_EVERY == 0:
            elapsed = (time.monotonic() - started) / 60
            line = f"step {done}\tmin {elapsed:.2f}\twaited {waited:.0f}s\t" + _means(sums, _REPORT_EVERY)
            if done % _DEVELOP_EVERY == 0:
                line += "\t| dev " + _develop(model, development)
            sums = {}
            log.write(line + "\n")
            log.flush()
        if done % _SAVE_EVERY == 0:
            _save(run, optimiser, vocabulary, done)
        mark = time.monotonic()


def _schedule(done: float, step: int) -> float:
    """Warm-up, constant, then linear to nearly nothing."""
    falling = 1.0 if done < _DECAY_FROM else max(0.02, (1 - done) / (1 - _DECAY_FROM))
    return min(1.0, (step + 1) / _WARM_UP) * falling


def _corrupted(inputs: torch.Tensor, end: int) -> torch.Tensor:
    """A tenth of the text the decoder is told is wrong, so that it cannot recite and has to listen."""
    wrong = (inputs < end) & (torch.rand(inputs.shape) < _CORRUPTED)
    return torch.where(wrong, torch.randint(256, end - 1, inputs.shape), inputs)


def _develop(model: AsrMini, batches: list[Batch]) -> str:
    model.eval()
    sums: dict[str, float] = {}
    errors = [0.0, 0.0]
    with torch.no_grad():
        for batch in batches:
            _add(sums, model.losses(batch, batch.inputs))
            states, inner = model.encode(batch.mel.bfloat16())
            logits = model.phoneme_head(inner)
            errors[0] += greedy_errors(logits, batch.phonemes, batch.positions, batch.phoneme_lengths) / len(batches)
            pooled = torch.nn.functional.avg_pool1d(states.transpose(1, 2), 2).transpose(1, 2)
            logits, characters = model.character_head(pooled), batch.characters - 255
            errors[1] += greedy_errors(logits, characters, batch.positions // 2, batch.character_lengths) / len(batches)
    model.train()
    return _means(sums, len(batches)) + f"\tPER {errors[0]:.3f}\tCTC-CER {errors[1]:.3f}"


def _add(sums: dict[str, float], losses: Losses) -> None:
    for field in fields(losses):
        sums[field.name] = sums.get(field.name, 0.0) + float(getattr(losses, field.name).detach())


def _means(sums: dict[str, float], count: int) -> str:
    return "\t".join(f"{name} {total / count:.3f}" for name, total in sums.items())


def _save(run: TrainingRun, optimiser: Optimiser, vocabulary: Vocabulary, step: int) -> None:
    content: dict[str, Any] = {
        "step": step,
        "tokens": vocabulary.tokens,
        "names": optimiser.names,
        **optimiser.state(),
    }
    temporary = run.out / "checkpoint.part"
    torch.save(content, temporary)
    os.replace(temporary, run.out / "checkpoint.pt")


def _resume(run: TrainingRun, optimiser: Optimiser) -> int:
    path = run.out / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    optimiser.load(state)
    return int(state["step"])
