"""A small manifest of two models, and folders that look like them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from minutes.speech import modelfolder
from minutes.speech.catalog import Catalog
from minutes.speech.manifest import Manifest

CONTENT = {"config.json": b"{}", "model.bin": b"weights", "tokenizer.json": b"{}", "vocabulary.json": b"[]"}
PIPELINE = {"config.yaml": b"pipeline:\n", "segmentation/pytorch_model.bin": b"segmentation"}


def fill(folder: Path, content: dict[str, bytes]) -> Path:
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _files(content: dict[str, bytes]) -> list[dict[str, object]]:
    return [{"name": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()} for n, d in content.items()]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remembered hashes go to a cache of the test's own."""
    monkeypatch.setattr(modelfolder.platformdirs, "user_cache_dir", lambda name: str(tmp_path / "cache"))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """`big` can be fetched; `small` and `voices` are shipped (and there)."""
    common = {"licence": "MIT", "memory_gb": 1.0, "origin": "試験用"}
    models = [
        {"name": "big", "kind": "asr", "repository": "office/big", "revision": "0" * 40, "files": _files(CONTENT)},
        {"name": "small", "kind": "asr", "notice": "試用です。", "files": _files(CONTENT), "decoding": {"chunk_s": 10}},
        {"name": "voices", "kind": "diarization", "files": _files(PIPELINE)},
    ]
    fill(tmp_path / "shipped" / "small", CONTENT)
    fill(tmp_path / "shipped" / "voices", PIPELINE)
    manifest = Manifest.model_validate({"models": [{**common, **model} for model in models]})
    return Catalog(manifest, tmp_path / "shipped", tmp_path / "home")
