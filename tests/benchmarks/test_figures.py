"""What the benchmarks make of what they measured: excerpts, targets, ratios, memory by stage."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.excerpt import Example, beginning, example
from benchmarks.meetings import TARGETS, Target
from benchmarks.memory import Measured, Sample
from benchmarks.processes import residents
from benchmarks.seconds import Run, ratios
from benchmarks.speech import quality
from minutes.evaluation.evaluate import Scores, evaluate
from minutes.evaluation.hypothesis import hypothesis_of
from tests.evaluation.meetings import reference, utterances

SCRIPTS = Path(__file__).parents[2] / "scripts"
_SAID = (("会長", "始めます", 0.0, 2.0), ("委員", "はい", 2.0, 4.0))


def test_every_name_of_the_command_is_a_benchmark() -> None:
    usage = re.search(r"scripts/bench ([a-z |-]+[a-z])", (SCRIPTS / "bench").read_text("utf-8"))
    assert usage
    names = {name.strip().replace("-", "_") for name in usage[1].split("|")}
    assert {"meetings", "speech", "memory"} <= names
    assert {name for name in names if not (SCRIPTS / "benchmarks" / f"{name}.py").is_file()} == set()


@pytest.mark.parametrize("seconds", [20.0, 200.0])
def test_a_beginning_ends_where_nobody_speaks(seconds: float, tmp_path: Path) -> None:
    whole = example("iinkai-8")
    cut = beginning(whole, seconds, tmp_path).reference
    assert seconds - 15 < cut.duration <= seconds + 0.2
    said = [one for one in whole.reference.utterances if one.start < cut.duration - 0.2]
    assert list(cut.utterances) == said
    assert all(turn.end <= cut.duration for turn in cut.turns)


def _scores(*names: str) -> Scores:
    heard = utterances(*((name, text, start, end) for name, (_, text, start, end) in zip(names, _SAID, strict=True)))
    return evaluate(reference(*_SAID), hypothesis_of(heard)).scores


def test_a_target_is_met_or_missed_on_the_right_side() -> None:
    right, wrong = _scores("会長", "委員"), _scores("会長", "会長")
    name = next(target for target in TARGETS if target.figure == "names.right")
    assert (name.value(right).value, name.met(right)) == (1.0, True)
    assert (name.value(wrong).value, name.met(wrong)) == (0.5, False)
    unflagged = next(target for target in TARGETS if target.figure == "names.wrong_unflagged")
    assert (unflagged.met(right), unflagged.met(wrong)) == (True, False)


def test_what_was_not_measured_misses_no_target() -> None:
    assert Target("coverage_lost", "", 0.005).met(_scores("会長", "委員")) is None


def _run(wall: float, **parts: Any) -> Run:
    return Run(wall, parts.get("asr"), parts.get("diarize"), hypothesis_of(()))


def test_ratios_are_of_medians() -> None:
    found = ratios(
        {
            "bare, our windows": [_run(9, asr=10), _run(9, asr=2), _run(9, asr=4)],
            "ours, transcription": [_run(6, asr=5), _run(6, asr=3), _run(6, asr=9)],
            "ours, diarisation": [_run(4), _run(4), _run(4)],
            "ours, whole": [_run(8), _run(11), _run(7)],
            "WhisperX, our windows": [_run(16), _run(20), _run(10)],
        }
    )
    assert [value for value, _ in found.values()] == [5 / 4, 8 / 10, 8 / 16]


def test_memory_is_that_of_all_processes_at_one_moment() -> None:
    samples = (
        Sample(0.0, "normalize", {"main": 100, "ffmpeg": 50}),
        Sample(1.0, "transcribe and diarize", {"main": 300, "diarisation": 100}),
        Sample(2.0, "transcribe and diarize", {"main": 200, "diarisation": 250}),
    )
    run = Measured(1.0, 2.0, samples, {})
    assert run.most == 450
    assert run.by_stage() == {
        "normalize": {"main": 100, "ffmpeg": 50, "total": 150},
        "transcribe and diarize": {"main": 300, "diarisation": 250, "total": 450},
    }


def test_what_a_child_of_a_child_holds_is_seen() -> None:
    inner = "held = bytearray(60_000_000); print(len(held), flush=True); input()"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    command = [sys.executable, "-c", outer]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found = residents(process.pid)
        process.communicate("\n")
    assert len(found) == 2
    assert max(one.anonymous for one in found.values()) > 60_000_000
    assert all(one.peak >= one.anonymous for one in found.values())


def test_only_what_an_answer_holds_is_judged(tmp_path: Path) -> None:
    truth = reference(*_SAID)
    meeting = Example(tmp_path, tmp_path, truth)
    nameless = tuple(one.model_copy(update={"name": None}) for one in utterances(*_SAID))
    told = quality(meeting, Run(1.0, None, None, hypothesis_of((), turns=truth.turns)))
    read = quality(meeting, Run(1.0, None, None, hypothesis_of(nameless, turns=())))
    assert {figure for figure, value in told.items() if value is not None} == {"der"}
    assert {figure for figure, value in read.items() if value is not None} == {"cer", "lost", "invented"}
    assert (told["der"], read["cer"]) == (0.0, 0.0)
