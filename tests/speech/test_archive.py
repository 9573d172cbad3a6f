"""An archive that was damaged, cut, changed on purpose or made by another version."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutes.errors import InputMissing, InputUnreadable
from minutes.progress import NoProgress
from minutes.speech.archive import CONTENTS, check_archive, open_archive
from minutes.speech.catalog import Catalog
from minutes.speech.pack import choose, pack
from minutes.speech.unpack import unpack
from tests.speech.conftest import CONTENT

WEIGHTS = "models/small/model.bin"
Change = Callable[[dict[str, bytes], dict[str, Any]], None]


@pytest.fixture
def archive(catalog: Catalog, tmp_path: Path) -> Path:
    pack(choose(catalog, ["small"]), None, tmp_path / "small.zip", NoProgress())
    return tmp_path / "small.zip"


def again(archive: Path, change: Change) -> None:
    """Write the archive once more with its files or its list changed."""
    with zipfile.ZipFile(archive) as old:
        content = {name: old.read(name) for name in old.namelist()}
    listed = json.loads(content.pop(CONTENTS))
    change(content, listed)
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in {**content, CONTENTS: json.dumps(listed).encode()}.items():
            new.writestr(name, data)


def take(archive: Path, to: Path) -> None:
    with open_archive(archive) as opened:
        unpack(opened, to, False, NoProgress())


def states(archive: Path) -> dict[str, str]:
    with open_archive(archive) as opened:
        return {file.name: file.state for file in check_archive(opened, NoProgress()).files if file.state != "ok"}


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and path.name != ".models.lock"]


def _change(content: dict[str, bytes], listed: dict[str, Any]) -> None:
    content[WEIGHTS] = b"Weights"


def _longer(content: dict[str, bytes], listed: dict[str, Any]) -> None:
    content[WEIGHTS] = CONTENT["model.bin"] + b"more"


def _leave_out(content: dict[str, bytes], listed: dict[str, Any]) -> None:
    del content[WEIGHTS]


@pytest.mark.parametrize(("change", "state"), [(_change, "changed"), (_longer, "changed"), (_leave_out, "missing")])
def test_a_file_that_is_not_as_listed_is_found_and_nothing_is_unpacked(
    archive: Path, tmp_path: Path, change: Change, state: str
) -> None:
    again(archive, change)
    assert states(archive) == {WEIGHTS: state}
    with pytest.raises(InputUnreadable, match=WEIGHTS) as caught:
        take(archive, tmp_path / "to")
    assert caught.value.exit_code == 65
    assert left(tmp_path / "to") == []


def test_a_byte_that_flipped_on_the_way_is_found(archive: Path, tmp_path: Path) -> None:
    data = archive.read_bytes()
    assert data.count(b"weights") == 1
    archive.write_bytes(data.replace(b"weights", b"weighty"))
    assert states(archive) == {WEIGHTS: "changed"}
    with pytest.raises(InputUnreadable, match="壊れている"):
        take(archive, tmp_path / "to")


def test_a_file_nobody_vouches_for_is_reported_and_not_unpacked(archive: Path, tmp_path: Path) -> None:
    again(archive, lambda content, listed: content.update({"models/small/evil.py": b"import os"}))
    assert states(archive) == {"models/small/evil.py": "unknown"}
    take(archive, tmp_path / "to")
    assert "evil.py" not in left(tmp_path / "to")


@pytest.mark.parametrize(
    "name",
    ["models/small/../../../escaped", "/tmp/escaped", "models/small/..\\escaped", "C:/escaped", "models/x/escaped"],
)
def test_a_path_that_climbs_out_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    def climb(content: dict[str, bytes], listed: dict[str, Any]) -> None:
        content[name] = content[WEIGHTS]
        weights = next(file for file in listed["files"] if file["path"] == WEIGHTS)
        listed["files"].append({**weights, "path": name})

    again(archive, climb)
    with pytest.raises(InputUnreadable, match="置き場所のおかしい"):
        take(archive, tmp_path / "to")
    assert not (tmp_path / "to").exists()
    assert not list(tmp_path.rglob("escaped"))


def test_a_model_whose_name_is_a_path_is_refused(archive: Path, tmp_path: Path) -> None:
    def climb(content: dict[str, bytes], listed: dict[str, Any]) -> None:
        listed["models"][0]["name"] = "../small"

    again(archive, climb)
    with pytest.raises(InputUnreadable, match="目録が壊れています"):
        take(archive, tmp_path / "to")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_under_one_name_are_refused(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(WEIGHTS, b"other")
    with pytest.raises(InputUnreadable, match="同じ名前が二つ"):
        take(archive, tmp_path / "to")


def test_another_format_is_told_from_a_broken_archive(archive: Path, tmp_path: Path) -> None:
    again(archive, lambda content, listed: listed.update(format=2, something="new"))
    with pytest.raises(InputUnreadable, match="形式 2、扱えるのは 1"):
        take(archive, tmp_path / "to")


def test_what_is_no_archive_of_ours(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        take(tmp_path / "none.zip", tmp_path / "to")
    whole = archive.read_bytes()
    for data in (b"", b"text", whole[:-30], whole[: len(whole) // 2]):
        archive.write_bytes(data)
        with pytest.raises(InputUnreadable, match="途中で切れているか"):
            take(archive, tmp_path / "to")
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("photo.jpg", b"")
    with pytest.raises(InputUnreadable, match="作ったアーカイブではありません"):
        take(archive, tmp_path / "to")
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(CONTENTS, "[]")
    with pytest.raises(InputUnreadable, match="目録が壊れています"):
        take(archive, tmp_path / "to")
