"""Speech to text beside others: bare faster-whisper, WhisperX and ours over the same sound with the same models, in
turns, each run a process of its own on an otherwise quiet machine. Seconds, ratios, and what each gets right.

asr-mini leaves sentences out of windows beyond 15 s, so the others are also asked with our window length (10 s) and beam;
"its defaults" is how they come. WhisperX's alignment needs a Japanese wav2vec2 model from a hub and is left out: its
speakers are per segment. Bare faster-whisper tells no speakers. Models are loaded before the clock of a stage starts, but
for our diarisation, which loads in a process of its own; "process" is all of it, interpreter and libraries too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import whisperx_environment as whisperx
from benchmarks.excerpt import Example, beginning, example
from benchmarks.machine import machine
from benchmarks.seconds import Run, ratios
from minutes import workfolder
from minutes.domain import Segment, Turn, Utterance
from minutes.evaluation.evaluate import Scores, evaluate
from minutes.evaluation.hypothesis import Hypothesis, hypothesis_of, read_hypothesis
from minutes.order import settings_of
from minutes.speech.catalog import resolve
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder

HERE = Path(__file__).parent
_BATCH = 4  # windows decoded side by side, as minutes.speech.whisper does on a CPU
_QUALITY = ("cer", "lost", "invented", "der", "cpcer", "names.right", "names.wrong_unflagged")


@dataclass(frozen=True)
class Bench:
    """What all contestants get: the meeting, its normalised sound, the folders of the models, a place for their files."""

    meeting: Example
    sound: Path
    folder: Path

    def job(self, **more: Any) -> Path:
        settings = settings_of(Wishes())
        job = {
            "audio": str(self.sound),
            "duration": self.meeting.reference.duration,
            "model": str(resolve(settings.asr.model, "asr").folder),
            "diarizer": str(resolve(settings.diarization.model, "diarization").folder),
            "batch": _BATCH,
            **more,
        }
        place = self.folder / "job.json"
        place.write_text(json.dumps(job), "utf-8")
        return place


def contestants(bench: Bench) -> dict[str, Callable[[], Run]]:
    """Who takes part, in the order of a round."""
    decoding = resolve(settings_of(Wishes()).asr.model, "asr").decoding
    ours = {"chunk_s": round(decoding.chunk_s), "beam": decoding.beam}
    its = {"chunk_s": None, "beam": None}
    return {
        "bare, our windows": lambda: _run(bench, "bare", ours),
        "ours, transcription": lambda: _run(bench, "ours", {"stage": "transcribe"}),
        "ours, diarisation": lambda: _run(bench, "ours", {"stage": "diarize"}),
        "ours, whole": lambda: _whole(bench),
        "WhisperX, our windows": lambda: _run_whisperx(bench, ours),
        "bare, its defaults": lambda: _run(bench, "bare", its),
        "WhisperX, its defaults": lambda: _run_whisperx(bench, its),
    }


def _run(bench: Bench, module: str, more: dict[str, Any]) -> Run:
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.contestants.{module}"]
    return _timed(bench, command, bench.job(**more), dict(os.environ))


def _run_whisperx(bench: Bench, more: dict[str, Any]) -> Run:
    script = HERE / "contestants" / "with_whisperx.py"
    command = [str(whisperx.python()), "-W", "ignore", str(script)]
    return _timed(bench, command, bench.job(**more), whisperx.variables())


def _timed(bench: Bench, command: Sequence[str], job: Path, variables: dict[str, str]) -> Run:
    answer = bench.folder / "answer.json"
    begin = time.perf_counter()
    _call([*command, str(job), str(answer)], variables)
    wall = time.perf_counter() - begin
    heard = json.loads(answer.read_text("utf-8"))
    return Run(wall, heard.get("asr_s"), heard.get("diarize_s"), _of(heard), heard.get("diarization_error", ""))


def _whole(bench: Bench) -> Run:
    """`minutes run` from the recording to the document."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        inputs = [str(bench.meeting.recording), "--meeting", str(bench.meeting.meeting), "--no-llm"]
        work = Path(folder) / "work"
        command = [
            str(Path(sys.executable).with_name("minutes")),
            "run",
            *inputs,
            "-o",
            f"{folder}/out.docx",
            "--work",
            str(work),
        ]
        begin = time.perf_counter()
        _call(command, dict(os.environ))
        return Run(time.perf_counter() - begin, None, None, read_hypothesis(WorkFolder(work)))


def _call(command: Sequence[str], variables: dict[str, str]) -> None:
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")


