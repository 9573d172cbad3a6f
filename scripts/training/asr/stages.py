"""Command line of scripts/train-asr-mini: one stage after another over a data folder."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STAGES = ("sentences", "speech", "train", "export", "evaluate")


def main(arguments: list[str]) -> int:
    """Runs the named stages, or all."""
    parser = argparse.ArgumentParser(prog="train-asr-mini", description="Make models/asr-mini again from nothing.")
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=f"of {', '.join(STAGES)}; none means all")
    parser.add_argument("--data", type=Path, default=ROOT / ".training" / "asr", help="working folder (about 8 GB)")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "asr-mini", help="where the model goes")
    parser.add_argument("--steps", type=int, default=6_000, help="length of the training")
    parser.add_argument("--threads", type=int, default=2, help="threads of the training")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that synthesise")
    options = parser.parse_args(arguments)
    for stage in options.stages or STAGES:
        if stage not in STAGES:
            parser.error(f"no stage {stage!r}")
        _run(stage, options)
    return 0


def _run(stage: str, options: argparse.Namespace) -> None:
    """Each stage imports what it alone needs."""
    data: Path = options.data
    if stage == "sentences":
        from training.sentences.generate import write_parts

        if not list((data / "sentences").glob("sentences-*.txt")):
            write_parts(data / "sentences")
    elif stage == "speech":
        from training.asr.speech import speak_parts

        speak_parts(data / "sentences", data / "speech", options.workers)
    elif stage == "train":
        from training.asr.train import TrainingRun, train

        train(TrainingRun(data / "sentences", data / "speech", data / "run", options.steps, options.threads))
    elif stage == "export":
        from training.asr.export import export

        export(data / "run" / "checkpoint.pt", options.model)
    elif stage == "evaluate":
        from benchmarks import asr

        asr.main(["--model", str(options.model), "--data", str(data)])
