"""ffmpeg, and the Python packages minutes stands on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from importlib import metadata

from minutes.audio.abilities import Abilities, abilities
from minutes.doctor.finding import Finding, bad, good, warning
from minutes.errors import ServiceMissing

_PINNED = re.compile(r"^([\w.-]+)==([\w.]+)$")  # an extra's line goes on with a semicolon
_INSTALL_AGAIN = "scripts/environment か、アーカイブの README.ja.txt の手順で入れ直してください。"


def check_ffmpeg() -> Finding:
    name = "ffmpeg"
    try:
        found = abilities()
    except ServiceMissing as error:
        return bad(name, error.what, error.advice)
    except (OSError, subprocess.SubprocessError) as error:
        return bad(name, f"動きません（{type(error).__name__}）", "ffmpeg を入れ直してください。")
    return _judge(name, found)


def _judge(name: str, found: Abilities) -> Finding:
    told = f"{found.version}（{found.path}）"
    if found.missing:
        return warning(
            name,
            f"{told}。扱えないもの：{'、'.join(found.missing)}",
            "読めない録音が出ます。PATH の ffmpeg を配布元の標準のものに替えるか、外してください（付属のものが使われます）。",
        )
    return good(name, told)


def check_packages(required: Iterable[str]) -> Finding:
    """`required`: lines as a distribution's metadata holds them."""
    name = "Python のパッケージ"
    wrong, count = [], 0
    for line in required:
        if pinned := _PINNED.match(line.replace(" ", "")):
            count += 1
            there = _version(pinned[1])
            if there is None or there.split("+")[0] != pinned[2]:
                wrong.append((pinned[1], pinned[2], there))
    told = "、".join(f"{package} {there or 'なし'}（{wanted} が必要）" for package, wanted, there in wrong)
    if any(there is None for *_, there in wrong):
        return bad(name, told, _INSTALL_AGAIN)
    if wrong:
        return warning(name, told, f"確かめていない組み合わせです。{_INSTALL_AGAIN}")
    return good(name, f"{count}個すべて、決めた版です")


def required_packages() -> tuple[str, ...]:
    """What minutes itself asks for; nothing in a checkout that was not installed."""
    try:
        return tuple(metadata.requires("minutes") or ())
    except metadata.PackageNotFoundError:
        return ()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
