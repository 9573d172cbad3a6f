"""The folder that `pyannote.audio.Pipeline.from_pretrained` loads: config.yaml and two checkpoints."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
import yaml
from pyannote.audio import Model

CHECKPOINT = "pytorch_model.bin"
_LARGE = 20_000  # elements
# Filterbanks, and the convolution that takes raw MFCCs (hundreds) and whose weights are small for it.
_EXACT = {"mfcc.MelSpectrogram.mel_scale.fb", "tdnns.0.weight"}


@dataclass(frozen=True)
class Clustering:
    """A clustering of pyannote.audio by class name, its hyper-parameters, and what goes with it."""

    name: str
    params: dict[str, Any]
    segmentation_step: float = 0.2  # of a window
    speech_threshold: float = 0.5  # probability from which a speaker counts as speaking
    embedding_exclude_overlap: bool = True
    min_duration_off_s: float = 0.5  # a shorter pause of one speaker is a breath, not the end of a turn

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """As the pipeline is instantiated with."""
        return {
            "clustering": self.params,
            "segmentation": {"threshold": self.speech_threshold, "min_duration_off": self.min_duration_off_s},
        }


def save_model(model: Model, folder: Path) -> None:
    """Write `model` as pyannote.audio stores one."""
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = {
        "state_dict": {name: _compact(name, tensor) for name, tensor in model.state_dict().items()},
        "hyper_parameters": dict(model.hparams),
        "pytorch-lightning_version": version("lightning"),
        "pyannote.audio": {
            "versions": {"torch": version("torch").split("+")[0], "pyannote.audio": version("pyannote.audio")},
            "architecture": {"module": type(model).__module__, "class": type(model).__name__},
            "specifications": model.specifications,
        },
    }
    torch.save(checkpoint, folder / CHECKPOINT)


def save_config(folder: Path, clustering: Clustering) -> None:
    """Write config.yaml; `$model/…` is resolved by pyannote.audio against the folder, wherever it lies."""
    config = {
        "dependencies": {"pyannote.audio": "4.0.0"},
        "pipeline": {
            "name": "pyannote.audio.pipelines.SpeakerDiarization",
            "params": {
                "segmentation": "$model/segmentation",
                "segmentation_step": clustering.segmentation_step,
                "segmentation_batch_size": 8,
                "embedding": "$model/embedding",
                "embedding_batch_size": 16,
                "embedding_exclude_overlap": clustering.embedding_exclude_overlap,
                "clustering": clustering.name,
                "plda": "$model/plda",
            },
        },
        "params": clustering.parameters,
    }
    text = yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
    (folder / "config.yaml").write_text(text, encoding="utf-8")


def _compact(name: str, tensor: torch.Tensor) -> torch.Tensor:
    """The large matrices as float16: half the file. pyannote.audio loads them into float32 parameters again."""
    large = tensor.is_floating_point() and tensor.numel() >= _LARGE
    return tensor.half() if large and name not in _EXACT else tensor


def digests(folder: Path) -> dict[str, str]:
    """sha256 of each file of the folder that pyannote.audio loads, by path within it."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".bin", ".npz", ".yaml"})
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
