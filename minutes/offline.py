"""What keeps the libraries from asking the internet or telling their makers anything; only `fetch` may ask.

They read these variables when they are imported or first used, and so do the processes we start: they are set at the
beginning of every process of ours. What a library does all the same from Python is stopped by `egress`. What it does
from native code is not seen there: onnxruntime's reports and hf_xet's downloads are stopped by these variables alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# The hub is not asked for anything.
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
}
# Nobody is told anything.
_SILENT = {
    "DO_NOT_TRACK": "1",  # https://donottrack.sh: huggingface_hub and others keep to it
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime ≥ 1.29 reports to its makers; read before its first session
    "OTEL_SDK_DISABLED": "true",  # opentelemetry, the road of pyannote's reports
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYANNOTE_METRICS_ENABLED": "false",  # pyannote.audio 4 reports every run unless told not to
    "WANDB_MODE": "disabled",  # lightning hands over to it where it is installed
}
_WISHED = {name: os.environ[name] for name in _OFFLINE if name in os.environ}  # before we set any


def stay_offline() -> None:
    """To be called before faster-whisper, pyannote or anything of Hugging Face is imported."""
    os.environ.update(_OFFLINE | _SILENT)
    _tell_the_hub(offline=True)


@contextmanager
def asking_the_hub() -> Iterator[None]:
    """For this block only what the operator wished holds: one who set HF_HUB_OFFLINE himself stays offline."""
    for name in _OFFLINE:
        os.environ.pop(name, None)
    os.environ.update(_WISHED)
    _tell_the_hub(offline=bool(_WISHED.get("HF_HUB_OFFLINE") or _WISHED.get("TRANSFORMERS_OFFLINE")))
    try:
        yield
    finally:
        stay_offline()


def _tell_the_hub(*, offline: bool) -> None:
    """A client imported before has read the old value."""
    hub = sys.modules.get("huggingface_hub.constants")
    if hub is not None:
        hub.HF_HUB_OFFLINE = offline  # type: ignore[attr-defined]
