"""Whether a file's own sizes show that its end is missing.

ffmpeg believes the file's length rather than the header in these containers, so a copy that broke off looks whole to it:
WAV (RIFF chunk sizes; the 64-bit ones of EBU Tech 3306), ASF/WMA (File Properties object of the ASF specification) and
Ogg (RFC 3533: the last page of a stream says so). In other containers the length the header states tells.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

_OGG_LAST = 0x04
_OGG_TAIL = 1 << 17  # two of the longest pages
_ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_ASF_BROADCAST = 0x01  # a live stream: its sizes mean nothing
_UNKNOWN_SIZES = (0, 0x7FFFFFFF, 0xFFFFFFFF)  # what recorders and streams write that could not go back to the header
_LARGEST_HEADER = 1 << 20


def end_is_missing(path: Path) -> bool:
    """False also where the container does not tell. OSError passes."""
    size = path.stat().st_size
    with open(path, "rb") as file:
        check = _CHECKS.get(file.read(4))
        if check is None:
            return False
        file.seek(0)
        try:
            return check(file, size)
        except struct.error:  # the header itself ends too early
            return True


def _wave(file: BinaryIO, size: int) -> bool:
    kind, _, form = struct.unpack("<4sI4s", file.read(12))
    if form != b"WAVE":
        return False
    at, large = 12, None
    while at + 8 <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if name == b"ds64":
            _, large = struct.unpack("<QQ", file.read(16))
        if name == b"data":
            if kind != b"RIFF" and large is not None:
                length = large
            return length not in _UNKNOWN_SIZES and at + 8 + length > size
        at += 8 + length + length % 2
    return True


def _asf(file: BinaryIO, size: int) -> bool:
    head = file.read(_LARGEST_HEADER)
    at = head.find(_ASF_PROPERTIES)
    if not head.startswith(_ASF_HEADER) or at < 0:
        return False
    told, flags = struct.unpack_from("<Q", head, at + 40)[0], struct.unpack_from("<I", head, at + 88)[0]
    return not flags & _ASF_BROADCAST and told > size


def _ogg(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - _OGG_TAIL))
    tail = file.read()
    at = tail.rfind(b"OggS")
    if at < 0 or at + 27 > len(tail):
        return True
    segments = tail[at + 26]
    whole = at + 27 + segments + sum(tail[at + 27 : at + 27 + segments]) <= len(tail)
    return not whole or not tail[at + 5] & _OGG_LAST


_CHECKS: Mapping[bytes, Callable[[BinaryIO, int], bool]] = {
    b"RIFF": _wave,
    b"RF64": _wave,
    b"BW64": _wave,
    _ASF_HEADER[:4]: _asf,
    b"OggS": _ogg,
}
