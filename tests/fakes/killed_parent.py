"""A parent that dies by SIGKILL while its diariser's child works: prints the child's number first."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from minutes.domain import Audio
from minutes.progress import NoProgress
from minutes.speech import diarizer_process
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder

START = "import sys; sys.path[:] = sys.argv[1:]; from tests.fakes.diarizer_child import main; main()"


class Killer(NoProgress):
    def done(self, share: float) -> None:
        if share:
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
            print(children, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    diarizer_process._START = START
    model = ModelFolder(name="m", kind="diarization", folder=Path("m"), sha256="")
    diarizer = diarizer_process.DiarizerProcess(model, "endless")
    diarizer.diarize(Audio(file="a.flac", duration=5.0), SpeakerBound(), Killer())
