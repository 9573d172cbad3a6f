"""Compiled dictionaries, kept in the user's cache folder by their content.

A file holds the hash of what follows in it; one that is cut off, damaged or from another version is compiled anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import platformdirs

from minutes.domain import Dictionary
from minutes.errors import MinutesError
from minutes.files import writing
from minutes.text.correction.compiled import Compiled, Entry, entries_of

# Raised when an entry is made otherwise: what older versions left is not read any more.
VERSION = 2
# Files of dictionaries that were edited since pile up; so many of the newest are kept.
KEPT = 40


def compiled_once(dictionaries: Sequence[Dictionary]) -> Compiled:
    """The dictionaries ready for correction; the last ones asked for are kept in memory."""
    return _compiled(tuple(map(_Content, dictionaries)))


class _Content:
    """A dictionary that equals another one of the same content."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.digest = content_digest(dictionary)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other.digest == self.digest


@lru_cache(maxsize=4)
def _compiled(contents: tuple[_Content, ...]) -> Compiled:
    return Compiled(tuple(entry for one in contents for entry in cached(one.dictionary, one.digest)))


def content_digest(dictionary: Dictionary) -> str:
    """Changes with everything an entry is made from: the terms, Sudachi's dictionary and this program's way."""
    digest = hashlib.sha256(f"{VERSION} {version('sudachidict-core')} {dictionary.name}".encode())
    for term in dictionary.terms:
        digest.update(repr((term.text, term.reading, term.wrong, term.category, term.cues)).encode())
    return digest.hexdigest()


def cached(dictionary: Dictionary, digest: str) -> tuple[Entry, ...]:
    """From the cache, or compiled and left there for the next time."""
    place = cache_folder() / f"{digest}.json"
    found = _read(place)
    if found is None:
        found = entries_of(dictionary)
        _write(place, found)
    return found


def cache_folder() -> Path:
    return Path(platformdirs.user_cache_dir("minutes")) / "dictionaries"


def _read(place: Path) -> tuple[Entry, ...] | None:
    """None where there is nothing whole."""
    try:
        claimed, _, body = place.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != claimed:
            return None
        return tuple(map(_entry, json.loads(body)))
    except (OSError, ValueError, TypeError):
        return None


def _write(place: Path, entries: Sequence[Entry]) -> None:
    body = json.dumps([_plain(entry) for entry in entries], ensure_ascii=False).encode()
    with suppress(MinutesError):  # a home nobody may write to costs time only
        with writing(place) as beside:
            beside.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        _tidy(place.parent)


def _tidy(folder: Path) -> None:
    with suppress(OSError):
        by_age = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in by_age[KEPT:]:
            path.unlink()


def _plain(entry: Entry) -> list[Any]:
    return [
        entry.text,
        entry.sounds,
        entry.field,
        entry.category,
        entry.cues,
        entry.wrong,
        entry.words,
        entry.parts,
        entry.joints,
        entry.verb,
        entry.does,
    ]


def _entry(plain: list[Any]) -> Entry:
    text, sounds, field, category, cues, wrong, words, parts, joints, verb, does = plain
    lists = (tuple(cues), tuple(wrong), tuple(words), tuple(parts), tuple(joints))
    return Entry(text, tuple(sounds), field, category, *lists, verb, does)
