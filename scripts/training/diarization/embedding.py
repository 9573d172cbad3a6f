"""Whose voice it is: pyannote's XVectorMFCC trained to tell the pool's speakers apart with ArcFace.

The loss is that of pyannote's SupervisedRepresentationLearningWithArcFace; crops are cut, put in rooms and made noisy here. Every synthetic speaker counts three times: played slower and faster it is another person.
MFCCs are standardised in training and the standardisation is folded into the first convolution afterwards, so that the
stored model is an ordinary XVectorMFCC.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.models.embedding import XVectorMFCC
from pytorch_metric_learning.losses import ArcFaceLoss
from scipy.signal import resample_poly

from training.diarization.channel import MAX_TILT, telephone, tilt
from training.diarization.pool import Pool
from training.rooms import noise
from training.voices import SAMPLE_RATE

DIMENSION = 128
# 64 ms windows resolve the harmonics of a low voice, so that its pitch shows; a frame every 20 ms keeps inference cheap.
MFCC = {"n_mfcc": 60, "melkwargs": {"n_fft": 1024, "hop_length": 320, "n_mels": 80, "f_min": 40.0}}
PLAYED = ((1, 1), (15, 16), (16, 15))  # resampling up, down: one speaker played at three speeds
CROP_S = (1.0, 3.0)
# Degrees; half of pyannote's defaults (28.6, 64), which need many more steps than one core allows.
_MARGIN, _SCALE = 14.0, 32.0
_WET = 0.75
_NOISY = 0.9
_SNR_DB = (5.0, 35.0)
_GAIN_DB = (-30.0, 6.0)
_TELEPHONE = 0.06
_NOISE_BANK_S = 240


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. A step is `batch` crops of one random length from `CROP_S`."""

    steps: int
    batch: int = 64
    rate: float = 2e-3
    seed: int = 21


def new_model() -> XVectorMFCC:
    """An untrained XVectorMFCC of `DIMENSION` dimensions."""
    model = XVectorMFCC(mfcc=MFCC, dimension=DIMENSION)
    model.specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=CROP_S[1], min_duration=CROP_S[0]
    )
    return model


class Crops:
    """Random crops of one speaker each, as a microphone in a room would hear them."""

    def __init__(self, pool: Pool, rooms: list[np.ndarray], seed: int) -> None:
        self._pool = pool
        self._lines = pool.by_speaker(backchannel=False)
        self._rooms = torch.zeros(len(rooms), max(len(room) for room in rooms))
        for row, room in zip(self._rooms, rooms, strict=True):
            row[: len(room)] = torch.from_numpy(room)
        rng = np.random.default_rng(seed)
        self._noises = np.stack([noise(SAMPLE_RATE * 8, rng) for _ in range(_NOISE_BANK_S // 8)])

    @property
    def classes(self) -> int:
        """Number of speakers told apart."""
        return len(self._pool.voices) * len(PLAYED)

    def batch(self, labels: np.ndarray, seconds: float, rng: np.random.Generator) -> torch.Tensor:
        """One crop per label, (len(labels), 1, samples)."""
        length = int(seconds * SAMPLE_RATE)
        dry = torch.from_numpy(np.stack([self._crop(int(label), length, rng) for label in labels]))
        wet = self._in_rooms(dry, rng)
        return torch.from_numpy(np.stack([self._heard(wave, rng) for wave in wet.numpy()]))[:, None]

    def _crop(self, label: int, length: int, rng: np.random.Generator) -> np.ndarray:
        lines = self._lines[label // len(PLAYED)]
        up, down = PLAYED[label % len(PLAYED)]
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


def train_embedding(model: XVectorMFCC, crops: Crops, plan: Plan, report: Callable[[int, float], None]) -> XVectorMFCC:
    """Train `model` in place. `report` is told the step and the running share of crops put to the right speaker."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    mean, spread = _feature_statistics(model, crops, rng)
    loss_of = ArcFaceLoss(crops.classes, DIMENSION, margin=_MARGIN, scale=_SCALE)
    parameters = [*model.parameters(), *loss_of.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=plan.steps, pct_start=0.15)
    model.train()
    right = 0.0
    for step in range(1, plan.steps + 1):
        labels = rng.choice(crops.classes, plan.batch, replace=False)
        waves = crops.batch(labels, float(rng.uniform(*CROP_S)), rng)
        with torch.no_grad():
            features = (model.mfcc(waves).squeeze(1) - mean) / spread
        vectors = _embed(model, features)
        targets = torch.from_numpy(labels)
        loss = loss_of(vectors, targets)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 5.0)
        optimizer.step()
        schedule.step()
        hit = float((loss_of.get_logits(vectors.detach()).argmax(1) == targets).float().mean())
        right = 0.98 * right + 0.02 * hit
        if step % 50 == 0:
            report(step, right)
    model.eval()
    _fold(model, mean, spread)
    return model


def embed(model: XVectorMFCC, waves: torch.Tensor) -> np.ndarray:
    """Embeddings (batch, `DIMENSION`) of crops by a finished model."""
    with torch.inference_mode():
        return model(waves).numpy()


def _embed(model: XVectorMFCC, features: torch.Tensor) -> torch.Tensor:
    """XVectorMFCC.forward after its MFCCs, the convolutions in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16):
        for layer in model.tdnns:
            features = layer(features)
    return model.embedding(model.stats_pool(features.float()))


def _feature_statistics(
    model: XVectorMFCC, crops: Crops, rng: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and standard deviation of each MFCC over 256 crops, both (coefficients, 1)."""
    labels = rng.choice(crops.classes, min(256, crops.classes), replace=False)
    with torch.no_grad():
        features = model.mfcc(crops.batch(labels, 2.0, rng)).squeeze(1)
    return features.mean((0, 2))[:, None], features.std((0, 2))[:, None]


def _fold(model: XVectorMFCC, mean: torch.Tensor, spread: torch.Tensor) -> None:
    """Let the first convolution take raw MFCCs: w·(x − m)/s + b = (w/s)·x + (b − Σ w·m/s)."""
    first = model.tdnns[0]
    with torch.no_grad():
        first.weight /= spread
        first.bias -= (first.weight * mean).sum((1, 2))
