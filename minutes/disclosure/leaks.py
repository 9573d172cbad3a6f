"""A last look at a finished file: what a clerk or the office marked stands in no part of it, whatever wrote the part."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from minutes.errors import InternalFault
from minutes.text.masking.terms import Terms

_TAG = re.compile(r"<[^>]*>")


def refuse_leaks(file: Path, words: Sequence[str]) -> None:
    """`words`: what must not stand in the file. Raises InternalFault, without the words in it."""
    forbidden = Terms([word for word in words if word.strip()])
    for name, text in texts_of(file):
        if next(forbidden.find(text), None):
            raise InternalFault(
                "公開版に、伏せるはずの言葉が残ったため、公開版を作りませんでした",
                subject=f"{file.name} の {name}",
            )


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    """Every part of a package by its name, or the file itself: as it is, and as a reader sees it, without tags."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    else:
        parts = [(file.name, file.read_bytes())]
    for name, data in parts:
        raw = data.decode("utf-8", "replace")
        yield name, raw
        yield name, unescape(_TAG.sub("", raw))
