"""The other end of `diarizer_process`: reads a job, diarises, answers line by line, and never outlives its parent."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TextIO

from minutes import egress
from minutes.errors import InternalFault, MinutesError
from minutes.speech.diarizer_process import Failure, Job, Message
from minutes.speech.engines import SpeakerBound
from minutes.speech.modelfolder import ModelFolder

_EVERY_S = 0.2  # between two reports


class _Reports:
    """Progress as messages to the parent."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._at = 0.0

    def done(self, share: float) -> None:
        if time.monotonic() - self._at >= _EVERY_S:
            self._at = time.monotonic()
            self.tell(Message(share=share))

    def note(self, text: str) -> None: ...

    def tell(self, message: Message) -> None:
        self._out.write(f"{message.model_dump_json(exclude_none=True)}\n")
        self._out.flush()


def main() -> None:
    egress.guard("diarizer")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches both; the parent decides
    _offer_ourselves()
    reports = _Reports(_own_output())
    job = Job.model_validate_json(sys.stdin.readline())
    Thread(target=_die_with_parent, daemon=True).start()
    with egress.witnessed(lambda refusal: reports.tell(Message(refusal=refusal))):
        _work(job, reports)


def _work(job: Job, reports: _Reports) -> None:
    try:
        from minutes.speech.pyannote import PyannoteDiarizer

        model = ModelFolder(job.folder.name, "diarization", job.folder, "", diarizing=job.diarizing)
        diarizer = PyannoteDiarizer(model, job.device)
        found = diarizer.diarize(job.audio, SpeakerBound(job.least, job.most), reports)
        reports.tell(Message(found=found))
    except MinutesError as error:
        reports.tell(Message(failure=_failure(error)))
    except Exception as error:
        fault = InternalFault(f"話者を区別する途中で失敗しました（{type(error).__name__}: {error}）")
        reports.tell(Message(failure=_failure(fault)))


def _offer_ourselves() -> None:
    """When the memory is used up, Linux is to end us and not the transcription."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _own_output() -> TextIO:
    """The pipe to the parent, for us alone: what libraries print goes where their errors go."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return pipe


def _die_with_parent() -> None:
    """The parent holds the other end of our standard input for as long as it lives."""
    while os.read(sys.stdin.fileno(), 1):  # not through the buffer, which the interpreter wants for itself at its end
        pass
    os._exit(1)


def _failure(error: MinutesError) -> Failure:
    return Failure(name=type(error).__name__, what=error.what, subject=error.subject, advice=error.advice)


if __name__ == "__main__":
    main()
