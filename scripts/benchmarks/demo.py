"""The demo meeting through the whole road: seconds per stage, CER, DER, names, coverage, against its reference."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from benchmarks.scores import cer, der, right_name_share
from minutes import workfolder
from minutes.domain import Coverage, Transcript, Turn, Utterance
from minutes.order import Wishes, order_of
from minutes.pipeline import run
from minutes.progress import NoProgress, Progress
from minutes.speech.rttm import read_rttm
from minutes.workfolder import WorkFolder

EXAMPLES = Path(__file__).parents[2] / "examples"


class Clock(NoProgress):
    """Wall-clock seconds of each stage; stages side by side each count in full."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._begin = "", 0.0

    def stage(self, name: str) -> None:
        self.stop()
        self._name, self._begin = name, time.perf_counter()

    @contextmanager
    def beside(self, name: str) -> Iterator[Progress]:
        begin = time.perf_counter()
        yield NoProgress()
        self.seconds[name] = time.perf_counter() - begin

    def stop(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._begin
            self._name = ""


def measure(folder: Path, recording: Path, meeting: Path, reference: Path) -> dict[str, Any]:
    """Run the road into `folder` and score what lies there."""
    clock, begin = Clock(), time.perf_counter()
    with WorkFolder(folder).held() as work:
        run(order_of([recording], Wishes(meeting=meeting)), work, clock)
        clock.stop()
        total = time.perf_counter() - begin
        transcript = work.read(workfolder.TRANSCRIPT, Transcript)
        utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
        coverage = work.read(workfolder.COVERAGE, Coverage)
        turns = read_rttm(work.path(workfolder.TURNS))
    truth = json.loads(reference.read_text("utf-8"))
    spoken = [Turn(start=u["start"], end=u["end"], speaker=u["speaker"]) for u in truth["utterances"]]
    return {
        "duration_s": truth["duration"],
        "seconds": clock.seconds,
        "times_real_time": total / truth["duration"],
        "cer": cer(
            "".join(u["text"] for u in truth["utterances"]), "".join(segment.text for segment in transcript.segments)
        ),
        "der": der(spoken, turns, collar=0.0),
        "der_collar_0.25": der(spoken, turns, collar=0.5),
        "speakers": len({turn.speaker for turn in turns}),
        "right_name_share": right_name_share(spoken, utterances),
        "lost_s": coverage.lost,
        "transcribed_s": coverage.transcribed,
        "flagged_s": coverage.flagged,
    }


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(
            Path(folder) / "w",
            EXAMPLES / "kettei-kaigi.m4a",
            EXAMPLES / "kettei-kaigi.toml",
            EXAMPLES / "kettei-kaigi.reference.json",
        )
    if options.json:
        print(json.dumps({"machine": machine(), **figures}, ensure_ascii=False))
        return
    print(machine())
    for stage, seconds in figures.pop("seconds").items():
        print(f"  {seconds:7.2f} s  {stage}")
    for name, value in figures.items():
        print(f"{name:20} {value:.3f}" if isinstance(value, float) else f"{name:20} {value}")


if __name__ == "__main__":
    main()
