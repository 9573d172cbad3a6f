"""An environment of WhisperX's own, made once beside our training data: it wants another torch than ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from minutes.audio.ffmpeg import program

VERSION = "3.8.6"
_REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = _REPOSITORY / ".training" / f"whisperx-{VERSION}"
# No telemetry, nothing fetched while it is measured.
_QUIET = {"PYANNOTE_METRICS_ENABLED": "false", "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def python() -> Path:
    """Its interpreter; the first time some GB are installed from PyPI. Raises CalledProcessError."""
    found = FOLDER / "bin" / "python"
    made = FOLDER / ".made"
    if not made.exists():
        uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}") or "uv"
        quiet = {"stdout": sys.stderr, "check": True}
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(FOLDER)], **quiet)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(found), f"whisperx=={VERSION}"], **quiet)
        made.touch()
    return found


def variables() -> dict[str, str]:
    """What it is run with: ours, offline, with an `ffmpeg` on PATH, which it calls by name, and with `minutes`, whose
    class the shipped diariser's encoder is."""
    links = FOLDER / "ffmpeg"
    links.mkdir(exist_ok=True)
    if not (links / "ffmpeg").exists():
        (links / "ffmpeg").symlink_to(program())
    path = f"{links}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, **_QUIET, "PATH": path, "PYTHONPATH": str(_REPOSITORY)}
