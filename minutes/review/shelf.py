"""Which work folders may be looked at: those under the roots. Each has an id made of its path, and no path comes from outside."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from minutes import workfolder
from minutes.errors import InputMissing
from minutes.workfolder import WorkFolder

_DEPTH = 5  # folders below a root that are looked into
_FRESH_S = 3.0  # the list is read anew after so long
_ID_CHARS = 20
_NEEDED = (workfolder.MINUTES, workfolder.UTTERANCES)


class Shelf:
    """The work folders under some folders; one of them may be a work folder itself."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(root.resolve() for root in roots)
        self._found: dict[str, Path] = {}
        self._read = 0.0

    def folders(self, *, anew: bool = False) -> dict[str, Path]:
        """By their ids, as they were a moment ago; `anew`: as they are."""
        if anew or not self._found or time.monotonic() - self._read > _FRESH_S:
            self._found = {_id(folder): folder for root in self._roots for folder in _work_folders(root, _DEPTH)}
            self._read = time.monotonic()
        return self._found

    def work(self, id_: str) -> WorkFolder:
        """Raises InputMissing for an id that is none of ours."""
        place = self.folders().get(id_) or self.folders(anew=True).get(id_)
        if place is None or not is_work_folder(place):
            raise InputMissing("この会議は見つかりません", advice="会議の一覧に戻って、選び直してください。")
        return WorkFolder(place)

    def id_of(self, work: Path) -> str | None:
        """The id of a folder, if it is on the shelf."""
        id_ = _id(work.resolve())
        return id_ if id_ in self.folders() else None


def is_work_folder(place: Path) -> bool:
    """Whether there is something to check in it."""
    return all((place / name).is_file() for name in _NEEDED)


def inside(work: WorkFolder, name: str) -> Path:
    """An artefact that really lies in the folder: a link to somewhere else is none. Raises InputMissing."""
    place = work.path(name).resolve()
    if not place.is_file() or not place.is_relative_to(work.root.resolve()):
        raise InputMissing(
            "このファイルは作業フォルダーにありません", advice="録音や文書を消していないか確かめてください。"
        )
    return place


def _work_folders(root: Path, depth: int) -> Iterator[Path]:
    if is_work_folder(root):
        yield root
        return
    if depth == 0:
        return
    try:
        below = sorted(entry.path for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return  # a folder nobody may read holds nothing to check
    for path in below:
        yield from _work_folders(Path(path), depth - 1)


def _id(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:_ID_CHARS]
