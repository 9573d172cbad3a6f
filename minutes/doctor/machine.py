"""The machine: Python and the system, memory, room on the disks."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from minutes.doctor.finding import Finding, bad, good, warning

OLDEST, NEWEST = (3, 11), (3, 13)  # what the lock is made for
OWN_GB = 1.5  # the pipeline's own share beside the models
# Per hour of recording: one track as float samples while it is brought to level (16 000 × 4 bytes/s), and the FLAC.
GB_PER_HOUR = 3600 * 16_000 * (4 + 2) / 1e9
_FEW_HOURS = 10.0


def check_python(version: tuple[int, int]) -> Finding:
    name = "Python と OS"
    told = f"Python {platform.python_version()}、{platform.system()} {platform.release()}（{platform.machine()}）"
    if not OLDEST <= version <= NEWEST:
        return bad(name, told, "Python 3.11～3.13 で minutes を入れ直してください。")
    if not sys.platform.startswith("linux"):
        return warning(name, told, "動作を確かめてあるのは Linux だけです。")
    return good(name, told)


def check_memory(needed_gb: float, memory: tuple[float, float] | None) -> Finding:
    """`needed_gb` by the models; `memory`: total and available in GB, None where the system does not tell."""
    name = "メモリー"
    needed = needed_gb + OWN_GB
    if memory is None:
        return warning(name, f"大きさが分かりません（目安 {needed:.1f} GB）", "仕様書などで確かめてください。")
    total, available = memory
    told = f"全体 {total:.1f} GB、空き {available:.1f} GB（目安 {needed:.1f} GB）"
    if total < needed:
        return bad(name, told, "メモリーを増やすか、設定で小さいモデル（minutes models list）を選んでください。")
    if available < needed:
        return warning(name, told, "処理の前に、ほかのプログラムを閉じてください。")
    return good(name, told)


def memory_gb(table: Path = Path("/proc/meminfo")) -> tuple[float, float] | None:
    """Total and available main memory in GB, as Linux tells."""
    try:
        lines = dict(line.split(":", 1) for line in table.read_text().splitlines())
        return tuple(int(lines[key].split()[0]) * 1024 / 1e9 for key in ("MemTotal", "MemAvailable"))  # type: ignore[return-value]
    except (OSError, KeyError, ValueError):
        return None


def check_disk(name: str, place: Path) -> Finding:
    """Room at a place (or where it would be made), told in hours of recordings."""
    there = next(folder for folder in (place, *place.resolve().parents) if folder.is_dir())
    if not os.access(there, os.W_OK):
        return bad(
            name, f"{there} に書き込めません", "書き込む権限を付けるか、--work や設定で別の場所を指定してください。"
        )
    free = shutil.disk_usage(there).free / 1e9
    hours = free / GB_PER_HOUR
    told = f"{there}：空き {free:,.1f} GB（録音およそ {hours:,.0f} 時間分）"
    if hours < 1:
        return bad(name, told, "不要なファイルを消すか、--work や設定で別の場所を指定してください。")
    if hours < _FEW_HOURS:
        return warning(name, told, "長い会議では足りなくなります。不要なファイルを消してください。")
    return good(name, told)
