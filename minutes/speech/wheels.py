"""The wheels `minutes` needs, gathered by pip exactly as the lock names them, to be installed where there is no index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from minutes import __version__
from minutes.errors import InputUnreadable, MinutesError, ServiceMissing, cannot_write
from minutes.files import file_hash
from minutes.progress import NoProgress, Progress
from minutes.resources import shipped
from minutes.speech.archive import REQUIREMENTS, WheelTarget
from minutes.speech.pack import Wheels

_NO_ROOM = "No space left on device"
_LAST_LINES = 2


def lock_file() -> Path:
    """The lock the software was tested with."""
    return shipped("locks", "runtime.lock")


def gather(lock: Path, into: Path, source: Path | None, progress: Progress) -> Wheels:
    """Every package of the lock for this platform, and minutes itself, as wheels in `into` with a list of their hashes.

    They come from `source`, a folder, or else from the index pip is configured for; pip checks them against the lock.
    Raises ServiceMissing (no index, a package not to be had), InputUnreadable (not what the lock says), CannotWrite.
    """
    where = ["--no-index", "--find-links", str(source)] if source else []
    exact = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", str(lock)]
    into.mkdir(parents=True, exist_ok=True)
    _pip(["download", *where, *exact, "-d", str(into)], into.parent, progress, _packages(lock))
    _own_wheel(into, source)
    lines = sorted(_line(wheel) for wheel in into.glob("*.whl"))
    (into / REQUIREMENTS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Wheels(into, WheelTarget(python=python, platform=sysconfig.get_platform()))


def _own_wheel(into: Path, source: Path | None) -> None:
    """Made from the checkout one works in, else taken from `source`: an installed package cannot be packed again."""
    name = f"minutes-{__version__}-*.whl"
    given = next(iter(sorted(source.glob(name))), None) if source else None
    checkout = shipped()
    if given is not None:
        shutil.copyfile(given, into / given.name)
    elif (checkout / "pyproject.toml").is_file():
        build = ["wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", str(into), str(checkout)]
        _pip(build, into.parent, NoProgress(), 1)
    else:
        raise ServiceMissing(
            "minutes そのものの wheel がありません",
            subject=source or "",
            advice=f"{name} を入れたフォルダーを --wheels-from で指定してください。",
        )


def _line(wheel: Path) -> str:
    """A line of a requirements file: a wheel's name begins with name and version (PEP 427)."""
    name, version, *_ = wheel.name.split("-")
    return f"{name}=={version} --hash=sha256:{file_hash(wheel)}"


def _packages(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text("utf-8").splitlines())


def _pip(arguments: Sequence[str], scratch: Path, progress: Progress, packages: int) -> None:
    """Run pip with its temporary files in `scratch`: a system's own place for them is often too small for torch."""
    command = [sys.executable, "-m", "pip", *arguments, "--disable-pip-version-check", "--progress-bar", "off"]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        collected = 0
        for line in process.stdout:
            said.append(line.strip())
            collected += line.startswith("Collecting ")
            progress.done(min(collected / packages, 1.0))
    if process.returncode:
        raise _failure([line for line in said if line])


def _failure(said: Sequence[str]) -> MinutesError:
    text = "\n".join(said)
    errors = [line.removeprefix("ERROR: ") for line in said if line.startswith("ERROR: ")] or list(said)
    last = " / ".join(errors[-_LAST_LINES:])
    if _NO_ROOM in text:
        return cannot_write(OSError(28, _NO_ROOM), "")
    if "DO NOT MATCH THE HASHES" in text:
        return InputUnreadable(
            "パッケージの中身が、lock ファイルのハッシュと一致しません",
            advice="書き換えられたおそれがあります。正しい配布元から取り直してください。",
        )
    return ServiceMissing(
        f"必要なパッケージを集められませんでした（{last}）",
        advice="インターネットにつながるパソコンで実行するか、wheel のそろったフォルダーを --wheels-from で指定してください。"
        "pip の設定（配布元、プロキシ）も確かめてください。",
    )
