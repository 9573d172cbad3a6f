"""Specialist terms put right, beside simpler ways: the sentences of tests/resources/terms, each with the dictionaries a
clerk would name (that of its field, gyosei, gikai), and running text in which every change is wrong.

Of the held-out half only sums are printed, so that nobody tunes on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.terminology.counting import Counts, Outcome, outcome, restless, total, wrong_changes
from benchmarks.terminology.methods import METHODS, Change, changed
from benchmarks.terminology.rows import (
    CORPUS,
    HALVES,
    Row,
    Running,
    dictionaries_for,
    is_listed,
    read_rows,
    read_running,
)

OURS = "ours"
SHOWN = "tuning"  # the half whose sentences may be looked at


@dataclass(frozen=True)
class Target:
    """What a share shall at least or (`most`) at most be, on the held-out half."""

    label: str
    value: Callable[[Counts], float | None]
    bound: float
    most: bool = False

    def met(self, counts: Counts) -> bool | None:
        """None where there is nothing to measure."""
        value = self.value(counts)
        if value is None:
            return None
        return value <= self.bound if self.most else value >= self.bound


TARGETS = (
    Target("errors put right", lambda counts: counts.right_share, 0.90),
    Target("look-alikes changed", lambda counts: counts.spoiled_share, 0.01, most=True),
    Target("wrong changes per 1,000 characters", lambda counts: counts.wrong_per_thousand, 0.2, most=True),
    Target("suggestions cover of the rest", lambda counts: counts.suggested_share, 0.5),
)


BREAKDOWNS: Mapping[str, Callable[[Row], str]] = {
    "field": lambda row: row.field,
    "source": lambda row: row.source,
    "form of the error": lambda row: (
        ("listed" if is_listed(row) else "not listed") if row.kind == "error" else "(look-alikes)"
    ),
}


@dataclass(frozen=True)
class Half:
    """What every method made of one half of the sentences, and of the running text that belongs to it."""

    name: str
    outcomes: Mapping[str, tuple[Outcome, ...]]
    running: Mapping[str, Counts]
    wrong: tuple[tuple[str, Change], ...]  # ours: each line of running text and what was changed in it
    restless: int  # ours: sentences and running texts that a second pass would change again

    def everything(self, method: str) -> Counts:
        """Sentences and running text."""
        return total(one.counts for one in self.outcomes[method]) + self.running[method]


def measure(name: str, rows: Sequence[Row], running: Sequence[Running], methods: Sequence[str]) -> Half:
    """Each sentence by itself, with its neighbours; each running text as a whole."""
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    sums: dict[str, Counts] = {}
    wrong: list[tuple[str, Change]] = []
    again = 0
    by_field = [
        (field, list(group)) for field, group in groupby(sorted(rows, key=BREAKDOWNS["field"]), key=BREAKDOWNS["field"])
    ]
    for method in methods:
        made: list[Outcome] = []
        for field, group in by_field:
            corrector = METHODS[method](dictionaries_for(field))
            made += [outcome(row, corrector) for row in group]
            again += sum(restless(row.lines, corrector) for row in group) if method == OURS else 0
        outcomes[method] = tuple(made)
        sums[method] = Counts()
        for text in running:
            corrector = METHODS[method](dictionaries_for(text.field))
            counts, changes = wrong_changes(text, corrector)
            sums[method] += counts
            if method == OURS:
                wrong += changes
                again += restless(text.sentences, corrector)
    return Half(name, outcomes, sums, tuple(wrong), again)


# ---- tables ------------------------------------------------------------------------------------------------------


def table(half: Half) -> Iterator[str]:
    """Methods down: what the targets ask for, and beside it how often a reader is asked about a look-alike."""
    whole = half.everything(next(iter(half.outcomes)))
    yield f"{half.name}: {whole.errors} errors, {whole.lookalikes} look-alikes, {whole.characters:,} characters of running text"
    heads = ("put right", "made worse", "of the rest suggested", "look-alikes changed", "suggested", "wrong per 1,000")
    yield f"{'':20}" + "".join(f"{head:>23}" for head in heads)
    for method in half.outcomes:
        counts = half.everything(method)
        cells = (
            _cell(counts.right, counts.right_share),
            str(counts.worse),
            _cell(counts.suggested, counts.suggested_share),
            _cell(counts.spoiled, counts.spoiled_share),
            str(counts.disturbed),
            _cell(counts.wrong, counts.wrong_per_thousand, "{:.2f}"),
        )
        yield f"{method:20}" + "".join(f"{cell:>23}" for cell in cells)
    if OURS in half.outcomes:
        yield from verdicts(half.everything(OURS))
        yield f"{'! ' if half.restless else '  '}sentences and texts a second pass would change: {half.restless} (target 0)"


def verdicts(counts: Counts) -> Iterator[str]:
    """Ours against the targets; ! where one is missed."""
    for target in TARGETS:
        value, met = target.value(counts), target.met(counts)
        if value is not None:
            sign = "≤" if target.most else "≥"
            yield f"{'  ' if met else '! '}{target.label}: {value:.3f} (target {sign} {target.bound:g})"


def breakdown(half: Half, head: str, of: Callable[[Row], str]) -> Iterator[str]:
    """Right of errors, and changed of look-alikes, for every method; a line for each field or source."""
    yield f"{head:20}" + "".join(f"{method:>23}" for method in half.outcomes)
    rows = [one.row for one in next(iter(half.outcomes.values()))]
    for name in sorted({of(row) for row in rows}):
        sums = [total(one.counts for one in outcomes if of(one.row) == name) for outcomes in half.outcomes.values()]
        cells = [f"{one.right}/{one.errors}  {one.spoiled}/{one.lookalikes}" for one in sums]
        yield f"{name:20}" + "".join(f"{cell:>23}" for cell in cells)


def misses(half: Half) -> Iterator[str]:
    """Ours, sentence by sentence: only of the half that may be looked at."""
    if half.name != SHOWN:
        raise ValueError(f"the sentences of {half.name} are not to be looked at")
    for one in half.outcomes[OURS]:
        if one.missed:
            suggested = [change.after for change in one.changes if not change.applied]
            yield f"{one.row.id} {one.row.field} {one.row.kind} {one.row.source} 「{one.row.term}」"
            yield f"   {one.row.sentence}"
            yield f"   {'unchanged' if one.text == one.row.sentence else one.text}  suggested: {'、'.join(suggested) or '–'}"
            if one.row.kind == "error":
                yield f"   {one.row.correct}  (as it should be)"
    for line, change in half.wrong:
        yield f"running text: {line}\n   {changed(line, [change])}"


def _cell(part: int, value: float | None, form: str = "{:.3f}") -> str:
    return "–" if value is None else f"{part} ({form.format(value)})"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench terms", description=__doc__)
    parser.add_argument("--half", choices=HALVES, action="append", help="only this half (both)")
    parser.add_argument("--method", choices=METHODS, action="append", help="only these ways (all)")
    parser.add_argument("--show", action="store_true", help=f"what ours misses, of the {SHOWN} half only")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="another folder of sentences")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    methods = options.method or list(METHODS)
    halves = [
        measure(
            name,
            read_rows(options.corpus / f"{name}.jsonl"),
            read_running(options.corpus / "running.jsonl", name),
            methods,
        )
        for name in options.half or HALVES
        if (options.corpus / f"{name}.jsonl").is_file()
    ]
    if options.json:
        found = {half.name: {method: asdict(half.everything(method)) for method in methods} for half in halves}
        print(json.dumps({"machine": machine(), "halves": found}, ensure_ascii=False))
        return
    print(machine())
    for half in halves:
        print("\n".join(("", *table(half))))
        print("put right of errors, and look-alikes changed")
        for head, of in BREAKDOWNS.items():
            print("\n".join(breakdown(half, head, of)))
    if options.show:
        print("\n".join(line for half in halves if half.name == SHOWN for line in misses(half)))


if __name__ == "__main__":
    main()
