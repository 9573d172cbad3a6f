"""One of our own stages alone, models loaded before the clock starts: `python -m … JOB.json OUT.json`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from minutes.domain import Audio
from minutes.order import engines_of, settings_of
from minutes.progress import NoProgress
from minutes.speech.engines import SpeakerBound
from minutes.speech.transcribe import transcribe
from minutes.wishes import Wishes


def hear(job: dict[str, Any]) -> dict[str, Any]:
    """`stage`: transcribe or diarize; the models are those of the settings."""
    engines = engines_of(settings_of(Wishes()))
    audio = Audio(file=job["audio"], duration=job["duration"])
    begin = time.perf_counter()
    if job["stage"] == "diarize":
        found = engines.diarizer().diarize(audio, SpeakerBound(), NoProgress())
        turns = [turn.model_dump(mode="json") for turn in found.turns]
        return {"load_s": 0.0, "diarize_s": time.perf_counter() - begin, "segments": [], "turns": turns}
    recognizer = engines.recognizer()
    recognizer.prompt_room  # noqa: B018  loads the model
    loaded = time.perf_counter()
    transcript = transcribe(audio, engines.detector, recognizer, (), NoProgress()).transcript
    segments = [segment.model_dump(mode="json") for segment in transcript.segments]
    return {"load_s": loaded - begin, "asr_s": time.perf_counter() - loaded, "segments": segments}


if __name__ == "__main__":
    result = hear(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(result, ensure_ascii=False), "utf-8")
