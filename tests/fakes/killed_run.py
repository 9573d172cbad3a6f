"""A run that dies by SIGKILL at a chosen moment: `python -m tests.fakes.killed_run RECORDING WORK STAGE SHARE`.

SHARE -1 kills before the stage begins, otherwise when the stage reports that share of its work.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from minutes.pipeline import run
from minutes.progress import NoProgress, Progress
from minutes.workfolder import WorkFolder
from tests.fakes.orders import fake_order


class Killer(NoProgress):
    def __init__(self, stage: str, share: float) -> None:
        self._stage, self._share, self._now = stage, share, ""

    def beside(self, name: str) -> AbstractContextManager[Progress]:
        own = Killer(self._stage, self._share)
        own.stage(name)
        return nullcontext(own)

    def stage(self, name: str) -> None:
        self._now = name
        if name == self._stage and self._share < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def done(self, share: float) -> None:
        if self._now == self._stage and 0 <= self._share <= share:
            os.kill(os.getpid(), signal.SIGKILL)


def main(recording: str, work: str, stage: str, share: str) -> None:
    with WorkFolder(Path(work)).held() as folder:
        run(fake_order([Path(recording)], []), folder, Killer(stage, float(share)))


if __name__ == "__main__":
    main(*sys.argv[1:])
