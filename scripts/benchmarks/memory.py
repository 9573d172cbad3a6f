"""Peak memory of whole runs by the recording's length: the demo played again and again for so many hours.

What the process tree holds itself (RssAnon: without mapped files) is looked up four times a second, together with the
stage that runs. A run over one minute holds the interpreter, the libraries and the models and next to nothing else; it
is subtracted, and what is left is the pipeline's own share.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.excerpt import Example, example
from benchmarks.machine import machine
from benchmarks.processes import residents
from minutes.audio.ffmpeg import program
from minutes.pipeline import DIARIZE, RENDER, SPEECH, STRUCTURE, TRANSCRIBE

BASE_H = 1 / 60
TARGET_GB = 1.5
_EVERY_S = 0.25
_GB = 1e9
_SIDE_BY_SIDE = f"{TRANSCRIBE.name} and {DIARIZE.name}"  # in two processes, told apart by their roles
_STAGES = {stage.label: stage.name for stage in (*SPEECH, STRUCTURE, RENDER)} | dict.fromkeys(
    (TRANSCRIBE.label, DIARIZE.label), _SIDE_BY_SIDE
)


@dataclass(frozen=True)
class Sample:
    """Seconds since the start, the stage that was last said to begin, and bytes by role of process."""

    at: float
    stage: str
    anonymous: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.anonymous.values())


@dataclass(frozen=True)
class Measured:
    """One run: `peaks` are the largest VmHWM by role (mapped files included)."""

    hours: float
    seconds: float
    samples: tuple[Sample, ...]
    peaks: dict[str, int]

    @property
    def most(self) -> int:
        """The largest sum of all processes at one moment."""
        return max(sample.total for sample in self.samples)

    def by_stage(self) -> dict[str, dict[str, int]]:
        """The most each role held while a stage ran, and `total` of all at one moment."""
        found: dict[str, dict[str, int]] = {}
        for sample in self.samples:
            row = found.setdefault(sample.stage, {})
            for role, held in (*sample.anonymous.items(), ("total", sample.total)):
                row[role] = max(row.get(role, 0), held)
        return found


def measure(hours: float, source: Example, folder: Path) -> Measured:
    """A whole run over the recording looped to `hours`."""
    recording = folder / "recording.m4a"
    looping = ["-stream_loop", "-1", "-i", str(source.recording), "-t", f"{hours * 3600:.3f}", "-c", "copy"]
    subprocess.run([program(), "-y", "-loglevel", "error", *looping, str(recording)], check=True)
    command = [str(Path(sys.executable).with_name("minutes")), "run", str(recording), "--no-llm"]
    command += ["--meeting", str(source.meeting), "-o", str(folder / "out.docx"), "--work", str(folder / "out.work")]
    begin = time.perf_counter()
    with (
        (folder / "stderr").open("w+") as said,
        subprocess.Popen(command, stderr=said, stdout=subprocess.DEVNULL) as run,
    ):
        samples, peaks = _watch(run, folder / "stderr")
    if run.returncode:
        raise SystemExit(f"minutes run ended with {run.returncode}:\n{(folder / 'stderr').read_text('utf-8')[-2000:]}")
    return Measured(hours, time.perf_counter() - begin, samples, peaks)


def _watch(run: subprocess.Popen[bytes], said: Path) -> tuple[tuple[Sample, ...], dict[str, int]]:
    """Looks until the run ends; it writes a line to `said` when a stage begins."""
    begin = time.perf_counter()
    samples: list[Sample] = []
    peaks: dict[str, int] = {}
    while run.poll() is None:
        begun = [_STAGES[line] for line in said.read_text("utf-8").splitlines() if line in _STAGES]
        processes = residents(run.pid).values()
        held: dict[str, int] = {}
        for process in processes:
            held[process.name] = held.get(process.name, 0) + process.anonymous
            peaks[process.name] = max(peaks.get(process.name, 0), process.peak)
        samples.append(Sample(time.perf_counter() - begin, begun[-1] if begun else "start", held))
        time.sleep(_EVERY_S)
    return tuple(samples), peaks


def table(measured: Sequence[Measured]) -> str:
    """GB by length and stage; the first run is the base."""
    base = measured[0].most
    lines = [f"{'':10}{'stage':26}{'all':>8}{'main':>8}{'diariser':>10}{'ffmpeg':>8}   GB of own data (RssAnon), most"]
    for one in measured:
        for stage, row in one.by_stage().items():
            cells = [row.get(role, 0) / _GB for role in ("total", "main", "diarisation", "ffmpeg")]
            lines.append(f"{'':10}{stage:26}{cells[0]:8.2f}{cells[1]:8.2f}{cells[2]:10.2f}{cells[3]:8.2f}")
        own = (one.most - base) / _GB
        peaks = ", ".join(f"{role} {peak / _GB:.2f}" for role, peak in sorted(one.peaks.items()))
        verdict = "" if one is measured[0] else f", {own:+.2f} above the first (target < {TARGET_GB})"
        lines.append(
            f"{_length(one.hours):10}{'whole run':26}{one.most / _GB:8.2f}{verdict}; with mapped files (VmHWM): {peaks}"
            f"; {one.seconds / (one.hours * 3600):.3f} × real time"
        )
    return "\n".join(lines)


def plot(measured: Sequence[Measured], place: Path) -> None:
    """Own data of all processes over the share of the run, a line for each length."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.subplots()
    for one in measured:
        last = one.samples[-1].at or 1.0
        along = [100 * sample.at / last for sample in one.samples]
        axes.plot(along, [sample.total / _GB for sample in one.samples], label=_length(one.hours), linewidth=1)
    limit = measured[0].most / _GB + TARGET_GB
    axes.axhline(limit, color="grey", linestyle="--", linewidth=1, label=f"first run + {TARGET_GB} GB")
    axes.set(
        xlabel="share of the run, %", ylabel="own data of all processes (RssAnon), GB", xlim=(0, 100), ylim=(0, None)
    )
    axes.legend(title="recording")
    figure.savefig(place, dpi=110)


def _length(hours: float) -> str:
    return f"{hours:g} h" if hours >= 1 else f"{hours * 60:.0f} min"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench memory", description=__doc__)
    parser.add_argument("--hours", type=float, nargs="+", default=[1 / 6, 1.0], help="lengths (0.167 1)")
    parser.add_argument("--meeting", default="kettei-kaigi", help="the meeting of examples/ that is looped")
    parser.add_argument("--plot", type=Path, metavar="OUT.png", help="draw memory over time")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    source = example(options.meeting)
    measured = []
    for hours in (BASE_H, *sorted(options.hours)):
        with tempfile.TemporaryDirectory() as folder:
            measured.append(measure(hours, source, Path(folder)))
        print(f"{_length(hours)}: {measured[-1].most / _GB:.2f} GB", file=sys.stderr)
    if options.plot:
        plot(measured, options.plot)
    if options.json:
        rows = [
            {"hours": one.hours, "seconds": one.seconds, "most": one.most, "stages": one.by_stage(), "peaks": one.peaks}
            for one in measured
        ]
        print(json.dumps({"machine": machine(), "runs": rows}))
        return
    print(machine())
    print(table(measured))


if __name__ == "__main__":
    main()
