"""How much later `minutes --help` answers than a bare click program: alternating runs of both, best and median."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time

from benchmarks.machine import machine

BARE = "import click\n@click.command()\ndef main(): 'Bare.'\nmain(['--help'])"
OURS = "from minutes.cli.main import main; main(['--help'])"
IMPORT = "import minutes"
ROUNDS = 15


def seconds(code: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - begin


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    programs = {"bare python": "pass", "bare click --help": BARE, "import minutes": IMPORT, "minutes --help": OURS}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, code in programs.items():
            times[name].append(seconds(code))
    rows = {name: {"median_s": statistics.median(t), "best_s": min(t)} for name, t in times.items()}
    late = {kind: rows["minutes --help"][kind] - rows["bare click --help"][kind] for kind in ("median_s", "best_s")}
    if options.json:
        print(json.dumps({"machine": machine(), "rows": rows, "later_than_click": late}))
        return
    print(machine())
    for name, row in rows.items():
        print(f"{name:20} median {row['median_s']:.3f} s   best {row['best_s']:.3f} s")
    print(f"later than click      median {late['median_s']:.3f} s   best {late['best_s']:.3f} s   (target ≤ 0.35 s)")


if __name__ == "__main__":
    main()
