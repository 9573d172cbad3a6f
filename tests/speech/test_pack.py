"""The circle pack → verify → unpack, and what an archive says about its models."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from minutes.errors import CannotWrite, ModelMissing, TryAgainLater, WrongUsage
from minutes.progress import NoProgress
from minutes.speech import unpack as module
from minutes.speech.archive import Contents, check_archive, open_archive
from minutes.speech.catalog import Catalog
from minutes.speech.pack import choose, pack
from minutes.speech.staging import staging
from minutes.speech.unpack import Unpacked, unpack
from tests.speech.conftest import CONTENT, PIPELINE, fill


@pytest.fixture
def archive(catalog: Catalog, tmp_path: Path) -> Path:
    """The two shipped models, packed; `small` has a card."""
    (catalog.shipped / "small" / "CARD.md").write_text("a card")
    make(catalog, tmp_path / "all.zip")
    return tmp_path / "all.zip"


def make(catalog: Catalog, place: Path, *names: str) -> Contents:
    return pack(choose(catalog, names), None, place, NoProgress())


def take(archive: Path, to: Path, replace: bool = False) -> tuple[Unpacked, ...]:
    with open_archive(archive) as opened:
        return unpack(opened, to, replace, NoProgress())


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_was_packed_comes_out_the_same(archive: Path, tmp_path: Path) -> None:
    with open_archive(archive) as opened:
        assert check_archive(opened, NoProgress()).good
    assert [(u.name, u.state) for u in take(archive, tmp_path / "to")] == [("small", "new"), ("voices", "new")]
    assert files(tmp_path / "to" / "small") == {**CONTENT, "CARD.md": b"a card"}
    assert files(tmp_path / "to" / "voices") == PIPELINE


def test_a_shipped_model_that_was_left_out_is_found_by_name_after_unpacking(
    catalog: Catalog, archive: Path, tmp_path: Path
) -> None:
    slim = Catalog(catalog.manifest, tmp_path / "nothing", catalog.home)
    with pytest.raises(ModelMissing):
        slim.resolve("small", "asr")
    take(archive, slim.home)
    assert slim.resolve("small", "asr").folder == slim.home / "small"
    assert slim.resolve("small", "asr").sha256 == catalog.resolve("small", "asr").sha256
    assert slim.verify(slim.entry("small")).good


def test_licences_and_origin_travel_with_the_model(catalog: Catalog, tmp_path: Path) -> None:
    entry = catalog.entry("big").model_copy(update={"licence_texts": ("MIT.txt",)})
    catalog = Catalog(catalog.manifest.model_copy(update={"models": (entry,)}), catalog.shipped, catalog.home)
    fill(catalog.shipped / "licences", {"MIT.txt": b"permission"})
    fill(catalog.home / "big", {**CONTENT, "README.md": b"card", "LICENSE": b"terms"})
    make(catalog, tmp_path / "big.zip", "big")
    with zipfile.ZipFile(tmp_path / "big.zip") as opened:
        notice = opened.read("NOTICE.txt").decode("utf-8-sig")
        assert opened.testzip() is None
    assert all(word in notice for word in ("office/big", "0" * 40, "MIT", "試験用", "https://opensource.org"))
    take(tmp_path / "big.zip", tmp_path / "to")
    copy = tmp_path / "to" / "big"
    assert (copy / "licence" / "MIT.txt").read_bytes() == b"permission"
    assert {"README.md", "LICENSE"} <= set(files(copy))


def test_a_licence_text_makes_no_other_model(catalog: Catalog, tmp_path: Path) -> None:
    copy = fill(tmp_path / "copy", {**CONTENT, "licence/MIT.txt": b"may", "LICENSE": b"may", "CARD.md": b""})
    assert catalog.resolve(copy, "asr").name == "small"


def test_an_offices_own_folder_is_packed_under_its_name(catalog: Catalog, tmp_path: Path) -> None:
    own = fill(tmp_path / "庁内モデル", {**CONTENT, "model.bin": b"own", ".cache/x": b""})
    contents = make(catalog, tmp_path / "own.zip", str(own), "voices")
    assert [(m.name, m.kind, m.licence) for m in contents.models] == [
        ("庁内モデル", "asr", ""),
        ("voices", "diarization", "MIT"),
    ]
    take(tmp_path / "own.zip", tmp_path / "to")
    assert files(tmp_path / "to" / "庁内モデル") == {**CONTENT, "model.bin": b"own"}


def test_the_same_content_makes_the_same_archive(catalog: Catalog, archive: Path, tmp_path: Path) -> None:
    make(catalog, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_names_that_cannot_be_packed(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="まだ取得されていません"):
        choose(catalog, ["big"])
    with pytest.raises(ModelMissing, match="big、small、voices"):
        choose(catalog, ["enormous"])
    twin = fill(tmp_path / "small", {**CONTENT, "model.bin": b"own"})
    with pytest.raises(WrongUsage, match="同じ名前"):
        choose(catalog, ["small", str(twin)])
    with pytest.raises(ModelMissing, match="まとめるモデルがありません"):
        choose(Catalog(catalog.manifest, tmp_path / "no", tmp_path / "no"), [])


def test_a_damaged_model_is_not_packed_and_nothing_is_left(catalog: Catalog, tmp_path: Path) -> None:
    (catalog.shipped / "small" / "model.bin").write_bytes(b"Weights")
    with pytest.raises(ModelMissing, match="一覧と違います"):
        make(catalog, tmp_path / "out" / "all.zip")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_there_and_the_same_is_kept(archive: Path, tmp_path: Path) -> None:
    take(archive, tmp_path / "to")
    (tmp_path / "to" / "small" / "CARD.md").write_text("another card")
    assert [u.state for u in take(archive, tmp_path / "to")] == ["kept", "kept"]
    assert (tmp_path / "to" / "small" / "CARD.md").read_text() == "another card"


def test_another_model_under_the_name_is_only_replaced_when_asked(archive: Path, tmp_path: Path) -> None:
    other = fill(tmp_path / "to" / "small", {**CONTENT, "model.bin": b"another"})
    with pytest.raises(CannotWrite, match="--replace"):
        take(archive, tmp_path / "to")
    assert (other / "model.bin").read_bytes() == b"another"
    assert not (tmp_path / "to" / "voices").exists(), "all of them, or none"
    assert [u.state for u in take(archive, tmp_path / "to", replace=True)] == ["replaced", "new"]
    assert (other / "model.bin").read_bytes() == CONTENT["model.bin"]
    assert [p.name for p in (tmp_path / "to").iterdir() if p.is_dir() and p.name.startswith(".")] == []


def test_the_old_model_comes_back_when_the_new_one_cannot_be_moved(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = fill(tmp_path / "to" / "small", {**CONTENT, "model.bin": b"another"})
    real = module.os.replace

    def replace(source: Path, target: Path) -> None:
        if source.parent.name == "new":
            raise OSError(5, "Input/output error")
        real(source, target)

    monkeypatch.setattr(module.os, "replace", replace)
    with pytest.raises(CannotWrite):
        take(archive, tmp_path / "to", replace=True)
    assert (other / "model.bin").read_bytes() == b"another"


def test_too_little_room_is_noticed_before_and_during(
    archive: Path, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 3})())
        with pytest.raises(CannotWrite, match="空き容量"):
            take(archive, tmp_path / "to")
        with pytest.raises(CannotWrite, match="-o で指定"):
            make(catalog, tmp_path / "no" / "room.zip")
    assert not (tmp_path / "no").exists()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(CannotWrite, match="--to"):
        take(archive, tmp_path / "to")
    assert [p.name for p in (tmp_path / "to").iterdir()] == [".models.lock"]


def test_what_a_killed_unpacking_left_is_cleared_and_two_do_not_meet(archive: Path, tmp_path: Path) -> None:
    with staging(tmp_path / "to"), pytest.raises(TryAgainLater):
        take(archive, tmp_path / "to")
    fill(tmp_path / "to" / ".unfinished-dead" / "new" / "small", {"model.bin": b"half"})
    take(archive, tmp_path / "to")
    assert sorted(p.name for p in (tmp_path / "to").iterdir()) == [".models.lock", "small", "voices"]
