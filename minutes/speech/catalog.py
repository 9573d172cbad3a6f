"""From a name or a folder to a model that can be loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from minutes.domain import Value
from minutes.errors import ModelMissing
from minutes.files import file_hash
from minutes.resources import shipped
from minutes.speech.manifest import Kind, Manifest, ModelEntry, shipped_manifest
from minutes.speech.modelfolder import ModelFolder, content_hash, require

__all__ = ["HOME_VARIABLE", "Catalog", "FileCheck", "ModelCheck", "ModelFolder", "open_catalog", "resolve"]

HOME_VARIABLE = "MINUTES_MODELS"
_KINDS: dict[Kind, str] = {"asr": "音声認識", "diarization": "話者分離"}

FileState = Literal["ok", "unknown", "changed", "missing"]


class FileCheck(Value):
    """One file of a model held against the manifest. `unknown`: there, but the manifest does not know its hash."""

    name: str
    state: FileState
    sha256: str = ""


class ModelCheck(Value):
    """What `verify` found for one model."""

    name: str
    folder: str
    files: tuple[FileCheck, ...]

    @property
    def good(self) -> bool:
        return all(file.state in ("ok", "unknown") for file in self.files)


@dataclass(frozen=True)
class Catalog:
    """The models of a manifest and where they may lie: shipped with the software, or fetched into `home`."""

    manifest: Manifest
    shipped: Path
    home: Path

    def place(self, entry: ModelEntry) -> Path:
        """Where the model lies or would lie. A shipped one that was left out of an installation may come by archive."""
        beside = self.shipped / entry.name
        return beside if not entry.repository and beside.is_dir() else self.home / entry.name

    def installed(self, entry: ModelEntry) -> bool:
        """Whether all files are there with the size they should have (no hash is computed)."""
        return all(_sized(self.place(entry) / file.name, file.size) for file in entry.files)

    def resolve(self, wanted: str | Path, kind: Kind) -> ModelFolder:
        """`wanted`: a name from the manifest, or a folder on disk. Raises ModelMissing with advice."""
        entry = self.manifest.get(str(wanted))
        if entry is None:
            return self._folder(Path(wanted).expanduser(), kind)
        if entry.kind != kind:
            raise ModelMissing(
                f"{_KINDS[entry.kind]}のモデルは、{_KINDS[kind]}には使えません",
                subject=entry.name,
                advice=f"{_KINDS[kind]}のモデルを選んでください：{'、'.join(self.manifest.names(kind))}",
            )
        folder = self.place(entry)
        if not folder.is_dir() and entry.repository:
            raise ModelMissing("モデルがまだ取得されていません", subject=entry.name, advice=_how_to_get(entry))
        require(folder, kind)
        wrong = [file.name for file in entry.files if not _sized(folder / file.name, file.size)]
        if wrong:
            raise ModelMissing(
                f"モデルのファイルが欠けているか、大きさが違います（{'、'.join(wrong)}）",
                subject=folder,
                advice=_how_to_get(entry) if entry.repository else "minutes を入れ直してください。",
            )
        return _known(entry, folder, content_hash(folder))

    def _folder(self, folder: Path, kind: Kind) -> ModelFolder:
        if not folder.exists() and len(folder.parts) == 1:
            raise ModelMissing(
                "その名前のモデルもフォルダーもありません",
                subject=folder,
                advice=f"選べる名前：{'、'.join(self.manifest.names(kind))}。フォルダーの場所でも指定できます。",
            )
        require(folder, kind)
        digest = content_hash(folder)
        known = next((e for e in self.manifest.models if self._is_copy(folder, e, digest)), None)
        if known is None:
            return ModelFolder(folder.resolve().name, kind, folder, digest)
        return _known(known, folder, digest)

    def _is_copy(self, folder: Path, entry: ModelEntry, digest: str) -> bool:
        """Whether a folder given by path holds a model we know: it keeps its name, its decoding and its notice."""
        place = self.place(entry)
        if folder.resolve() == place.resolve():
            return True
        sizes = all(_sized(folder / file.name, file.size) for file in entry.files)
        return sizes and place.is_dir() and content_hash(place) == digest

    def verify(self, entry: ModelEntry) -> ModelCheck:
        """Hash every file of an installed model and compare."""
        folder = self.place(entry)
        checks = []
        for file in entry.files:
            path = folder / file.name
            digest = file_hash(path) if path.is_file() else ""
            state: FileState = "missing" if not digest else "unknown" if not file.sha256 else "changed"
            checks.append(
                FileCheck(name=file.name, sha256=digest, state="ok" if digest and digest == file.sha256 else state)
            )
        return ModelCheck(name=entry.name, folder=str(folder), files=tuple(checks))

    def entry(self, name: str) -> ModelEntry:
        """Raises ModelMissing when the manifest does not know the name."""
        entry = self.manifest.get(name)
        if entry is None:
            raise ModelMissing(
                "その名前のモデルはありません",
                subject=name,
                advice=f"選べる名前：{'、'.join(self.manifest.names())}",
            )
        return entry


def open_catalog(environment: Mapping[str, str]) -> Catalog:
    """The shipped manifest; fetched models lie where MINUTES_MODELS says, else in the user's data folder."""
    own = environment.get(HOME_VARIABLE)
    home = Path(own).expanduser() if own else Path(platformdirs.user_data_dir("minutes")) / "models"
    return Catalog(shipped_manifest(), shipped("models"), home)


def resolve(wanted: str | Path, kind: Kind) -> ModelFolder:
    """A model of this installation by name, or any by its folder. Raises ModelMissing with advice."""
    return open_catalog(os.environ).resolve(wanted, kind)


def _known(entry: ModelEntry, folder: Path, digest: str) -> ModelFolder:
    """A model of the manifest, lying in `folder`."""
    return ModelFolder(
        name=entry.name,
        kind=entry.kind,
        folder=folder,
        sha256=digest,
        revision=entry.revision,
        notice=entry.notice,
        decoding=entry.decoding,
        diarizing=entry.diarizing,
    )


def _sized(path: Path, size: int | None) -> bool:
    return path.is_file() and size in (None, path.stat().st_size)


def _how_to_get(entry: ModelEntry) -> str:
    consent = f"先に Hugging Face で {entry.repository} の利用条件に同意し、トークンを HF_TOKEN に設定します。"
    return (
        f"インターネットにつながるパソコンで minutes models fetch {entry.name} を実行してください。閉域網へは "
        f"minutes models pack でまとめて運び、minutes models unpack で取り出せます。{consent if entry.gated else ''}"
    )
