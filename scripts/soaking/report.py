"""What came of a soak, as a table for docs/reliability.md and for programs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.machine import machine
from soaking.checks import endings
from soaking.faults import FAULTS
from soaking.recordings import MINUTES, NOTE, SAME
from soaking.soak import Outcome


def table(outcome: Outcome) -> str:
    """Markdown: a row for each fault, then the whole."""
    lines = [
        "| fault | done | recordings | in minutes | in a note | known as the same | problems |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in outcome.wanted.names:
        mine = [one for one in outcome.dropped if one.fault == name]
        ended = Counter(max(endings(one, outcome.seen.folders), key=_ORDER.index, default="") for one in mine)
        wrong = sum(problem.fault == name for problem in outcome.problems)
        done = outcome.untried.get(name) or outcome.done.get(name, 0)
        cells = [f"`{name}`: {FAULTS[name].what}", done, len(mine), ended[MINUTES], ended[NOTE], ended[SAME], wrong]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join([*lines, "", *_whole(outcome)])


_ORDER = ("", MINUTES, NOTE, SAME)


def _whole(outcome: Outcome) -> list[str]:
    kinds = Counter(problem.kind for problem in outcome.problems)
    conditions = Counter(job.condition for job in outcome.seen.jobs)
    rest = {name: times for name, times in sorted(outcome.done.items()) if name not in FAULTS}
    services = [
        f"{one.name}: {one.starts} starts, {one.kills} kill -9, ended by itself {len(one.fell)} times"
        f"{f' ({dict(Counter(one.fell))})' if one.fell else ''}"
        for one in outcome.services.values()
    ]
    return [
        f"{machine()}; seed {outcome.wanted.seed}; {outcome.seconds / 60:.0f} min",
        f"{len(outcome.dropped)} recordings, {len(outcome.seen.jobs)} jobs: {_counted(conditions)}",
        *services,
        *([_counted(rest)] if rest else []),
        f"problems: {_counted(kinds) or 'none'}",
        *(f"- {problem.kind} [{problem.fault}] {problem.what}" for problem in outcome.problems),
    ]


def _counted(what: Any) -> str:
    return ", ".join(f"{name} {times}" for name, times in sorted(what.items()))


def plain(outcome: Outcome) -> dict[str, Any]:
    return {
        "machine": machine(),
        "seed": outcome.wanted.seed,
        "seconds": round(outcome.seconds),
        "recordings": len(outcome.dropped),
        "jobs": dict(Counter(job.condition for job in outcome.seen.jobs)),
        "done": dict(outcome.done),
        "untried": dict(outcome.untried),
        "services": {
            one.name: {"starts": one.starts, "kills": one.kills, "fell": one.fell} for one in outcome.services.values()
        },
        "problems": [vars(problem) for problem in outcome.problems],
    }
