"""A model by name or by folder, and what is said when it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutes.errors import ModelMissing
from minutes.speech.catalog import Catalog, open_catalog
from minutes.speech.manifest import shipped_manifest
from tests.speech.conftest import CONTENT, fill


def test_a_shipped_model_comes_with_its_notice_and_decoding(catalog: Catalog) -> None:
    model = catalog.resolve("small", "asr")
    assert (model.name, model.folder, model.notice) == ("small", catalog.shipped / "small", "試用です。")
    assert model.decoding.chunk_s == 10
    assert len(model.sha256) == 64


def test_a_copy_of_a_known_model_keeps_its_notice_wherever_it_lies(catalog: Catalog, tmp_path: Path) -> None:
    copy = catalog.resolve(fill(tmp_path / "elsewhere", CONTENT), "asr")
    assert (copy.name, copy.notice, copy.decoding.chunk_s) == ("small", "試用です。", 10)
    assert copy.sha256 == catalog.resolve("small", "asr").sha256


def test_an_unknown_folder_is_taken_as_it_is(catalog: Catalog, tmp_path: Path) -> None:
    model = catalog.resolve(fill(tmp_path / "own", {**CONTENT, "model.bin": b"other"}), "asr")
    assert (model.name, model.notice, model.revision) == ("own", "", "")


def test_the_hash_is_that_of_the_content(catalog: Catalog, tmp_path: Path) -> None:
    folder = fill(tmp_path / "own", CONTENT)
    before = catalog.resolve(folder, "asr").sha256
    (folder / "README.md").write_text("a better card")
    assert catalog.resolve(folder, "asr").sha256 == before
    (folder / "model.bin").write_bytes(b"WEIGHTS")
    assert catalog.resolve(folder, "asr").sha256 != before


@pytest.mark.parametrize(
    ("wanted", "kind", "words"),
    [
        ("big", "asr", ("まだ取得されていません", "minutes models fetch big")),
        ("voices", "asr", ("話者分離のモデルは", "big、small")),
        ("enormous", "asr", ("その名前のモデルもフォルダーもありません", "big、small")),
        ("no/such/folder", "asr", ("フォルダーがありません", "no/such/folder")),
        ("{empty}", "asr", ("フォルダーが空です",)),
        ("{half}", "asr", ("tokenizer.json、vocabulary.json がありません", "CTranslate2")),
        ("{half}", "diarization", ("config.yaml がありません", "pyannote.audio")),
        ("{parts}", "diarization", ("モデルのフォルダーに embedding、plda/x.npz がありません", "pyannote.audio")),
    ],
)
def test_what_is_missing_is_said_with_advice(
    catalog: Catalog, tmp_path: Path, wanted: str, kind: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "empty").mkdir()
    half = fill(tmp_path / "half", {"config.json": b"{}", "model.bin": b"w"})
    described = b"segmentation: $model/segmentation\nembedding: $model/embedding\nplda: $model/plda/x.npz\n"
    parts = fill(tmp_path / "parts", {"config.yaml": described, "segmentation/pytorch_model.bin": b"w"})
    wanted = wanted.format(empty=tmp_path / "empty", half=half, parts=parts)
    with pytest.raises(ModelMissing) as caught:
        catalog.resolve(wanted, kind)  # type: ignore[arg-type]
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert caught.value.exit_code == 69


def test_a_model_cut_short_is_not_loaded(catalog: Catalog) -> None:
    (catalog.shipped / "small" / "model.bin").write_bytes(b"wei")
    with pytest.raises(ModelMissing, match=r"大きさが違います（model\.bin）"):
        catalog.resolve("small", "asr")


def test_verify_finds_the_changed_and_the_missing_file(catalog: Catalog) -> None:
    entry = catalog.entry("small")
    assert catalog.verify(entry).good
    (catalog.shipped / "small" / "model.bin").write_bytes(b"Weights")
    (catalog.shipped / "small" / "config.json").unlink()
    check = catalog.verify(entry)
    assert not check.good
    assert {file.name: file.state for file in check.files if file.state != "ok"} == {
        "model.bin": "changed",
        "config.json": "missing",
    }


def test_fetched_models_lie_where_the_environment_says(tmp_path: Path) -> None:
    assert open_catalog({"MINUTES_MODELS": str(tmp_path)}).home == tmp_path
    assert open_catalog({}).home.name == "models"


def test_the_shipped_manifest_pins_what_it_fetches() -> None:
    manifest = shipped_manifest()
    assert {"asr-mini", "diarization-mini", "large-v3", "large-v3-turbo", "kotoba-whisper", "community-1"} == set(
        manifest.names()
    )
    for entry in manifest.models:
        if entry.repository:
            assert len(entry.revision) == 40, "a commit, not a branch that moves"
            assert all(file.size and file.sha256 for file in entry.files)
        else:
            assert "実際の会議には適しません" in entry.notice


@pytest.mark.parametrize("name", ["asr-mini", "diarization-mini"])
def test_shipped_models_are_those_of_the_manifest(name: str) -> None:
    catalog = open_catalog({})
    entry = catalog.entry(name)
    if not any((catalog.place(entry) / file.name).exists() for file in entry.files):
        pytest.skip("not trained yet")
    check = catalog.verify(entry)
    assert [(file.name, file.state) for file in check.files if file.state != "ok"] == []
    assert sum(path.stat().st_size for path in catalog.place(entry).rglob("*") if path.is_file()) <= 20e6
