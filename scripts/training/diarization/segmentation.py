"""Who speaks in five seconds: a segmentation trained on real meetings, taught synthetic voices without forgetting them.

Model, permutation and loss are pyannote.audio's own (permutation-invariant binary cross-entropy, Bredin & Laurent,
Interspeech 2021); the loop is plain because a Lightning trainer and a pyannote.database protocol would cost more than
they give for windows cut from one file. A low rate and few steps keep what the real meetings taught: on AMI the error
is the same before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from pyannote.audio.models.segmentation import PyanNet
from pyannote.audio.utils.loss import binary_cross_entropy
from pyannote.audio.utils.permutation import permutate

from training.diarization.corpus import Corpus
from training.diarization.given import SPEAKERS_IN_WINDOW, WINDOW_S
from training.rooms import add_noise
from training.voices import SAMPLE_RATE

_SAMPLES = int(WINDOW_S * SAMPLE_RATE)
_EXTRA_NOISE = 0.3  # share of windows that get noise on top of the meeting's own
_QUIETEST_DB = -20.0


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. A step is `batch` windows of `WINDOW_S`."""

    steps: int
    batch: int = 16
    rate: float = 3e-4
    seed: int = 11


class Windows:
    """Random windows of a corpus with the speakers active at each of the model's frames."""

    def __init__(self, corpus: Corpus, model: PyanNet) -> None:
        self._corpus = corpus
        frames = model.num_frames(_SAMPLES)
        field = model.receptive_field
        self._middles = field.start + field.duration / 2 + field.step * np.arange(frames)
        self._turns = [np.array([(t.start, t.end, t.speaker) for t in turns]) for turns in corpus.turns]

    def batch(self, size: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Waveforms (size, 1, samples) and activity (size, frames, `SPEAKERS_IN_WINDOW`) of 0 and 1."""
        pairs = [self._window(rng) for _ in range(size)]
        waves, activity = (np.stack(part) for part in zip(*pairs, strict=True))
        return torch.from_numpy(waves)[:, None], torch.from_numpy(activity)

    def _window(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        meeting = int(rng.integers(len(self._corpus)))
        start = int(rng.integers(self._corpus.length(meeting) - _SAMPLES))
        wave = self._corpus.audio(meeting, start, _SAMPLES)
        if rng.random() < _EXTRA_NOISE:
            wave = add_noise(wave, float(rng.uniform(10, 30)), rng)
        wave = wave * np.float32(10 ** (rng.uniform(_QUIETEST_DB, 0) / 20))
        return wave.astype(np.float32), self._activity(meeting, start / SAMPLE_RATE)

    def _activity(self, meeting: int, start: float) -> np.ndarray:
        turns, times = self._turns[meeting], self._middles + start
        near = turns[(turns[:, 0] < start + WINDOW_S) & (turns[:, 1] > start)]
        activity = np.zeros((len(times), int(turns[:, 2].max()) + 1 + SPEAKERS_IN_WINDOW), np.float32)
        for first, last, speaker in near:
            activity[(times >= first) & (times < last), int(speaker)] = 1
        # A window with more speakers than the model can tell keeps those who speak most (as pyannote's task does).
        return activity[:, np.argsort(-activity.sum(0), kind="stable")[:SPEAKERS_IN_WINDOW]]


def train_segmentation(model: PyanNet, corpus: Corpus, plan: Plan, report: Callable[[int, float], None]) -> PyanNet:
    """Train `model` in place. `report` is told the step and the running loss every 50 steps."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    windows = Windows(corpus, model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=plan.steps, pct_start=0.1)
    model.train()
    running = 0.0
    for step in range(1, plan.steps + 1):
        waves, activity = windows.batch(plan.batch, rng)
        loss = _loss(model(waves), activity)  # in float32: oneDNN's bfloat16 LSTM is ten times slower here
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running = float(loss) if step == 1 else 0.98 * running + 0.02 * float(loss)
        if step % 50 == 0:
            report(step, running)
    model.eval()
    return model


def frame_error(model: PyanNet, corpus: Corpus, windows: int = 96, seed: int = 5) -> float:
    """Diarisation error within windows: wrong, missed and invented speaker-frames over spoken ones, best permutation."""
    rng = np.random.default_rng(seed)
    waves, activity = Windows(corpus, model).batch(windows, rng)
    with torch.inference_mode():
        said = torch.cat([(model(part) > 0.5).float() for part in waves.split(16)])
    matched, _ = permutate(activity, said)
    missed = (activity.sum(2) - matched.sum(2)).clamp(min=0)
    invented = (matched.sum(2) - activity.sum(2)).clamp(min=0)
    confused = torch.minimum(activity.sum(2), matched.sum(2)) - (activity * matched).sum(2)
    return float((missed + invented + confused).sum() / activity.sum())


def _loss(said: torch.Tensor, activity: torch.Tensor) -> torch.Tensor:
    """`said` (batch, frames, speakers) probabilities, `activity` of the same shape 0 and 1, in any order of speakers."""
    target, _ = permutate(said.detach(), activity)
    return binary_cross_entropy(said.clamp(1e-6, 1 - 1e-6), target.float())
