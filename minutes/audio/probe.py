"""What a recording consists of, found out by PyAV before any work is done on it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import av

from minutes.domain import Part, Recording
from minutes.errors import InputMissing, InputUnreadable
from minutes.files import file_hash

_SHORTEST_S = 0.1


def probe(paths: Sequence[Path]) -> Recording:
    """The parts of one meeting in the given order. Raises InputMissing, InputUnreadable."""
    parts: list[Part] = []
    start = 0.0
    for path in paths:
        duration = _duration(path)
        parts.append(Part(file=path.name, sha256=file_hash(path), start=start, duration=duration))
        start += duration
    together = hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
    return Recording(parts=tuple(parts), sha256=together, duration=start)


def _duration(path: Path) -> float:
    _refuse_what_is_no_file(path)
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise InputUnreadable(
                    "音声が入っていません", subject=path, advice="音声のある録音・録画ファイルを指定してください。"
                )
            if next(container.decode(audio=0), None) is None:
                raise InputUnreadable("音声が一つも取り出せません", subject=path)
            stream = container.streams.audio[0]
            if stream.duration is not None and stream.time_base is not None:
                seconds = float(stream.duration * stream.time_base)
            elif container.duration is not None:
                seconds = container.duration / av.time_base
            else:
                seconds = 0.0
        return seconds if seconds >= _SHORTEST_S else _decoded_duration(path)
    except (av.FFmpegError, UnicodeDecodeError, ValueError, OSError) as error:
        raise InputUnreadable(
            "録音・録画として読み取れません（壊れているか、音声ではないファイルです）", subject=path
        ) from error


def _decoded_duration(path: Path) -> float:
    """Seconds of sound for containers that do not say; the whole file is decoded once."""
    samples = 0
    rate = 0
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            samples += frame.samples
            rate = frame.sample_rate
    seconds = samples / rate if rate else 0.0
    if seconds < _SHORTEST_S:
        raise InputUnreadable("録音が短すぎて、音声がありません", subject=path)
    return seconds


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.exists():
        raise InputMissing("録音ファイルが見つかりません", subject=path)
    if path.is_dir():
        raise InputUnreadable(
            "フォルダーではなく、録音ファイルを指定してください", subject=path, advice="例：minutes run 会議.m4a"
        )
    try:
        with open(path, "rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise InputUnreadable(f"録音ファイルを開けません（{error.strerror}）", subject=path) from error
    if empty:
        raise InputUnreadable("録音ファイルが空（0バイト）です", subject=path)
