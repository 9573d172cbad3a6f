"""The only caller of ffmpeg: finding the program, running a graph with progress, and saying what went wrong."""

from __future__ import annotations

import errno
import shutil
import subprocess
import tempfile
from functools import cache
from typing import Any

import ffmpeg
import imageio_ffmpeg

from minutes.errors import CannotWrite, InputUnreadable, ServiceMissing, cannot_write
from minutes.progress import Progress

_MICROSECOND = 1e-6
_NO_ROOM = ("No space left on device", "Disk quota exceeded")
_LAST_LINES = 3


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


def run(graph: Any, *, seconds: float, progress: Progress, begin: float = 0.0, end: float = 1.0) -> str:
    """Run a graph of ffmpeg-python to its end and return what ffmpeg wrote to its log.

    `seconds` of output are expected; progress goes from `begin` to `end`. Raises InputUnreadable, CannotWrite.
    """
    command = ffmpeg.compile(
        graph.global_args("-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1"), program()
    )
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
            try:
                _follow(process, seconds, progress, begin, end)
            except BaseException:
                process.kill()
                raise
        log.seek(0)
        text = log.read()
    if process.returncode:
        raise _failure(text)
    return text


def _follow(process: subprocess.Popen[str], seconds: float, progress: Progress, begin: float, end: float) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        key, _, value = line.strip().partition("=")
        if key == "out_time_us" and value.lstrip("-").isdigit() and seconds > 0:
            share = min(1.0, max(0.0, int(value) * _MICROSECOND / seconds))
            progress.done(begin + (end - begin) * share)


def _failure(log: str) -> InputUnreadable | CannotWrite:
    if any(sign in log for sign in _NO_ROOM):
        return cannot_write(OSError(errno.ENOSPC, "No space left on device"), "")
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return InputUnreadable(f"音声を変換できませんでした（{' / '.join(lines[-_LAST_LINES:])}）")
