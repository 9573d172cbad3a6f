"""Packing: model folders, their licences and the wheels of the software into one archive (see `archive`)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from minutes import __version__
from minutes.errors import CannotWrite, InputUnreadable, ModelMissing, WrongUsage
from minutes.files import writing
from minutes.progress import Progress
from minutes.speech.archive import (
    BLOCK,
    CONTENTS,
    MODELS,
    NOTICE,
    README,
    WHEELS,
    Contents,
    PackedFile,
    PackedModel,
    WheelTarget,
    climbs,
)
from minutes.speech.catalog import Catalog
from minutes.speech.manifest import ModelEntry
from minutes.speech.modelfolder import LICENCES, cards, content, kind_of
from minutes.speech.packtext import notice, readme
from minutes.speech.staging import need_room

# Zip keeps a time per file; one time for all, so that the same content makes the same archive.
_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


@dataclass(frozen=True)
class Source:
    """A file on its way into the archive; `sha256` where we know what it must be."""

    file: Path
    place: str
    sha256: str = ""


@dataclass(frozen=True)
class Load:
    """One model to be packed."""

    model: PackedModel
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Wheels:
    """A folder of wheels and the machines they are for."""

    folder: Path
    target: WheelTarget


def choose(catalog: Catalog, names: Sequence[str]) -> tuple[Load, ...]:
    """Models by name or folder; without any, all that are here. Raises ModelMissing, WrongUsage."""
    wanted = names or [entry.name for entry in catalog.manifest.models if catalog.installed(entry)]
    if not wanted:
        raise ModelMissing("まとめるモデルがありません", subject=catalog.home)
    loads = tuple(_load(catalog, name) for name in dict.fromkeys(wanted))
    called = [load.model.name for load in loads]
    if len(set(called)) < len(called):
        raise WrongUsage("同じ名前のモデルが二つあります", subject="、".join(called), advice="別々に固めてください。")
    return loads


def pack(loads: Sequence[Load], wheels: Wheels | None, place: Path, progress: Progress) -> Contents:
    """Write the archive, whole or not at all; memory does not grow with its size.

    Raises ModelMissing when a file is not what the manifest says, InputUnreadable when one cannot be read, CannotWrite.
    """
    models = tuple(load.model for load in loads)
    sources = [source for load in loads for source in load.sources]
    sources += [Source(path, f"{WHEELS}/{path.name}") for path in sorted(wheels.folder.iterdir())] if wheels else []
    target = wheels.target if wheels else None
    total = sum(source.file.stat().st_size for source in sources) or 1
    _refuse_small_disk(place, total)
    with writing(place) as beside, zipfile.ZipFile(beside, "w", allowZip64=True) as archive:
        packed, done = [], 0
        for name, text in ((README, readme(models, target)), (NOTICE, notice(models))):
            packed.append(_put_text(archive, name, text))
        for source in sources:
            packed.append(_put(archive, source, done, total, progress))
            done += packed[-1].size
        contents = Contents(minutes=__version__, models=models, wheels=target, files=tuple(packed))
        listed = json.dumps(contents.model_dump(mode="json"), ensure_ascii=False, indent=1)
        _put_text(archive, CONTENTS, listed + "\n")
    return contents


def _load(catalog: Catalog, name: str) -> Load:
    entry = catalog.manifest.get(name)
    load = _of_folder(catalog, Path(name).expanduser()) if entry is None else _of_entry(catalog, entry)
    strange = [source.place for source in load.sources if climbs(source.place)]
    if strange:
        raise WrongUsage("Windows で使えない文字（\\ や :）がファイル名にあります", subject="、".join(strange))
    return load


def _of_entry(catalog: Catalog, entry: ModelEntry) -> Load:
    folder = catalog.resolve(entry.name, entry.kind).folder
    model = PackedModel(
        name=entry.name,
        kind=entry.kind,
        repository=entry.repository,
        revision=entry.revision,
        licence=entry.licence,
        origin=entry.origin,
    )
    files = [Source(folder / file.name, f"{MODELS}/{entry.name}/{file.name}", file.sha256) for file in entry.files]
    return Load(model, (*files, *_licences(catalog, entry.licence_texts, folder, model)))


def _of_folder(catalog: Catalog, folder: Path) -> Load:
    """An office's own folder; one that holds a model of the manifest keeps what the manifest says about it."""
    if not folder.exists():
        catalog.entry(str(folder))  # says which names there are
    kind = kind_of(folder)
    folder = folder.resolve()
    known = catalog.manifest.get(catalog.resolve(folder, kind).name)
    told = known.model_dump(include={"repository", "revision", "licence", "origin"}) if known else {}
    try:
        model = PackedModel(name=folder.name, kind=kind, **told)
    except ValueError:
        raise WrongUsage(
            "フォルダーの名前が、モデルの名前に使えません",
            subject=folder,
            advice="文字・数字・ハイフン・下線・点だけの名前に変えてください。",
        ) from None
    files = [
        Source(path, f"{MODELS}/{folder.name}/{path.relative_to(folder).as_posix()}")
        for path in sorted(content(folder))
    ]
    return Load(model, (*files, *_licences(catalog, known.licence_texts if known else (), folder, model)))


def _licences(catalog: Catalog, texts: Sequence[str], folder: Path, model: PackedModel) -> Iterator[Source]:
    """The cards that lie in the folder, and the licence texts the manifest names."""
    place = f"{MODELS}/{model.name}"
    inside = {path.relative_to(folder).as_posix(): path for path in sorted(cards(folder))}
    inside |= {f"{LICENCES}/{name}": catalog.shipped / "licences" / name for name in texts}
    for name, path in inside.items():
        yield Source(path, f"{place}/{name}")


def _refuse_small_disk(place: Path, needed: int) -> None:
    try:
        need_room(place.parent, needed)
    except OSError as error:
        raise CannotWrite(
            "空き容量が足りないため、アーカイブを作れません",
            subject=place,
            advice=f"{needed / 1e9:.2f} GB より多くの空きがある場所を -o で指定してください。",
        ) from error


def _put(archive: zipfile.ZipFile, source: Source, done: int, total: int, progress: Progress) -> PackedFile:
    digest, size = hashlib.sha256(), 0
    with _opened(source) as file, archive.open(_info(source.place), "w", force_zip64=True) as out:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
            out.write(block)
            progress.done((done + size) / total)
    if source.sha256 not in ("", digest.hexdigest()):
        raise ModelMissing(
            "モデルのファイルの内容が、一覧と違います",
            subject=source.file,
            advice="minutes models fetch で取得し直すか、minutes を入れ直してください。アーカイブは作っていません。",
        )
    return PackedFile(path=source.place, size=size, sha256=digest.hexdigest())


def _opened(source: Source) -> BinaryIO:
    try:
        return open(source.file, "rb")
    except OSError as error:
        raise InputUnreadable(f"ファイルを読めません（{error.strerror}）", subject=source.file) from error


def _put_text(archive: zipfile.ZipFile, name: str, text: str) -> PackedFile:
    data = text.encode("utf-8-sig" if name.endswith(".txt") else "utf-8")  # Windows' editor of old wants the mark
    archive.writestr(_info(name), data)
    return PackedFile(path=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.external_attr = _READABLE
    return info
