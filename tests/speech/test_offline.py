"""Nothing of ours asks the internet: neither the hub's client nor pyannote's telemetry."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from minutes.offline import stay_offline
from minutes.speech.catalog import open_catalog

# A diarisation in a process in which every attempt to reach anybody is an error, with warnings shown as a user sees them.
_SCRIPT = """
import os, socket, sys

def refuse(*given, **named):
    print("ASKED", given, file=sys.stderr)
    raise AssertionError("somebody asked the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from minutes.domain import Audio
from minutes.progress import NoProgress
from minutes.speech.catalog import resolve
from minutes.speech.engines import SpeakerBound
from minutes.speech.pyannote import PyannoteDiarizer

PyannoteDiarizer(resolve("diarization-mini", "diarization"), "cpu").diarize(
    Audio(file=sys.argv[1], duration=4.0), SpeakerBound(), NoProgress()
)
from pyannote.audio.telemetry.metrics import is_metrics_enabled
import huggingface_hub.constants
print(is_metrics_enabled(), os.environ["PYANNOTE_METRICS_ENABLED"], huggingface_hub.constants.HF_HUB_OFFLINE)
"""


def test_the_libraries_are_told_before_they_are_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "PYANNOTE_METRICS_ENABLED"):
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    stay_offline()
    assert (os.environ["HF_HUB_OFFLINE"], os.environ["PYANNOTE_METRICS_ENABLED"]) == ("1", "false")
    assert huggingface_hub.constants.HF_HUB_OFFLINE is True


@pytest.mark.models
def test_a_diarisation_opens_no_socket_and_says_nothing(tone: Callable[..., Path]) -> None:
    catalog = open_catalog({})
    if not catalog.installed(catalog.entry("diarization-mini")):
        pytest.skip("not trained yet")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "PYANNOTE_"))}
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tone(seconds=4.0))],
        capture_output=True,
        text=True,
        env={**environment, "OMP_NUM_THREADS": "1"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["False", "false", "True"]
    assert ran.stderr == "", "no ASKED, and no library's remark reaches the user"
