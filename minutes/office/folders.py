"""Folders for results: named after the meeting, on any system, and never one that is there already."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from minutes.domain import nfc

_LONGEST = (
    180  # bytes: a file in it carries the name, a suffix, （前の版1）, and must stay below 255 together with them
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # on Windows; a share is seen from there
_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_UNNAMED = "会議"


def encodable(text: str) -> str:
    """Bytes of a name that are no characters, as something that can be written down: 会\x83議."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def folder_name(name: str) -> str:
    """A name that Windows, Linux and shares take, near to the one given."""
    text = _FORBIDDEN.sub("", nfc(encodable(name)).translate(_WIDE)).strip(" .　")
    text = _cut(text or _UNNAMED, _LONGEST)
    return f"_{text}" if _DEVICES.fullmatch(text) else text


def free_name(name: str, out: Path, taken: Collection[str]) -> str:
    """The name, or with （2）, （3） … where a folder in `out` or another meeting has it."""
    plain = folder_name(name)
    used = {one.casefold() for one in taken}
    number, candidate = 1, plain
    while candidate.casefold() in used or (out / candidate).exists():
        number += 1
        candidate = f"{plain}（{number}）"
    return candidate


def _cut(text: str, most: int) -> str:
    """So many bytes at most, characters whole; the end tells meetings of a long name apart, so the middle goes."""
    if len(text.encode()) <= most:
        return text
    half = (most - len("…".encode())) // 2
    begin = text.encode()[:half].decode(errors="ignore")
    end = text.encode()[-half:].decode(errors="ignore")
    return f"{begin}…{end}"
