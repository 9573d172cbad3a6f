"""Unpacking an archive of models: beside their place, checked, and only then moved there."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from minutes.domain import Value
from minutes.errors import CannotWrite, cannot_write
from minutes.files import file_hash
from minutes.progress import Progress
from minutes.speech.archive import Archive, PackedFile, PackedModel
from minutes.speech.modelfolder import is_content
from minutes.speech.staging import need_room, staging

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Unpacked(Value):
    """What became of one model: put there new, put there instead of another, or already there just so."""

    name: str
    folder: str
    state: Literal["new", "replaced", "kept"]


def unpack(archive: Archive, to: Path, replace: bool, progress: Progress) -> tuple[Unpacked, ...]:
    """Put each model into the folder of its name under `to`: all of them, or none.

    A model that is there already is kept; a different one under its name stays unless `replace`.
    Raises InputUnreadable (a spoilt file), CannotWrite (another model in its place, no room), TryAgainLater.
    """
    models = archive.contents.models
    try:
        with staging(to) as beside:
            wanted = [model for model in models if not _same(archive, model, to / model.name)]
            _refuse_others([to / model.name for model in wanted], replace)
            need_room(to, sum(file.size for model in wanted for file in _files(archive, model)))
            states = _put(archive, wanted, to, beside, progress)
    except OSError as error:
        raise _cannot_write(error, to) from error
    return tuple(
        Unpacked(name=model.name, folder=str(to / model.name), state=states.get(model.name, "kept")) for model in models
    )


def _put(
    archive: Archive, models: Sequence[PackedModel], to: Path, beside: Path, progress: Progress
) -> dict[str, Literal["new", "replaced"]]:
    _extract(archive, models, beside / "new", progress)
    states: dict[str, Literal["new", "replaced"]] = {}
    for model in models:
        states[model.name] = "replaced" if (to / model.name).exists() else "new"
        _exchange(to / model.name, beside / "new" / model.name, beside / f"{model.name}.old")
    return states


def _exchange(place: Path, new: Path, aside: Path) -> None:
    """A folder cannot be moved over another one: the old one steps aside, and back if the new one cannot come."""
    if place.exists():
        os.replace(place, aside)
    try:
        os.replace(new, place)
    except OSError:
        if aside.exists():
            os.replace(aside, place)
        raise


def _extract(archive: Archive, models: Sequence[PackedModel], beside: Path, progress: Progress) -> None:
    files = [(model, file) for model in models for file in _files(archive, model)]
    total, done = sum(file.size for _, file in files) or 1, 0
    for model, file in files:
        target = beside / model.name / model.inside(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "xb") as out:
            for block in archive.blocks(file):
                out.write(block)
                done += len(block)
                progress.done(done / total)
            out.flush()
            os.fsync(out.fileno())


def _files(archive: Archive, model: PackedModel) -> list[PackedFile]:
    return [file for file in archive.contents.files if model.holds(file)]


def _same(archive: Archive, model: PackedModel, place: Path) -> bool:
    """Whether the very model lies there already; cards and licences may differ."""
    files = [(place / model.inside(file), file) for file in _files(archive, model) if is_content(model.inside(file))]
    sized = all(path.is_file() and path.stat().st_size == file.size for path, file in files)
    return sized and all(file_hash(path) == file.sha256 for path, file in files)


def _refuse_others(places: Sequence[Path], replace: bool) -> None:
    there = [str(place) for place in places if place.exists()]
    if there and not replace:
        raise CannotWrite(
            "同じ名前で内容の違うモデルが、すでにあります",
            subject="、".join(there),
            advice="入れ替えるときは --replace を付け、両方を残すときは --to で別の場所を指定してください。何も変えていません。",
        )


def _cannot_write(error: OSError, to: Path) -> CannotWrite:
    if error.errno in _NO_ROOM:
        return CannotWrite(
            "空き容量が足りないため、取り出せませんでした",
            subject=to,
            advice="不要なファイルを消すか、--to で空きのある場所を指定してください。途中まで取り出したものは残していません。",
        )
    return cannot_write(error, to)
