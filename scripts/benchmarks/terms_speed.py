"""How long putting terms right takes, and how much memory, by the number of terms and of characters.

Invented terms of real parts (`terminology.invented`), a process of its own for every figure: with an empty cache, then
with what the first one left there. Slopes are of the logarithms of the processor's seconds: 1 is linear, 0 does not grow.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

from benchmarks.machine import machine
from benchmarks.terminology.invented import speech, terms, write_csv

TERMS = (100, 1_000, 10_000, 100_000)
CHARACTERS = (1_000, 5_000, 20_000, 50_000, 200_000)
# What is aimed at, and where the other axis stands still while one grows.
AT_TERMS, AT_CHARACTERS = 10_000, 20_000
TARGET_START_S, TARGET_CORRECT_S, TARGET_MB = 2.0, 2.0, 400
ROUNDS = 3
_MB = 1e6


@dataclass(frozen=True)
class Seconds:
    """By the clock, and of the processor: where a machine is busy, the second is what the work takes."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ({self.processor:.2f}) s"


@dataclass(frozen=True)
class Point:
    """Medians, and the largest VmHWM in bytes: `first` start fills the cache, `start` finds it filled."""

    terms: int
    characters: int
    first: Seconds
    start: Seconds
    correct: Seconds
    peak: int
    applied: int


def measure(count: int, characters: int, rounds: int) -> Point:
    """One process without a cache, `rounds` with it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        invented = terms(count)
        write_csv(invented, folder / "terms.csv")
        (folder / "lines.txt").write_text("\n".join(speech(characters, invented)), "utf-8")
        first, *others = (_child(folder) for _ in range(1 + rounds))
    return Point(
        terms=count,
        characters=characters,
        first=Seconds(*first["start"]),
        start=_middle([one["start"] for one in others]),
        correct=_middle([one["correct"] for one in others]),
        peak=int(max(one["peak"] for one in (first, *others))),
        applied=int(first["applied"]),
    )


def _middle(pairs: Sequence[tuple[float, float]]) -> Seconds:
    clock, processor = zip(*pairs, strict=True)
    return Seconds(median(clock), median(processor))


def _child(folder: Path) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.terminology.child",
        str(folder / "terms.csv"),
        str(folder / "lines.txt"),
    ]
    # Bytecode is left beside the modules, as it lies there once a program is installed.
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""}
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    found: dict[str, Any] = json.loads(said)
    return found


def slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Of the straight line through the logarithms: the exponent of growth."""
    return linear_regression([log(x) for x in xs], [log(y) for y in ys]).slope


def table(by_terms: Sequence[Point], by_characters: Sequence[Point]) -> str:
    """Both series, their slopes, and the targets at their place; ! where one is missed."""
    heads = ("terms", "characters", "start, no cache", "start, cached", "correction", "peak memory", "corrections")
    lines = ["".join(f"{head:>18}" for head in heads)]
    for series in (by_terms, by_characters):
        for one in series:
            cells = [f"{one.terms:,}", f"{one.characters:,}", str(one.first), str(one.start), str(one.correct)]
            cells += [f"{one.peak / _MB:.0f} MB", str(one.applied)]
            lines.append("".join(f"{cell:>18}" for cell in cells))
        lines.append("")
    lines += slopes(by_terms, by_characters)
    lines += verdicts([*by_terms, *by_characters])
    return "\n".join(lines)


def slopes(by_terms: Sequence[Point], by_characters: Sequence[Point]) -> list[str]:
    """Over a whole series and over its last step, where what does not grow counts least."""
    found = []
    kinds: list[tuple[str, Sequence[Point], Callable[[Point], float], Callable[[Point], float]]] = [
        ("correction by characters", by_characters, lambda one: one.characters, lambda one: one.correct.processor),
        ("correction by terms", by_terms, lambda one: one.terms, lambda one: one.correct.processor),
        ("cached start by terms", by_terms, lambda one: one.terms, lambda one: one.start.processor),
        ("memory by terms", by_terms, lambda one: one.terms, lambda one: one.peak),
    ]
    for label, series, size, value in kinds:
        if len(series) > 1:
            xs, ys = [size(one) for one in series], [value(one) for one in series]
            found.append(f"slope of {label}: {slope(xs, ys):.2f}, last step {slope(xs[-2:], ys[-2:]):.2f}")
    return found


def verdicts(points: Sequence[Point]) -> list[str]:
    """The targets, where they were measured."""
    here = [one for one in points if (one.terms, one.characters) == (AT_TERMS, AT_CHARACTERS)][:1]
    found = []
    for one in here:
        for label, value, bound, unit in (
            ("start, no cache", one.first.clock, TARGET_START_S, "s"),
            ("start, cached", one.start.clock, TARGET_START_S, "s"),
            ("correction", one.correct.clock, TARGET_CORRECT_S, "s"),
            ("memory", one.peak / _MB, TARGET_MB, "MB"),
        ):
            found.append(f"{'! ' if value > bound else '  '}{label}: {value:.2f} {unit} (target ≤ {bound:g} {unit})")
    return found


def plot(by_terms: Sequence[Point], by_characters: Sequence[Point], place: Path) -> None:
    """Seconds and memory over terms, seconds over characters, both axes logarithmic."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    counts = [one.terms for one in by_terms]
    for label, values in (
        (f"correction of {AT_CHARACTERS:,} characters", [one.correct.processor for one in by_terms]),
        ("start, no cache", [one.first.processor for one in by_terms]),
        ("start, cached", [one.start.processor for one in by_terms]),
    ):
        left.loglog(counts, values, marker="o", label=label)
    left.set(xlabel="terms", ylabel="seconds of the processor")
    memory = left.twinx()
    memory.semilogx(counts, [one.peak / _MB for one in by_terms], color="grey", linestyle="--", marker=".")
    memory.set(ylabel="peak memory, MB (dashed)", ylim=(0, None))
    left.legend()
    sizes = [one.characters for one in by_characters]
    taken = [one.correct.processor for one in by_characters]
    right.loglog(sizes, taken, marker="o", label=f"correction, {AT_TERMS:,} terms")
    right.loglog(sizes, [taken[-1] * size / sizes[-1] for size in sizes], color="grey", linestyle=":", label="linear")
    right.set(xlabel="characters", ylabel="seconds of the processor")
    right.legend()
    figure.savefig(place, dpi=110)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench terms-speed", description=__doc__)
    parser.add_argument("--terms", type=int, nargs="+", default=TERMS, help=f"at {AT_CHARACTERS:,} characters")
    parser.add_argument("--characters", type=int, nargs="+", default=CHARACTERS, help=f"with {AT_TERMS:,} terms")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"processes with a filled cache ({ROUNDS})")
    parser.add_argument("--plot", type=Path, metavar="OUT.png", help="draw both series")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    by_terms = [measure(count, AT_CHARACTERS, options.rounds) for count in sorted(options.terms)]
    known = {(one.terms, one.characters): one for one in by_terms}
    by_characters = [
        known.get((AT_TERMS, size)) or measure(AT_TERMS, size, options.rounds) for size in sorted(options.characters)
    ]
    if options.plot:
        plot(by_terms, by_characters, options.plot)
    if options.json:
        series = {"by_terms": by_terms, "by_characters": by_characters}
        rows = {name: [asdict(one) for one in points] for name, points in series.items()}
        print(json.dumps({"machine": machine(), **rows}))
        return
    print(machine())
    print(table(by_terms, by_characters))


if __name__ == "__main__":
    main()