def _of(heard: dict[str, Any]) -> Hypothesis:
    """A contestant's answer as `minutes eval` reads it."""
    segments = [
        Segment.model_validate({key: one[key] for key in ("start", "end", "text", "words") if key in one})
        for one in heard["segments"]
    ]
    utterances = [
        Utterance(
            id=f"u{number:04}",
            speaker=one.get("speaker") or "?",
            start=segment.start,
            end=segment.end,
            heard=segment.text,
            text=segment.text,
        )
        for number, (one, segment) in enumerate(zip(heard["segments"], segments, strict=True), 1)
    ]
    turns = [Turn.model_validate(turn) for turn in heard.get("turns", ())]
    return hypothesis_of(utterances, segments, turns=turns)


def normalised(meeting: Example, folder: Path) -> Path:
    """The sound every contestant hears, as our first stages make it."""
    from minutes.order import order_of
    from minutes.pipeline import NORMALIZE, PROBE, run
    from minutes.progress import NoProgress

    with WorkFolder(folder / "sound").held() as work:
        run(order_of([meeting.recording], Wishes(meeting=meeting.meeting)), work, NoProgress(), (PROBE, NORMALIZE))
        return work.path(workfolder.AUDIO)


def quality(meeting: Example, run: Run) -> dict[str, float | None]:
    """The figures that this contestant's answer allows."""
    scores = evaluate(meeting.reference, run.heard).scores
    said, told_apart = run.heard.utterances, run.heard.turns
    known = {
        *(("cer", "lost", "invented") if said else ()),
        *(("der",) if told_apart else ()),
        *(("cpcer",) if said and told_apart else ()),
        *(("names.right", "names.wrong_unflagged") if any(one.name for one in said) else ()),
    }
    return {figure: _figure(scores, figure) if figure in known else None for figure in _QUALITY}


def _figure(scores: Scores, figure: str) -> float | None:
    found: Any = scores
    for part in figure.split("."):
        found = getattr(found, part)
    return found.value  # type: ignore[no-any-return]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench speech", description=__doc__)
    parser.add_argument("--meeting", default="kettei-kaigi", help="a meeting of examples/ (kettei-kaigi)")
    parser.add_argument("--seconds", type=float, help="only its beginning")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-whisperx", action="store_true", help="do not install and run WhisperX")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        meeting = example(options.meeting)
        if options.seconds:
            meeting = beginning(meeting, options.seconds, folder)
        bench = Bench(meeting, normalised(meeting, folder), folder)
        everyone = contestants(bench)
        if options.without_whisperx:
            everyone = {name: run for name, run in everyone.items() if not name.startswith("WhisperX")}
        else:
            whisperx.python()
        runs: dict[str, list[Run]] = {name: [] for name in everyone}
        for number in range(options.rounds):
            for name, run in everyone.items():
                runs[name].append(run())
                print(f"round {number + 1}: {name} {runs[name][-1].wall:.1f} s", file=sys.stderr)
    _report(meeting, runs, as_json=options.json)


def _report(meeting: Example, runs: dict[str, list[Run]], *, as_json: bool) -> None:
    figures = {name: quality(meeting, found[-1]) for name, found in runs.items()}
    if as_json:
        rows = {
            name: {
                "wall_s": [run.wall for run in found],
                "asr_s": [run.asr for run in found],
                "diarize_s": [run.diarize for run in found],
                "quality": figures[name],
                "remark": found[-1].remark,
            }
            for name, found in runs.items()
        }
        result = {"machine": machine(), "duration_s": meeting.reference.duration, "runs": rows, "ratios": ratios(runs)}
        print(json.dumps(result, ensure_ascii=False))
        return
    print(f"{machine()}; {meeting.recording.stem}, {meeting.reference.duration:.0f} s")
    print(f"{'seconds, median (best)':24}{'transcription':>17}{'diarisation':>17}{'process':>17}")
    for name, found in runs.items():
        cells = "".join(f"{_spread([getattr(r, part) for r in found]):>17}" for part in ("asr", "diarize", "wall"))
        print(f"{name:24}{cells}{'  ' + found[-1].remark if found[-1].remark else ''}")
    print(f"\n{'':24}" + "".join(f"{figure.split('.')[-1]:>17}" for figure in _QUALITY))
    for name, values in figures.items():
        print(f"{name:24}" + "".join(f"{'–' if v is None else f'{v:.3f}':>17}" for v in values.values()))
    print()
    for name, (value, bound) in ratios(runs).items():
        print(f"{value:6.2f}  (target ≤ {bound:.2f})  {name}")


def _spread(seconds: Sequence[float | None]) -> str:
    known = [second for second in seconds if second is not None]
    return f"{median(known):.1f} ({min(known):.1f})" if known else "–"


if __name__ == "__main__":
    main()
