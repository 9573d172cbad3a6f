"""Whose voice it is: pyannote's XVectorMFCC trained to tell the pool's speakers apart with ArcFace.

The loss is that of pyannote's SupervisedRepresentationLearningWithArcFace. Two things make it cheap enough for one core:
crops are turned into MFCCs once and met again at other places, loudness and tilt (which in MFCCs are sums), and beside
the speakers the embedding is asked for what the synthesis knows of them (base voice, pitch, formants).
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

from training.diarization.crops import Crops

DIMENSION = 128
# 64 ms windows resolve the harmonics of a low voice, so that its pitch shows; a frame every 20 ms keeps inference cheap.
MFCC = {"n_mfcc": 60, "melkwargs": {"n_fft": 1024, "hop_length": 320, "n_mels": 80, "f_min": 40.0}}
_FRAMES_PER_S = 50
CROP_S = (1.0, 3.0)
# Degrees; half of pyannote's defaults (28.6, 64), which need many more steps than one core allows.
_MARGIN, _SCALE = 14.0, 32.0
_TRAITS_WEIGHT = 4.0
# Feature-space augmentation, standard deviations in units of each MFCC's own: loudness (the first) and tilt (the next).
_SHIFTS = (0.5, 0.2, 0.1)


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train. `crops` are made once; a step is `batch` of them, cut to one random length."""

    steps: int
    crops: int
    batch: int = 64
    rate: float = 2e-3
    seed: int = 21
    again: bool = False  # goes on with a trained model


@dataclass(frozen=True)
class Bank:
    """MFCCs of many crops, standardised: `features` (crops, coefficients, frames) float16, `labels` (crops,)."""

    features: torch.Tensor
    labels: torch.Tensor
    mean: torch.Tensor
    spread: torch.Tensor


def new_model() -> XVectorMFCC:
    """An untrained XVectorMFCC of `DIMENSION` dimensions."""
    model = XVectorMFCC(mfcc=MFCC, dimension=DIMENSION)
    model.specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=CROP_S[1], min_duration=CROP_S[0]
    )
    return model


def make_bank(model: XVectorMFCC, crops: Crops, plan: Plan) -> Bank:
    """MFCCs of `plan.crops` crops of `CROP_S[1]` seconds, every speaker equally often."""
    rng = np.random.default_rng(plan.seed)
    labels = np.concatenate([rng.permutation(crops.classes) for _ in range(-(-plan.crops // crops.classes))])[
        : plan.crops
    ]
    parts = []
    with torch.no_grad():
        for some in np.array_split(labels, max(1, len(labels) // 64)):
            parts.append(model.mfcc(crops.batch(some, CROP_S[1], rng)).squeeze(1))
        sample = torch.cat(parts[:20])
        mean, spread = sample.mean((0, 2))[:, None], sample.std((0, 2))[:, None]
        features = torch.cat([((part - mean) / spread).half() for part in parts])
    return Bank(features, torch.from_numpy(labels), mean, spread)


def train_embedding(model: XVectorMFCC, crops: Crops, plan: Plan, report: Callable[[int, float], None]) -> XVectorMFCC:
    """Train `model` in place. `report` is told the step and the running share of crops put to the right speaker."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    bank = make_bank(model, crops, plan)
    traits = torch.from_numpy(crops.traits())
    loss_of = ArcFaceLoss(crops.classes, DIMENSION, margin=_MARGIN, scale=_SCALE)
    if plan.again:
        _unfold(model, bank)
        with torch.no_grad():
            loss_of.W.copy_(_directions(model, bank, crops.classes))
    trait_head = torch.nn.Linear(DIMENSION, traits.shape[1])
    parameters = [*model.parameters(), *loss_of.parameters(), *trait_head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=plan.steps, pct_start=0.15)
    model.train()
    right = 0.0
    for step in range(1, plan.steps + 1):
        features, labels = _draw(bank, plan.batch, rng)
        vectors = _embed(model, features)
        off = torch.nn.functional.mse_loss(trait_head(vectors), traits[labels])
        loss = loss_of(vectors, labels) + _TRAITS_WEIGHT * off
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 5.0)
        optimizer.step()
        schedule.step()
        hit = float((loss_of.get_logits(vectors.detach()).argmax(1) == labels).float().mean())
        right = 0.98 * right + 0.02 * hit
        if step % 50 == 0:
            report(step, right)
    model.eval()
    _fold(model, bank)
    return model


def embed(model: XVectorMFCC, waves: torch.Tensor) -> np.ndarray:
    """Embeddings (batch, `DIMENSION`) of crops by a finished model."""
    with torch.inference_mode():
        return model(waves).numpy()


def equal_error(vectors: np.ndarray, labels: np.ndarray) -> float:
    """Equal error rate of telling pairs of one speaker from pairs of two by cosine."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    above = np.triu_indices(len(unit), 1)
    cosine, same = (unit @ unit.T)[above], (labels[:, None] == labels[None])[above]
    thresholds = np.linspace(-1, 1, 401)
    rejected = np.searchsorted(np.sort(cosine[same]), thresholds) / same.sum()
    accepted = 1 - np.searchsorted(np.sort(cosine[~same]), thresholds) / (~same).sum()
    nearest = int(np.argmin(np.abs(rejected - accepted)))
    return float(rejected[nearest] + accepted[nearest]) / 2


def _draw(bank: Bank, size: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """A batch cut to one random length, each crop at a place, loudness and tilt of its own."""
    chosen = rng.integers(len(bank.labels), size=size)
    frames = int(rng.uniform(*CROP_S) * _FRAMES_PER_S)
    starts = rng.integers(bank.features.shape[2] - frames + 1, size=size)
    features = torch.stack(
        [bank.features[index, :, start : start + frames] for index, start in zip(chosen, starts, strict=True)]
    ).float()
    shifts = torch.from_numpy(rng.standard_normal((size, len(_SHIFTS))) * _SHIFTS).float()
    features[:, : len(_SHIFTS)] += shifts[:, :, None]
    return features, bank.labels[torch.from_numpy(chosen)]


def _embed(model: XVectorMFCC, features: torch.Tensor) -> torch.Tensor:
    """XVectorMFCC.forward after its MFCCs, the convolutions in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16):
        for layer in model.tdnns:
            features = layer(features)
    return model.embedding(model.stats_pool(features.float()))


def _fold(model: XVectorMFCC, bank: Bank) -> None:
    """Let the first convolution take raw MFCCs: w·(x − m)/s + b = (w/s)·x + (b − Σ w·m/s)."""
    first = model.tdnns[0]
    with torch.no_grad():
        first.weight /= bank.spread
        first.bias -= (first.weight * bank.mean).sum((1, 2))


def _unfold(model: XVectorMFCC, bank: Bank) -> None:
    """The reverse of `_fold`."""
    first = model.tdnns[0]
    with torch.no_grad():
        first.bias += (first.weight * bank.mean).sum((1, 2))
        first.weight *= bank.spread


def _directions(model: XVectorMFCC, bank: Bank, classes: int) -> torch.Tensor:
    """The mean embedding of each speaker's crops as columns, (`DIMENSION`, classes)."""
    model.eval()
    with torch.inference_mode():
        vectors = torch.cat([_embed(model, part.float()) for part in bank.features.split(64)])
    means = torch.zeros(classes, DIMENSION).index_add_(0, bank.labels, torch.nn.functional.normalize(vectors))
    return torch.nn.functional.normalize(means).T
