"""The harm that is done, a function each. Those of `ALONGSIDE` go on all the time, the others come one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from soaking import filefaults, processfaults, storagefaults
from soaking.scene import Scene


@dataclass(frozen=True)
class Fault:
    """`what` is done, in the words of the report."""

    what: str
    do: Callable[[Scene], None]


ALONGSIDE: Mapping[str, Fault] = {
    "kill-worker": Fault("kill -9 of the worker at random moments", processfaults.kill_worker),
    "kill-watcher": Fault("kill -9 of the watcher at random moments", processfaults.kill_watcher),
    "kill-child": Fault("kill -9 of the process that works on a recording", processfaults.kill_child),
    "slow-copy": Fault("a file that grows a little every second for minutes", filefaults.slow_copy),
    "heard": Fault("recordings of 8 s through the shipped models, under all the faults", filefaults.heard),
    "plain": Fault("transcripts, under all the faults", filefaults.plain),
}
IN_TURN: Mapping[str, Fault] = {
    "results-full": Fault("the disk with the results and recordings is full", storagefaults.results_full),
    "ledger-full": Fault("the disk with the ledger is full", storagefaults.ledger_full),
    "read-only": Fault("the results' folder becomes read-only", storagefaults.read_only),
    "inbox-away": Fault("the share with the recordings vanishes and returns", storagefaults.inbox_away),
    "results-away": Fault("the share with the results vanishes and returns", storagefaults.results_away),
    "both-away": Fault("both shares vanish and return", storagefaults.both_away),
    "result-removed": Fault(
        "the result folder is removed, of jobs that wait, run and are done", filefaults.result_removed
    ),
    "locked": Fault("another program holds the ledger (SQLite) exclusively", storagefaults.locked),
    "clock-back": Fault(
        "the clock of worker and watcher is set back by an hour, and forward again", processfaults.clock_back
    ),
    "twice": Fault("the same file twice under two names", filefaults.twice),
    "replaced": Fault("a file is replaced while queued", filefaults.replaced),
    "deleted": Fault("a file is deleted while queued", filefaults.deleted),
    "broken": Fault("a recording that is none, and an empty one", filefaults.broken),
    "sigterm": Fault("SIGTERM of the worker during each stage", processfaults.sigterm_in_every_stage),
    "llm-down": Fault(
        "the LLM refuses, answers with 503, is silent, in `minutes batch` that is killed, too", processfaults.llm_down
    ),
}
FAULTS: Mapping[str, Fault] = {**ALONGSIDE, **IN_TURN}
