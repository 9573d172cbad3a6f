"""From nothing to models/diarization-mini: voices, meetings, two models, PLDA, clustering, folder.

Each stage leaves its result in the data folder and is not repeated while that is there.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from pyannote.audio import Model
from pyannote.audio.models.embedding import XVectorMFCC
from pyannote.audio.models.segmentation import PyanNet

from training.diarization import embedding, segmentation
from training.diarization.corpus import Corpus, load_corpus, make_corpus, seeded
from training.diarization.crops import Crops
from training.diarization.export import Clustering, digests, save_config, save_model
from training.diarization.fuse import fused
from training.diarization.given import given_encoder, given_segmentation
from training.diarization.meetings import Simulator, Style
from training.diarization.plda import fit_plda
from training.diarization.pool import Script, evaluation_voices, load_pool, make_pool, training_voices
from training.diarization.score import recordings
from training.diarization.sharpen import sharpened
from training.diarization.text import EVAL, TRAIN
from training.diarization.tune import best_clustering
from training.rooms import room_responses
from training.voices import HELD_OUT, Voice

REPOSITORY = Path(__file__).resolve().parents[3]
EVALUATION = "eval"

_TRAIN_SPEAKERS = 700
_EVAL_SPEAKERS = 16  # besides the held-out voices
_DEV_SPEAKERS = 24
_MEETINGS_STYLE = Style(duration_s=180.0)
# Always a room, and light noise: the conditions in which the model is measured.
_TEST_STYLE = Style(duration_s=150.0, dry=0.0, telephone=0.0, snr_db=(18.0, 30.0))
_TEST_MEETINGS = 6
_ROOMS = 400
_TEST_ROOMS = 60
_CHECK_CROPS = 8  # per speaker
_FIT_CROPS = 4  # per speaker, for turning the embedding and for the PLDA
_FIT_CROP_S = 2.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How much to make and how long to train; each round goes on where the one before ended."""

    meetings: int = 90
    segmentation: tuple[segmentation.Plan, ...] = (segmentation.Plan(400, rate=3e-4, seed=11),)
    embedding: tuple[embedding.Plan, ...] = (embedding.Plan(500, crops=6_300, rate=2e-3, seed=21),)
    embedding_share: float = 0.4  # of our own encoder in the cosine; the rest is the one given


def build(data: Path, out: Path, recipe: Recipe, say: Say) -> None:
    """Make everything under `data` and the finished folder at `out`."""
    torch.set_num_threads(1)
    data.mkdir(parents=True, exist_ok=True)
    models = data / "model"
    _speak_training(data, say)
    shutil.copytree(_segmentation(data, recipe, say), models / "segmentation", dirs_exist_ok=True)
    _fuse(data, _turn_and_plda(data, _embedding(data, recipe, say), say), recipe.embedding_share)
    setting = _tune(models, _meetings(data, "dev", _TEST_STYLE, _TEST_MEETINGS, say), say)
    for part in ("segmentation", "embedding", "plda"):
        shutil.copytree(models / part, out / part, dirs_exist_ok=True)
    save_config(out, setting)
    for path, digest in digests(out).items():
        say(f"{digest}  {path}")
    say(f"done: {out}")


def evaluation_meetings(data: Path, say: Say) -> Corpus:
    """The meetings that nothing was trained or tuned on: unseen voices, unseen sentences, rooms of their own."""
    voices = evaluation_voices(_EVAL_SPEAKERS, _trained_voices(), random.Random(3))
    _speak(data / EVALUATION, voices, Script(EVAL, 6, 4), say)
    return _meetings(data, EVALUATION, _TEST_STYLE, _TEST_MEETINGS, say)


def _trained_voices() -> list[Voice]:
    return training_voices(_TRAIN_SPEAKERS, random.Random(1))


def _speak_training(data: Path, say: Say) -> None:
    trained = _trained_voices()
    tuning = evaluation_voices(_DEV_SPEAKERS, trained, random.Random(5))[len(HELD_OUT) :]
    _speak(data / "dev", tuning, Script(TRAIN, 4, 6), say)
    _speak(data / "train", trained, Script(TRAIN, 3, 2), say)


def _speak(folder: Path, voices: list[Voice], script: Script, say: Say) -> None:
    if (folder / "pool.json").exists():
        return
    say(f"{folder.name}: {len(voices)} voices speak")
    make_pool(folder, voices, script, lambda done: say(f"  {done} voices") if done % 50 == 0 else None)


def _meetings(data: Path, name: str, style: Style, count: int, say: Say) -> Corpus:
    """`count` meetings of the pool `name`, in rooms of their own."""
    path = data / f"{name}-meetings"
    if not path.with_suffix(".json").exists():
        say(f"{name}: {count} meetings")
        seed = {"train": 31, "dev": 32, EVALUATION: 33}[name]
        rooms = room_responses(_ROOMS if name == "train" else _TEST_ROOMS, np.random.default_rng(seed))
        make_corpus(path, seeded(Simulator(load_pool(data / name), rooms, style), seed), count)
    return load_corpus(path)


