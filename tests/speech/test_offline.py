"""Nothing of ours asks the internet: neither the hub's client nor pyannote's telemetry."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from minutes import offline
from minutes.offline import stay_offline

# written out again on purpose: one that is forgotten must fail here
VARIABLES = {
    "DO_NOT_TRACK": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_OFFLINE": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "OTEL_SDK_DISABLED": "true",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYANNOTE_METRICS_ENABLED": "false",
    "TRANSFORMERS_OFFLINE": "1",
    "WANDB_MODE": "disabled",
}
# A diarisation in a closed process, with warnings shown as a user sees them; then telemetry, turned on by hand.
_SCRIPT = """
import os, sys
from minutes import egress

egress.guard("test")
from minutes.domain import Audio
from minutes.progress import NoProgress
from minutes.speech.catalog import resolve
from minutes.speech.engines import SpeakerBound
from minutes.speech.pyannote import PyannoteDiarizer

PyannoteDiarizer(resolve("diarization-mini", "diarization"), "cpu").diarize(
    Audio(file=sys.argv[1], duration=4.0), SpeakerBound(), NoProgress()
)
from pyannote.audio.telemetry import metrics
import huggingface_hub.constants
print(metrics.is_metrics_enabled(), huggingface_hub.constants.HF_HUB_OFFLINE, len(egress.refusals()))
sys.stderr.flush()
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what opentelemetry says of its failure is no matter

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

os.environ["OTEL_SDK_DISABLED"] = "false"
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(metrics.exporter))
metrics.tracer = provider.get_tracer("test")
metrics.set_telemetry_metrics(True)
metrics.track_model_init(object())
print(*sorted({refusal.where for refusal in egress.refusals()}))
"""


def test_the_libraries_are_told_before_they_are_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    stay_offline()
    assert {name: os.environ[name] for name in VARIABLES} == VARIABLES
    assert huggingface_hub.constants.HF_HUB_OFFLINE is True


@pytest.mark.parametrize("wished", [{}, {"HF_HUB_OFFLINE": "1"}])
def test_the_hub_may_be_asked_for_a_block_unless_the_operator_forbade_it(
    wished: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(offline, "_WISHED", wished)
    import huggingface_hub.constants as hub

    monkeypatch.setattr(hub, "HF_HUB_OFFLINE", False)
    stay_offline()
    with offline.asking_the_hub():
        assert hub.is_offline_mode() == bool(wished)
        assert {name for name in VARIABLES if name in os.environ and "OFFLINE" in name} == set(wished)
        assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1", "reports stay off"
    assert hub.is_offline_mode()
    assert os.environ["TRANSFORMERS_OFFLINE"] == "1"


@pytest.mark.models
def test_a_diarisation_asks_nobody_and_its_telemetry_would_be_stopped(tone: Callable[..., Path]) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "PYANNOTE_"))}
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tone(seconds=4.0))],
        capture_output=True,
        text=True,
        env={**environment, "OMP_NUM_THREADS": "1"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["False True 0", "otel.pyannote.ai"], "not asked for, and stopped if it were"
    assert ran.stderr == "", "no library's remark reaches the user"
