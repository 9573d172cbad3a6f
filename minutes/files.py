"""Files written whole or not at all, and read with errors a clerk understands.

A file is written beside its place and moved there with `os.replace`: whoever looks sees the old one or the new one.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from minutes.errors import InputMissing, InputUnreadable, cannot_write

T = TypeVar("T")

UNFINISHED = ".part"
_BLOCK = 1 << 20
_NAME_CHARS = 8  # of a SHA-256
_NUMBERS = itertools.count()


@contextmanager
def writing(place: Path, *, sole: bool = False) -> Iterator[Path]:
    """A path beside `place` to write to, moved there in one step when the block ends well. Raises CannotWrite.

    `sole`: nobody else writes this file now, as a lock sees to; what somebody who was killed had begun of it goes.
    """
    # a name of its own: a child of a killed run may still be writing under the old one
    mine = hashlib.sha256(place.name.encode(errors="surrogateescape")).hexdigest()[:_NAME_CHARS]
    beside = place.with_name(f".{mine}-{os.getpid()}-{next(_NUMBERS)}{UNFINISHED}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for left in place.parent.glob(f".{mine}-*{UNFINISHED}") if sole else ():
            left.unlink(missing_ok=True)
        yield beside
        with open(beside, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(beside, place)
    except OSError as error:
        raise cannot_write(error, place) from error
    finally:
        with suppress(OSError):  # nothing to remove where the folder could not be made
            beside.unlink()


def write_json(place: Path, value: BaseModel | Sequence[BaseModel] | dict[str, Any]) -> None:
    """UTF-8, readable by people: indented, Japanese as it is."""
    plain = TypeAdapter(Any).dump_python(value, mode="json")
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    with writing(place) as beside:
        beside.write_text(text + "\n", encoding="utf-8")


def read_json(path: Path, kind: type[T]) -> T:
    """Raises InputMissing, or InputUnreadable when the file is not what its name says."""
    try:
        return TypeAdapter(kind).validate_json(path.read_bytes())
    except FileNotFoundError:
        raise InputMissing("ファイルが見つかりません", subject=path) from None
    except (OSError, ValidationError) as error:
        raise InputUnreadable(
            "作業フォルダーのファイルを読み取れません",
            subject=path,
            advice="そのファイルを消してから、もう一度実行してください。作り直します。",
        ) from error


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