def _segmentation(data: Path, recipe: Recipe, say: Say) -> Path:
    corpus = _meetings(data, "train", _MEETINGS_STYLE, recipe.meetings, say)
    dev = _meetings(data, "dev", _TEST_STYLE, _TEST_MEETINGS, say)

    def train(model: PyanNet, plan: segmentation.Plan) -> None:
        segmentation.train_segmentation(
            model, corpus, plan, lambda step, loss: say(f"  segmentation {step}: loss {loss:.3f}")
        )
        say(f"segmentation: error within windows {segmentation.frame_error(model, dev):.3f}")

    return _rounds(
        data,
        "segmentation",
        lambda: given_segmentation(data),
        [partial(train, plan=plan) for plan in recipe.segmentation],
    )


def _embedding(data: Path, recipe: Recipe, say: Say) -> Path:
    def train(model: XVectorMFCC, plan: embedding.Plan) -> None:
        embedding.train_embedding(
            model, _crops(data, "train"), plan, lambda step, hit: say(f"  embedding {step}: right {hit:.3f}")
        )
        say(f"embedding: equal error rate of 2 s crops of unseen voices {_equal_error(data, model):.3f}")

    return _rounds(data, "embedding", embedding.new_model, [partial(train, plan=plan) for plan in recipe.embedding])


def _rounds(data: Path, name: str, new: Callable[[], Model], rounds: list[Callable[[Model], None]]) -> Path:
    """Train round after round, each from the one before; returns the last round's folder."""
    folder: Path | None = None
    for number, train in enumerate(rounds, 1):
        before, folder = folder, data / "rounds" / f"{name}-{number}"
        if not folder.exists():
            torch.manual_seed(number)  # what a new model starts from
            model = Model.from_pretrained(before) if before else new()
            train(model)
            save_model(model, folder)
    assert folder is not None
    return folder


def _turn_and_plda(data: Path, before: Path, say: Say) -> Model:
    """The trained embedding turned; `model/plda` of what it gives (pyannote.audio loads one whatever the clustering)."""
    model = Model.from_pretrained(before)
    model.eval()
    crops, rng = _crops(data, "train"), np.random.default_rng(41)
    speakers = np.tile(crops.plain, _FIT_CROPS)
    parts = [embedding.embed(model, crops.batch(part, _FIT_CROP_S, rng)) for part in np.array_split(speakers, 64)]
    turned, vectors = sharpened(model, np.concatenate(parts).astype(np.float64), speakers)
    fit_plda(vectors, speakers, data / "model" / "plda")
    say(f"embedding: turned; equal error rate of 2 s crops of unseen voices {_equal_error(data, turned):.3f}")
    return turned


def _fuse(data: Path, own: XVectorMFCC, share: float) -> None:
    """`model/embedding`: our encoder and the given one side by side."""
    save_model(fused(own, given_encoder(data), share), data / "model" / "embedding")


def _equal_error(data: Path, model: XVectorMFCC) -> float:
    crops, rng = _crops(data, "dev"), np.random.default_rng(42)
    labels = np.tile(crops.plain, _CHECK_CROPS)
    return embedding.equal_error(embedding.embed(model, crops.batch(labels, 2.0, rng)), labels)


def _crops(data: Path, name: str) -> Crops:
    rooms = room_responses(_ROOMS, np.random.default_rng({"train": 34, "dev": 36}[name]))
    return Crops(load_pool(data / name), rooms, seed=35)


def _tune(models: Path, dev: Corpus, say: Say) -> Clustering:
    error, setting = best_clustering(models, recordings(dev, "dev"))
    say(f"{setting.name}: error {error:.3f} with {setting.parameters}")
    return setting


def main(argv: list[str]) -> int:
    """Command line of scripts/train-diarization-mini."""
    parser = argparse.ArgumentParser(
        prog="train-diarization-mini", description="Makes models/diarization-mini from nothing."
    )
    parser.add_argument(
        "--data", type=Path, default=REPOSITORY / ".training" / "diarization", help="for all that is made on the way"
    )
    parser.add_argument(
        "--out", type=Path, default=REPOSITORY / "models" / "diarization-mini", help="the folder pyannote.audio loads"
    )
    parser.add_argument("--rounds", type=int, help="stop after so many rounds of training (all)")
    options = parser.parse_args(argv)
    whole = Recipe()
    recipe = Recipe(whole.meetings, whole.segmentation[: options.rounds], whole.embedding[: options.rounds])
    begun = time.monotonic()
    build(
        options.data,
        options.out,
        recipe,
        lambda line: print(f"{time.monotonic() - begun:6.0f} s  {line}", file=sys.stderr, flush=True),
    )
    return 0
