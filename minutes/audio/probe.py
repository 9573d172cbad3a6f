"""What a recording consists of, found out by PyAV before any work is done on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import av
from av.stream import Disposition

from minutes.audio.ending import end_is_missing
from minutes.audio.opening import is_list, opened
from minutes.domain import Seconds, Source
from minutes.errors import InputMissing, InputUnreadable
from minutes.files import file_hash

# Broken packets to get over before a file counts as no recording at all.
_PACKETS_TRIED = 200
# Containers whose length ffmpeg reckons from their size and the bit rate of their beginning: a guess, not a promise.
_BARE = frozenset({"aac", "amr", "amrnb", "amrwb", "ac3", "eac3", "dts"})


def probe(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The files of one meeting in the given order. Raises InputMissing, InputUnreadable."""
    return tuple(map(_source, paths))


def length_of(path: Path) -> Seconds:
    """What the file's header promises, without reading the file; 0 where it says nothing or cannot be read."""
    try:
        with opened(path) as container:
            if is_list(container) or not container.streams.audio:
                return 0.0
            return max(0.0, _length(container, container.streams.audio[0]))
    except (av.FFmpegError, UnicodeDecodeError, ValueError, OSError):
        return 0.0


def _source(path: Path) -> Source:
    _refuse_what_is_no_file(path)
    try:
        with opened(path) as container:
            if is_list(container):
                raise InputUnreadable("録音ではなく、ほかのファイルを指し示す一覧（再生リスト）です", subject=path)
            if not container.streams.audio:
                raise InputUnreadable(
                    "音声が入っていません", subject=path, advice="音声のある録音・録画ファイルを指定してください。"
                )
            streams = _by_preference(container.streams.audio)
            stream = container.streams.audio[streams[0]]
            if not _sounds(container, stream):
                raise InputUnreadable("音声が一つも取り出せません", subject=path)
            length = _length(container, stream)
            bare = container.format.name in _BARE or (container.format.name == "mp3" and not _counted(path))
            channels = stream.channels
        return Source(
            file=path.name,
            sha256=file_hash(path),
            promised=None if bare or not length else length,
            guessed=length,
            cut=end_is_missing(path),
            streams=streams,
            channels=channels,
        )
    except (av.FFmpegError, UnicodeDecodeError, ValueError, OSError) as error:
        raise InputUnreadable(
            "録音・録画として読み取れません（壊れているか、音声ではないファイルです）", subject=path
        ) from error


def _by_preference(streams: Sequence[Any]) -> tuple[int, ...]:
    """The one the file calls its default first, then the others as they come."""
    return tuple(sorted(range(len(streams)), key=lambda n: not streams[n].disposition & Disposition.default))


def _sounds(container: Any, stream: Any) -> bool:
    """Whether any of the first packets can be decoded."""
    for packet in islice(container.demux(stream), _PACKETS_TRIED):
        try:
            if packet.decode():
                return True
        except av.InvalidDataError:
            continue
    return False


def _length(container: Any, stream: Any) -> Seconds:
    """What the header says, 0 if nothing."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration or 0) / av.time_base


def _counted(path: Path) -> bool:
    """Whether an MP3 file says how many frames it has (the Xing or Info header in its first frame, or VBRI)."""
    with open(path, "rb") as file:
        head = file.read(10)
        if head.startswith(b"ID3"):  # its size is written in four times seven bits
            file.seek(10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)))
        else:
            file.seek(0)
        frame = file.read(256)
    return any(name in frame for name in (b"Xing", b"Info", b"VBRI"))


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.exists():
        raise InputMissing("録音ファイルが見つかりません", subject=path)
    try:
        with open(path, "rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise InputUnreadable(f"録音ファイルを開けません（{error.strerror}）", subject=path) from error
    if empty:
        raise InputUnreadable("録音ファイルが空（0バイト）です", subject=path)
