"""The only caller of ffmpeg: finding the program, running a graph with progress, and saying what went wrong."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import ffmpeg
import imageio_ffmpeg

from minutes.errors import CannotWrite, InputUnreadable, ServiceMissing, cannot_write
from minutes.progress import Progress

_MICROSECOND = 1e-6
_NO_ROOM = ("No space left on device", "Disk quota exceeded")
_LAST_LINES = 3
_KEPT_LINES = 60  # ffmpeg ends its log with what was measured; a broken file fills it with millions of lines before
# "adding 7168 audio samples of silence": what a filter that keeps time says of a hole, beyond the rounding of time stamps
_COMPLAINT = re.compile(r"\[(error|fatal|panic)\]|adding \d{4,} audio samples of silence")
_LEVEL = re.compile(r"(\[[^\]]*\] )*")


class Log(NamedTuple):
    """What ffmpeg wrote: the last lines; whether it complained about anything or had to fill a hole with silence."""

    tail: str
    complained: bool


@cache
def program() -> str:
    """The ffmpeg on PATH, else the one imageio-ffmpeg ships. Raises ServiceMissing."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        raise ServiceMissing(
            "音声の変換に使う ffmpeg が見つかりません", advice="ffmpeg を入れるか、minutes を入れ直してください。"
        ) from None


def run(graph: Any, *, seconds: float, progress: Progress) -> Log:
    """Run a graph of ffmpeg-python to its end.

    `seconds` of output are expected; progress is told how much of them there is. Input that can be decoded in part only is no
    failure. Raises InputUnreadable, CannotWrite.
    """
    how = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+verbose", "-max_error_rate", "1")
    command = ffmpeg.compile(graph.global_args(*how, "-progress", "pipe:1"), program())
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
            try:
                _follow(process, seconds, progress)
            except BaseException:
                process.kill()
                raise
        log.seek(0)
        told = _read(log)
    if process.returncode or _is_full(told.tail):  # ffmpeg 5 ends well although it could not write all
        raise _failure(told.tail)
    return told


def _read(lines: Iterable[str]) -> Log:
    kept: deque[str] = deque(maxlen=_KEPT_LINES)
    complained = False
    for line in lines:
        complained = complained or bool(_COMPLAINT.search(line))
        kept.append(line)
    return Log("".join(kept), complained)


def _follow(process: subprocess.Popen[str], seconds: float, progress: Progress) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        key, _, value = line.strip().partition("=")
        if key == "out_time_us" and value.lstrip("-").isdigit() and seconds > 0:
            progress.done(min(1.0, max(0.0, int(value) * _MICROSECOND / seconds)))


def _is_full(log: str) -> bool:
    return any(sign in log for sign in _NO_ROOM)


def _failure(log: str) -> InputUnreadable | CannotWrite:
    if _is_full(log):
        return cannot_write(OSError(errno.ENOSPC, "No space left on device"), "")
    lines = [text for line in log.splitlines() if (text := _LEVEL.sub("", line.strip(), count=1))]
    return InputUnreadable(f"音声を変換できませんでした（{' / '.join(lines[-_LAST_LINES:])}）")
