"""WhisperX, run by its own environment: `python with_whisperx.py JOB.json OUT.json`.

Transcription, diarisation by the folder of a pyannote pipeline, speakers to segments. Its alignment is left out: that
needs a Japanese wav2vec2 model from a hub, so its segments have no word times here and get one speaker each.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import torch
import whisperx
from whisperx.diarize import DiarizationPipeline


def hear(job: dict[str, Any]) -> dict[str, Any]:
    """`chunk_s` and `beam` None: as WhisperX has them by default. A folder it cannot load costs it the speakers."""
    begin = time.perf_counter()
    options = {"beam_size": job["beam"]} if job["beam"] is not None else {}
    model = whisperx.load_model(
        job["model"],
        "cpu",
        compute_type="int8",
        language="ja",
        asr_options=options,
        threads=os.cpu_count() or 1,
        local_files_only=True,
    )
    loaded = time.perf_counter()
    audio = whisperx.load_audio(job["audio"])
    chunk = {"chunk_size": job["chunk_s"]} if job["chunk_s"] is not None else {}
    heard = model.transcribe(audio, batch_size=job["batch"], language="ja", **chunk)
    result: dict[str, Any] = {"load_s": loaded - begin, "asr_s": time.perf_counter() - loaded}
    if job["diarizer"]:
        try:
            heard, turns, seconds = _speakers(job["diarizer"], audio, heard)
            result |= {"turns": turns, **seconds}
        except Exception as error:
            result["diarization_error"] = f"{type(error).__name__}: {error}"
    fields = ("start", "end", "text", "speaker")
    result["segments"] = [{key: one[key] for key in fields if key in one} for one in heard["segments"]]
    return result


def _speakers(folder: str, audio: Any, heard: Any) -> tuple[Any, list[dict[str, Any]], dict[str, float]]:
    begin = time.perf_counter()
    diarizer = DiarizationPipeline(model_name=folder, device=torch.device("cpu"))
    loaded = time.perf_counter()
    found = diarizer(audio)
    seconds = {"diarizer_load_s": loaded - begin, "diarize_s": time.perf_counter() - loaded}
    turns = [{"start": row.start, "end": row.end, "speaker": row.speaker} for row in found.itertuples()]
    return whisperx.assign_word_speakers(found, heard), turns, seconds


if __name__ == "__main__":
    result = hear(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(result, ensure_ascii=False), "utf-8")
