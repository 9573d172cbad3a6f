"""The archive that carries models (and the software's wheels) behind the air gap: its form, and reading it with distrust.

A zip file, because Windows opens it without further software (zip64, nothing compressed: weights and wheels do not
shrink) and because its directory stands at the end, so that an archive cut short is noticed at once.

    minutes-pack.json              what is in it: format, models, wheels, SHA-256 and size of every other file
    NOTICE.txt  README.ja.txt      origin, revision and licence of the models; what to do with the archive
    models/NAME/…                  one folder per model, as it is used; its licence texts in models/NAME/licence/
    wheels/*.whl, requirements.txt the packages to install from, for one platform and version of Python
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Annotated, Literal

from pydantic import Field, ValidationError

from minutes.domain import Text, Value
from minutes.errors import InputMissing, InputUnreadable
from minutes.progress import Progress
from minutes.speech.catalog import FileCheck
from minutes.speech.manifest import Kind, Manifest, ModelEntry

FORMAT = 1
CONTENTS = "minutes-pack.json"
NOTICE = "NOTICE.txt"
README = "README.ja.txt"
MODELS = "models"
WHEELS = "wheels"
REQUIREMENTS = "requirements.txt"
BLOCK = 1 << 20

_LARGEST_CONTENTS = 64 << 20  # bytes; a list of files that is longer is none of ours
# zipfile and what it stands on each have errors of their own for a file that is not as it should be.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_COPY_AGAIN = "アーカイブをもう一度コピーするか、minutes models pack で作り直してください。"


class PackedFile(Value):
    """A file of the archive by its path in it; `size` in bytes."""

    path: str
    size: int
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PackedModel(Value):
    """A model in the archive. `repository` and `revision` are empty for one that is shipped or the office's own."""

    name: Annotated[str, Field(pattern=r"^[\w][\w.-]*$")]
    kind: Kind
    repository: str = ""
    revision: str = ""
    licence: Text = ""
    origin: Text = ""

    def holds(self, file: PackedFile) -> bool:
        return file.path.startswith(f"{MODELS}/{self.name}/")

    def inside(self, file: PackedFile) -> str:
        """The file's path inside the model's folder."""
        return file.path.removeprefix(f"{MODELS}/{self.name}/")


class WheelTarget(Value):
    """Which machines the wheels are for: Python as `3.11`, platform as Python's sysconfig names it."""

    python: str
    platform: str


class Contents(Value):
    """What an archive says about itself."""

    format: Literal[1] = 1
    minutes: str
    models: tuple[PackedModel, ...]
    wheels: WheelTarget | None = None
    files: tuple[PackedFile, ...]

    def not_as_listed(self, manifest: Manifest) -> tuple[str, ...]:
        """Models that this version of minutes knows by name with other files: they can only be used by their folder."""
        return tuple(model.name for model in self.models if self._differs(model, manifest.get(model.name)))

    def _differs(self, model: PackedModel, entry: ModelEntry | None) -> bool:
        here = {model.inside(file): file.sha256 for file in self.files if model.holds(file)}
        return entry is not None and any(here.get(file.name) != file.sha256 for file in entry.files if file.sha256)


class ArchiveCheck(Value):
    """What `verify` found in an archive; a file that is `unknown` is in it and not in its list."""

    archive: str
    models: tuple[str, ...]
    files: tuple[FileCheck, ...]

    @property
    def good(self) -> bool:
        return all(file.state == "ok" for file in self.files)


