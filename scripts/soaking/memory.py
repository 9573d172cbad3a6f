"""Memory of worker and watcher over hundreds of jobs: what each holds itself (RssAnon) against the jobs that are done.

The slope is a straight line's through all samples after the first jobs, in which caches fill.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import linear_regression, median

from benchmarks.machine import machine
from soaking.office import Office
from soaking.recordings import mark_of, transcript
from soaking.services import Keeper

_EVERY_S = 1.0
_AHEAD = 20  # recordings dropped before those that are done
FLAT_KB = 20.0  # per job: a year of 40 meetings a day is 0.3 GB at the most
_WARM = 50


@dataclass(frozen=True)
class Sample:
    jobs: int
    bytes: int


@dataclass(frozen=True)
class Course:
    """Of one process. `slope`: bytes a job; `first`, `last`: medians of the first and last tenth after the warm-up."""

    name: str
    slope: float
    first: float
    last: float
    samples: int

    @property
    def is_flat(self) -> bool:
        return self.slope < FLAT_KB * 1000


def course(name: str, samples: Sequence[Sample], warm: int = _WARM) -> Course:
    """Raises ValueError where too few jobs were done to say anything."""
    kept = [one for one in samples if one.jobs >= warm]
    if len({one.jobs for one in kept}) < 2:
        raise ValueError(f"{name}: too few jobs after the first {warm}")
    slope = linear_regression([one.jobs for one in kept], [one.bytes for one in kept]).slope
    tenth = max(1, len(kept) // 10)
    held = [one.bytes for one in kept]
    return Course(name, slope, median(held[:tenth]), median(held[-tenth:]), len(kept))


def measure(base: Path, jobs: int, seed: int, whole: bool) -> dict[str, list[Sample]]:
    """`whole`: by the worker as it is, and not by one whose children make no minutes."""
    office = Office(base)
    try:
        return _measured(office, jobs, seed, whole)
    finally:
        office.close()


def _measured(office: Office, jobs: int, seed: int, whole: bool) -> dict[str, list[Sample]]:
    if not whole:
        office.worker.command = [sys.executable, "-m", "soaking.shortworker", str(office.config)]
    random = Random(seed)
    samples: dict[str, list[Sample]] = {service.name: [] for service in office.services}
    dropped = done = told = 0
    with Keeper(office.services):
        while done < jobs:
            while dropped < min(jobs, done + _AHEAD):
                dropped += 1
                (office.inbox.place / f"memory-{dropped}.vtt").write_text(transcript(mark_of(random)), encoding="utf-8")
            time.sleep(_EVERY_S)
            found = office.ask("select count(*) from workflow_status where status = 'SUCCESS'")
            done = int(str(found[0][0])) if found else done
            for service in office.services:
                if service.pid:
                    samples[service.name].append(Sample(done, _own(service.pid)))
            if done >= told + 20:
                told = done
                print(
                    f"{done} jobs: {', '.join(f'{name} {one[-1].bytes / 1e6:.1f} MB' for name, one in samples.items())}",
                    file=sys.stderr,
                    flush=True,
                )
    if any(service.starts != 1 for service in office.services):
        raise SystemExit("a process ended by itself meanwhile: its memory says nothing")
    return samples


def _own(pid: int) -> int:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) * 1024


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="soak memory", description=__doc__)
    parser.add_argument("--jobs", type=int, default=320)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="make minutes of each, and not only a file in their place")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        samples = measure(Path(folder), options.jobs, options.seed, options.whole)
    courses = [course(name, one) for name, one in samples.items()]
    if options.json:
        print(json.dumps({"machine": machine(), "jobs": options.jobs, "processes": [vars(one) for one in courses]}))
    else:
        print(machine())
        for one in courses:
            verdict = "flat" if one.is_flat else f"grows (flat: below {FLAT_KB:g} kB a job)"
            print(
                f"{one.name}: {one.slope / 1000:+.1f} kB a job over {options.jobs} jobs, {one.first / 1e6:.1f} → {one.last / 1e6:.1f} MB: {verdict}"
            )
    return 0 if all(one.is_flat for one in courses) else 1
