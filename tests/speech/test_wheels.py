"""Wheels for behind the gap: real pip over a folder of two tiny wheels and a lock of their own."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from minutes import __version__
from minutes.errors import InputUnreadable, ServiceMissing
from minutes.progress import NoProgress
from minutes.speech import wheels as module
from minutes.speech.archive import REQUIREMENTS, open_archive
from minutes.speech.catalog import Catalog
from minutes.speech.pack import choose, pack
from minutes.speech.wheels import gather, lock_file


def wheel(folder: Path, name: str, version: str) -> Path:
    """The smallest wheel pip takes: a module that names itself."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    content = {
        f"{name}_gap.py": f"NAME = {name!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{file},{_digest(text)},{len(text)}" for file, text in content.items()]
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**content, f"{info}/RECORD": "\n".join([*record, f"{info}/RECORD,,"]) + "\n"}.items():
            archive.writestr(file, text)
    return path


def _digest(text: str) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def locked(lock: Path, *wheels: Path) -> Path:
    lines = [
        f"{w.name.split('-')[0]}=={w.name.split('-')[1]} --hash=sha256:{hashlib.sha256(w.read_bytes()).hexdigest()}"
        for w in wheels
    ]
    lock.write_text("\n".join(lines) + "\n")
    return lock


@pytest.fixture(autouse=True)
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip looks nowhere but where it is told."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)


def test_packed_wheels_install_where_there_is_no_index(catalog: Catalog, tmp_path: Path) -> None:
    source = tmp_path / "source"
    lock = locked(tmp_path / "lock", wheel(source, "needed", "1.0"))
    wheel(source, "minutes", __version__)
    wheel(source, "unneeded", "1.0")
    gathered = gather(lock, tmp_path / "scratch" / "wheels", source, NoProgress())
    contents = pack(choose(catalog, ["small"]), gathered, tmp_path / "all.zip", NoProgress())
    assert contents.wheels is not None
    assert contents.wheels.python == f"{sys.version_info.major}.{sys.version_info.minor}"
    names = [file.path for file in contents.files if file.path.startswith("wheels/")]
    assert names == [
        f"wheels/minutes-{__version__}-py3-none-any.whl",
        "wheels/needed-1.0-py3-none-any.whl",
        f"wheels/{REQUIREMENTS}",
    ]
    with zipfile.ZipFile(tmp_path / "all.zip") as opened:
        opened.extractall(tmp_path / "gap")
        readme = opened.read("README.ja.txt").decode("utf-8-sig")
    given = ["--no-index", "--find-links", "wheels", "--require-hashes", "-r", f"wheels/{REQUIREMENTS}"]
    assert " ".join(given) in readme
    installed = tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(installed), *given],
        cwd=tmp_path / "gap",
        check=True,
    )
    assert sorted(path.name for path in installed.glob("*_gap.py")) == ["minutes_gap.py", "needed_gap.py"]
    with open_archive(tmp_path / "all.zip") as archive:
        assert archive.contents.wheels == contents.wheels


def test_a_wheel_that_is_not_the_locks_is_refused(tmp_path: Path) -> None:
    lock = locked(tmp_path / "lock", wheel(tmp_path / "true", "needed", "1.0"))
    wheel(tmp_path / "false", "needed", "1.0").write_bytes(b"PK")
    with pytest.raises(InputUnreadable, match="ハッシュと一致しません"):
        gather(lock, tmp_path / "scratch" / "wheels", tmp_path / "false", NoProgress())


def test_a_wheel_that_is_not_to_be_had_is_named(tmp_path: Path) -> None:
    lock = locked(tmp_path / "lock", wheel(tmp_path / "source", "needed", "1.0"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ServiceMissing, match="needed"):
        gather(lock, tmp_path / "scratch" / "wheels", tmp_path / "empty", NoProgress())


def test_an_installed_minutes_cannot_be_packed_without_its_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "shipped", lambda *names: tmp_path.joinpath(*names))
    with pytest.raises(ServiceMissing, match=r"minutes-.*\.whl"):
        module._own_wheel(tmp_path, tmp_path)


def test_the_lock_is_where_an_installation_finds_it() -> None:
    assert "torch==" in lock_file().read_text("utf-8")
