"""Bare faster-whisper: its batched pipeline with its own voice-activity detection. `python -m … JOB.json OUT.json`."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from faster_whisper import BatchedInferencePipeline, WhisperModel


def hear(job: dict[str, Any]) -> dict[str, Any]:
    """`chunk_s` and `beam` None: as faster-whisper has them by default."""
    begin = time.perf_counter()
    model = WhisperModel(
        job["model"], device="cpu", compute_type="int8", cpu_threads=os.cpu_count() or 1, local_files_only=True
    )
    pipeline = BatchedInferencePipeline(model)
    loaded = time.perf_counter()
    options = {"chunk_length": job["chunk_s"], "beam_size": job["beam"]}
    pieces, _ = pipeline.transcribe(
        job["audio"],
        language="ja",
        batch_size=job["batch"],
        word_timestamps=True,
        **{name: value for name, value in options.items() if value is not None},
    )
    segments = [
        {
            "start": piece.start,
            "end": piece.end,
            "text": piece.text,
            "words": [
                {"start": w.start, "end": w.end, "text": w.word, "probability": w.probability}
                for w in piece.words or ()
            ],
        }
        for piece in pieces
    ]
    return {"load_s": loaded - begin, "asr_s": time.perf_counter() - loaded, "segments": segments}


if __name__ == "__main__":
    result = hear(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(result, ensure_ascii=False), "utf-8")
