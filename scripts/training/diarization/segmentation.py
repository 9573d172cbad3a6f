"""Who speaks in ten seconds: a small PyanNet trained on windows of synthetic meetings.

Model, powerset, permutation and loss are pyannote.audio's own; the loop is plain because a Lightning trainer and a
pyannote.database protocol would cost more than they give for windows cut from one file.
Loss as in pyannote.audio.tasks.SpeakerDiarization: permutation-invariant negative log-likelihood over the powerset
(Plaquet & Bredin, Interspeech 2023).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.models.segmentation import PyanNet
from pyannote.audio.utils.loss import nll_loss
from pyannote.audio.utils.permutation import permutate
from pyannote.audio.utils.powerset import Powerset

from training.diarization.corpus import Corpus
from training.rooms import add_noise
from training.voices import SAMPLE_RATE

WINDOW_S = 10.0
SPEAKERS_IN_WINDOW = 3
SPEAKERS_AT_ONCE = 2
_SAMPLES = int(WINDOW_S * SAMPLE_RATE)
_EXTRA_NOISE = 0.3  # share of windows that get noise on top of the meeting's own
_QUIETEST_DB = -20.0


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. A step is `batch` windows of `WINDOW_S`."""

    steps: int
    batch: int = 16
    rate: float = 2e-3
    seed: int = 11


def new_model(stride: int = 20) -> PyanNet:
    """An untrained PyanNet; `stride` of its sinc filters in samples (20: a decision every 34 ms)."""
    model = PyanNet(
        sincnet={"stride": stride},
        lstm={"hidden_size": 128, "num_layers": 2},
        linear={"hidden_size": 128, "num_layers": 1},
    )
    model.specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=WINDOW_S,
        classes=[f"speaker#{number + 1}" for number in range(SPEAKERS_IN_WINDOW)],
        powerset_max_classes=SPEAKERS_AT_ONCE,
        permutation_invariant=True,
    )
    model.build()
    return model


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
    powerset = Powerset(SPEAKERS_IN_WINDOW, SPEAKERS_AT_ONCE)
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=plan.steps, pct_start=0.1)
    model.train()
    running = 0.0
    for step in range(1, plan.steps + 1):
        waves, activity = windows.batch(plan.batch, rng)
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(waves)
        loss = _loss(scores.float(), activity, powerset)
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
    powerset = Powerset(SPEAKERS_IN_WINDOW, SPEAKERS_AT_ONCE)
    with torch.inference_mode():
        said = torch.cat([powerset.to_multilabel(model(part)) for part in waves.split(16)])
    matched, _ = permutate(activity, said)
    missed = (activity.sum(2) - matched.sum(2)).clamp(min=0)
    invented = (matched.sum(2) - activity.sum(2)).clamp(min=0)
    confused = torch.minimum(activity.sum(2), matched.sum(2)) - (activity * matched).sum(2)
    return float((missed + invented + confused).sum() / activity.sum())


def _loss(scores: torch.Tensor, activity: torch.Tensor, powerset: Powerset) -> torch.Tensor:
    """`scores` (batch, frames, powerset classes) log-probabilities, `activity` (batch, frames, speakers)."""
    said = powerset.to_multilabel(scores.detach(), soft=True)
    target, _ = permutate(said, activity)
    classes = torch.argmax(powerset.to_powerset(target.float()), dim=-1)
    return nll_loss(scores, classes)
