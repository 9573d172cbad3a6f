"""A disk that fills up while the road is walked: a small tmpfs of its own, where the system lets us mount one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import RATE, write_wav

_SMALL_KB = 512  # the work folder of 30 s of noise does not fit


def _can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    probe = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    return probe.returncode == 0


@pytest.mark.skipif(not _can_mount(), reason="this system lets no one mount a tmpfs in a namespace")
def test_a_disk_that_fills_up_ends_in_73_and_keeps_what_was_whole(tmp_path: Path, tone: Callable[..., Path]) -> None:
    noise = np.random.default_rng(1).standard_normal(30 * RATE) * 0.1
    recording = write_wav(tmp_path / "会議.wav", noise)
    small = tmp_path / "small"
    small.mkdir()
    program = (
        f"import sys; from minutes.cli.main import call; sys.exit(call({['run', str(recording)]!r} + sys.argv[1:]))"
    )
    script = (
        f"mount -t tmpfs -o size={_SMALL_KB}k none '{small}' && "
        f"'{sys.executable}' -c \"$1\" --work '{small}/w' -o '{tmp_path}/out.docx'; code=$?; "
        f"ls -A '{small}/w'; exit $code"
    )
    ended = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", program],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert ended.returncode == 73, ended.stderr
    assert "空き容量が足りない" in ended.stderr
    left = ended.stdout.split()
    assert "sources.json" in left
    assert "audio.flac" not in left
    assert not [name for name in left if name.endswith(".part")]
    assert not (tmp_path / "out.docx").exists()
