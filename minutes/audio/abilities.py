"""What the ffmpeg on this machine is and what it can decode."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from minutes.audio.ffmpeg import program

_LIMIT_S = 30.0
# ffmpeg's names for what recorders, phones and conference systems write.
NEEDED_DECODERS = (
    "pcm_s16le",
    "mp3float",
    "aac",
    "alac",
    "wmav2",
    "wmapro",
    "wmalossless",
    "amrnb",
    "amrwb",
    "vorbis",
    "opus",
    "flac",
    "ac3",
)
NEEDED_FILTERS = ("aresample", "aformat", "atrim", "concat", "pan", "highpass", "ebur128", "volume", "alimiter")
_VERSION = re.compile(r"ffmpeg version (\S+)")


@dataclass(frozen=True)
class Abilities:
    """Where ffmpeg lies, its version, and which of the decoders and filters we need it lacks."""

    path: str
    version: str
    missing: tuple[str, ...]


def abilities() -> Abilities:
    """Raises ServiceMissing (no ffmpeg), OSError or subprocess.SubprocessError (one that does not run)."""
    path = program()
    version = _VERSION.search(_said(path, "-version"))
    decoders, filters = _names(_said(path, "-decoders")), _names(_said(path, "-filters"))
    missing = [name for name in NEEDED_DECODERS if name not in decoders]
    missing += [name for name in NEEDED_FILTERS if name not in filters]
    return Abilities(path, version[1] if version else "?", tuple(missing))


def _said(path: str, question: str) -> str:
    asked = [path, "-hide_banner", question] if question != "-version" else [path, question]
    return subprocess.run(
        asked, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, timeout=_LIMIT_S, errors="replace"
    ).stdout


def _names(table: str) -> set[str]:
    """The second column of ffmpeg's tables."""
    return {words[1] for line in table.splitlines() if len(words := line.split()) > 1}
