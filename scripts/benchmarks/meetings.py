"""The synthetic meetings of examples/ through the whole road, held against their references: seconds per stage and the
figures of `minutes eval`, with what is aimed at."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clock import Clock
from benchmarks.excerpt import Example, beginning, example
from benchmarks.machine import machine
from minutes.evaluation.evaluate import Evaluation, Scores, evaluate
from minutes.evaluation.hypothesis import read_hypothesis
from minutes.evaluation.ratio import Ratio
from minutes.order import order_of
from minutes.pipeline import run
from minutes.render.flags import SPEAKER_REASONS
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder

NAMES = ("kettei-kaigi", "shingikai-5", "iinkai-8")


@dataclass(frozen=True)
class Target:
    """What a figure shall at most (`least`: at least) be; None: no target, it depends on the model."""

    figure: str
    label: str
    bound: float | None = None
    least: bool = False

    def value(self, scores: Scores) -> Ratio:
        found: Any = scores
        for part in self.figure.split("."):
            found = getattr(found, part)
        return Ratio.model_validate(found)

    def met(self, scores: Scores) -> bool | None:
        """None where there is no target or nothing to measure."""
        value = self.value(scores).value
        if self.bound is None or value is None:
            return None
        return value >= self.bound if self.least else value <= self.bound


TARGETS = (
    Target("cer", "CER"),
    Target("der", "DER, no collar", 0.10),
    Target("der_collar", "DER, ±0.25 s"),
    Target("names.right", "right name", 0.95, least=True),
    Target("names.wrong_unflagged", "wrong name, no flag", 0.0),
    Target("names.wrong_flagged", "wrong name, flagged"),
    Target("names.unnamed", "no name"),
    Target("coverage_lost", "coverage lost", 0.005),
    Target("lost", "characters lost"),
    Target("invented", "characters invented"),
)


@dataclass(frozen=True)
class Measured:
    """One meeting: its length and the wall-clock time of the whole road in seconds, the stages', the figures, and how many
    utterances there are and carry a doubt about their speaker."""

    name: str
    duration: float
    total: float
    stages: dict[str, float]
    evaluation: Evaluation
    utterances: int
    doubted: int

    @property
    def wrong(self) -> tuple[int, int]:
        """Utterances that are somebody else's as a whole: with a doubt, and without one."""
        flagged = sum(one.flagged for one in self.evaluation.wrong_names)
        return flagged, len(self.evaluation.wrong_names) - flagged


def measure(name: str, meeting: Example, folder: Path) -> Measured:
    """Run the road into `folder` and hold what lies there against the reference."""
    clock = Clock()
    order = order_of([meeting.recording], Wishes(meeting=meeting.meeting))
    begin = time.perf_counter()
    with WorkFolder(folder).held() as work:
        run(order, work, clock)
        total = time.perf_counter() - begin
        clock.stop()
        written = read_hypothesis(work)
        result = evaluate(meeting.reference, written)
    doubted = sum(any(flag in SPEAKER_REASONS for flag in one.flags) for one in written.utterances)
    return Measured(name, meeting.reference.duration, total, clock.seconds, result, len(written.utterances), doubted)


def table(measured: Sequence[Measured]) -> str:
    """Figures down, meetings across; ! where a target is missed."""
    lines = [f"{'':22}{'target':>9}" + "".join(f"{one.name:>15}" for one in measured)]
    for target in TARGETS:
        aim = "" if target.bound is None else f"{'≥' if target.least else '≤'} {target.bound:g}"
        lines.append(f"{target.label:22}{aim:>9}" + "".join(f"{_cell(target, one):>15}" for one in measured))
    for label, counts in (
        ("utterances, doubted", [f"{one.utterances}, {one.doubted}" for one in measured]),
        ("wrong whole, doubted", [f"{one.wrong[0]}" for one in measured]),
        ("wrong whole, no flag", [f"{'! ' if one.wrong[1] else ''}{one.wrong[1]}" for one in measured]),
    ):
        aim = "≤ 0" if label.endswith("no flag") else ""
        lines.append(f"{label:22}{aim:>9}" + "".join(f"{count:>15}" for count in counts))
    pace = "".join(f"{one.total / one.duration:>15.3f}" for one in measured)
    return "\n".join([*lines, f"{'× real time':22}{'':9}{pace}"])


def _cell(target: Target, one: Measured) -> str:
    value, missed = target.value(one.evaluation.scores).value, target.met(one.evaluation.scores) is False
    return (
        "–" if value is None else f"{'! ' if missed else ''}{value:.4f}"
    )  # with three, 0.9498 would stand there as 0.950, and missed


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench meetings", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which meetings: {', '.join(NAMES)} (all)")
    parser.add_argument("--seconds", type=float, help="only their beginnings")
    parser.add_argument("--work", type=Path, help="keep the work folders here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.work or Path(temporary)
        measured = []
        for name in options.names or NAMES:
            whole = example(name)
            meeting = beginning(whole, options.seconds, Path(temporary)) if options.seconds else whole
            measured.append(measure(name, meeting, folder / f"{name}.work"))
    if options.json:
        rows = {
            one.name: {
                "duration_s": one.duration,
                "seconds": one.total,
                "stages": one.stages,
                "utterances": one.utterances,
                "doubted": one.doubted,
                "wrong_whole": dict(zip(("doubted", "no_flag"), one.wrong, strict=True)),
                "met": {target.figure: target.met(one.evaluation.scores) for target in TARGETS},
                **one.evaluation.model_dump(mode="json"),
            }
            for one in measured
        }
        print(json.dumps({"machine": machine(), "meetings": rows}, ensure_ascii=False))
        return
    print(machine())
    for one in measured:
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in one.stages.items() if seconds >= 0.05)
        print(f"{one.name}: {one.duration:.0f} s of meeting in {one.total:.1f} s ({stages})")
    print(table(measured))


if __name__ == "__main__":
    main()