@dataclass(frozen=True)
class Archive:
    """An open archive whose list of contents makes sense. Nothing else in it has been looked at yet."""

    path: Path
    contents: Contents
    _zip: zipfile.ZipFile

    @property
    def unlisted(self) -> tuple[str, ...]:
        """Files that are in the archive although nobody vouches for them."""
        listed = {CONTENTS, *(file.path for file in self.contents.files)}
        return tuple(name for name in self._zip.namelist() if name not in listed and not name.endswith("/"))

    @property
    def missing(self) -> tuple[str, ...]:
        there = set(self._zip.namelist())
        return tuple(file.path for file in self.contents.files if file.path not in there)

    def blocks(self, file: PackedFile) -> Iterator[bytes]:
        """The content, piece by piece. Raises InputUnreadable, at the latest at the end, when it is not as listed."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(file.path) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    if size > file.size:
                        break
                    digest.update(block)
                    yield block
        except (KeyError, *_DAMAGE) as error:
            raise self._spoilt(file) from error
        if size != file.size or digest.hexdigest() != file.sha256:
            raise self._spoilt(file)

    def _spoilt(self, file: PackedFile) -> InputUnreadable:
        return InputUnreadable(
            f"アーカイブの中のファイル（{file.path}）が壊れているか、書き換えられています",
            subject=self.path,
            advice=_COPY_AGAIN,
        )


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Raises InputMissing, or InputUnreadable: no archive of ours, damaged, another format, or a path that climbs out."""
    if not path.is_file():
        raise InputMissing("アーカイブが見つかりません", subject=path)
    try:
        opened = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise InputUnreadable(
            "アーカイブとして読めません。途中で切れているか、別の種類のファイルです", subject=path, advice=_COPY_AGAIN
        ) from error
    with opened:
        archive = Archive(path, _contents(opened, path), opened)
        _refuse_strange_paths(opened, archive)
        yield archive


def check_archive(archive: Archive, progress: Progress) -> ArchiveCheck:
    """Hash every file and compare it with the list; nothing is written anywhere."""
    total = sum(file.size for file in archive.contents.files) or 1
    done, checks, missing = 0, [], set(archive.missing)
    for file in archive.contents.files:
        state: Literal["ok", "changed", "missing"] = "missing" if file.path in missing else "ok"
        if state == "ok":
            try:
                for block in archive.blocks(file):
                    done += len(block)
                    progress.done(done / total)
            except InputUnreadable:
                state = "changed"
        checks.append(FileCheck(name=file.path, state=state, sha256=file.sha256))
    checks += [FileCheck(name=name, state="unknown") for name in archive.unlisted]
    names = tuple(model.name for model in archive.contents.models)
    return ArchiveCheck(archive=str(archive.path), models=names, files=tuple(checks))


def _contents(opened: zipfile.ZipFile, path: Path) -> Contents:
    foreign = InputUnreadable("minutes models pack で作ったアーカイブではありません", subject=path, advice=_COPY_AGAIN)
    try:
        if opened.getinfo(CONTENTS).file_size > _LARGEST_CONTENTS:
            raise foreign
        with opened.open(CONTENTS) as stream:
            listed = _json(stream)
    except KeyError:
        raise foreign from None
    except _DAMAGE as error:
        raise InputUnreadable("アーカイブの目録が壊れています", subject=path, advice=_COPY_AGAIN) from error
    if listed.get("format") != FORMAT:
        raise InputUnreadable(
            f"この版の minutes では扱えない形式のアーカイブです（形式 {listed.get('format')}、扱えるのは {FORMAT}）",
            subject=path,
            advice="アーカイブを作った版と同じ minutes を使うか、この版の minutes models pack で作り直してください。",
        )
    try:
        return Contents.model_validate(listed)
    except ValidationError as error:
        raise InputUnreadable("アーカイブの目録が壊れています", subject=path, advice=_COPY_AGAIN) from error


def _json(stream: IO[bytes]) -> dict[str, object]:
    listed = json.loads(stream.read())
    if not isinstance(listed, dict):
        raise ValueError("not an object")
    return listed


def _refuse_strange_paths(opened: zipfile.ZipFile, archive: Archive) -> None:
    """No file may land outside the folder it belongs to ("zip slip"), and no two in one place."""
    names = [*opened.namelist(), *(file.path for file in archive.contents.files)]
    folders = (*(f"{MODELS}/{model.name}/" for model in archive.contents.models), f"{WHEELS}/")
    twice = len(set(opened.namelist())) < len(opened.namelist())
    climbing = next((name for name in names if climbs(name)), None)
    homeless = next((f.path for f in archive.contents.files if "/" in f.path and not f.path.startswith(folders)), None)
    if climbing or homeless or twice:
        raise InputUnreadable(
            f"アーカイブの中に、置き場所のおかしいファイルがあります（{climbing or homeless or '同じ名前が二つ'}）",
            subject=archive.path,
            advice="何も取り出していません。出どころの確かなアーカイブか確かめ、作り直してください。",
        )


def climbs(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or name.startswith("/") or ".." in parts or any(sign in name for sign in "\\:\0")
