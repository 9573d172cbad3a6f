"""No model library may ask the internet for anything; only `fetch` may."""

from __future__ import annotations

import os
import sys

# huggingface_hub, transformers and pyannote read these when they are imported, and so do processes we start.
_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "PYANNOTE_METRICS_ENABLED": "false",  # pyannote.audio 4 reports every run to its makers unless told not to
}


def stay_offline() -> None:
    """To be called before faster-whisper, pyannote or anything of Hugging Face is imported."""
    os.environ.update(_ENVIRONMENT)
    hub = sys.modules.get("huggingface_hub.constants")
    if hub is not None:  # imported before us, so it has read the old value
        hub.HF_HUB_OFFLINE = True  # type: ignore[attr-defined]
