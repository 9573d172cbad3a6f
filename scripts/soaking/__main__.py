"""`scripts/soak`: see there."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from pathlib import Path

from soaking import memory
from soaking.faults import FAULTS
from soaking.report import plain, table
from soaking.soak import Wanted, soak


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["list"]:
        for name, fault in FAULTS.items():
            print(f"{name:16}{fault.what}")
        return 0
    if arguments[:1] == ["memory"]:
        return memory.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=list(FAULTS), help="this fault and no other; may be repeated"
    )
    parser.add_argument("--jobs", type=int, default=60, help="transcripts to which nothing in particular is done (60)")
    parser.add_argument("--heard", type=int, default=4, help="recordings to which nothing in particular is done (4)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow-copy", type=float, default=330.0, metavar="SECONDS", help="how long it takes (330)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave a copy of everything there")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    names = tuple(FAULTS)
    if options.only:
        names = tuple(name for name in FAULTS if name in options.only or (name == "plain" and options.jobs))
    wanted = Wanted(names, options.seed, options.jobs, options.heard, options.slow_copy)
    begin = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - begin:6.0f} s  {line}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        outcome = soak(wanted, Path(folder), say, options.keep)
    print(json.dumps(plain(outcome), ensure_ascii=False) if options.json else table(outcome))
    return 1 if outcome.problems else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what it has started ends with it
    sys.exit(main(sys.argv[1:]))
