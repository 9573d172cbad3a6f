from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from minutes.domain import Audio, Diarization
from minutes.errors import InternalFault, MinutesError, ModelMissing, ServiceMissing
from minutes.progress import NoProgress
from minutes.speech import diarizer_process
from minutes.speech.diarizer_process import DiarizerProcess
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder
from minutes.stages import Stopped
from tests.fakes.killed_parent import START

_SOON_S = 10.0


@pytest.fixture(autouse=True)
def acting_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diarizer_process, "_START", START)


class Shares(NoProgress):
    def __init__(self, stop_at: float = 2.0) -> None:
        self.shares: list[float] = []
        self._stop_at = stop_at

    def done(self, share: float) -> None:
        self.shares.append(share)
        if share >= self._stop_at:
            raise Stopped


def _diarize(way: str, progress: Shares) -> Diarization:
    model = ModelFolder(name="m", kind="diarization", folder=Path("m"), sha256="")
    return DiarizerProcess(model, way).diarize(Audio(file="a.flac", duration=5.0), SpeakerBound(2, 3), progress)


def test_the_child_s_turns_and_progress_come_through_whatever_libraries_print() -> None:
    progress = Shares()
    found = _diarize("tells", progress)
    assert [(turn.end, turn.speaker) for turn in found.exclusive] == [(5.0, "of 2 to 3")]
    assert 0.25 in progress.shares


@pytest.mark.parametrize(
    ("way", "kind", "words"),
    [
        ("killed", ServiceMissing, "メモリー"),
        ("exits", InternalFault, "終了コード 3"),
        ("missing", ModelMissing, "models/x"),
        ("broken", InternalFault, "KeyError"),
    ],
)
def test_every_way_to_fail_is_an_error_of_ours(way: str, kind: type[MinutesError], words: str) -> None:
    with pytest.raises(kind, match=words) as told:
        _diarize(way, Shares())
    if way in ("killed", "exits"):
        assert "last words" in str(told.value.__cause__)


def test_a_stopped_diariser_is_gone_at_once() -> None:
    begun = time.monotonic()
    with pytest.raises(Stopped):
        _diarize("endless", Shares(stop_at=0.5))
    assert time.monotonic() - begun < _SOON_S


def test_the_child_does_not_outlive_a_killed_parent() -> None:
    parent = subprocess.run(
        [sys.executable, "-m", "tests.fakes.killed_parent"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert parent.returncode == -9, parent.stderr
    child = int(parent.stdout.split()[0])
    until = time.monotonic() + _SOON_S
    while _works(child):
        assert time.monotonic() < until, "an orphan works on"
        time.sleep(0.05)


def _works(process: int) -> bool:
    """Not there, or dead and only not yet fetched by anyone, is not working."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
