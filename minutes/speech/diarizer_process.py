"""A diariser in a process of its own: it works beside the transcription, gives its memory back at its end, and takes
nobody with it when it dies.

The child is `diarizer_child`. It reads one line of JSON, the `Job`, from its standard input,
which stays open for as long as the parent lives: at its end the child dies too, however the parent ended. It answers on
its standard output, a `Message` a line, and its remarks to developers go to a file.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

from minutes import egress, errors
from minutes.domain import Audio, Diarization, Value
from minutes.egress import Refusal
from minutes.errors import InternalFault, MinutesError, ServiceMissing
from minutes.progress import Progress
from minutes.speech.engines import SpeakerBound
from minutes.speech.manifest import Diarizing
from minutes.speech.modelfolder import ModelFolder

# With our own search path and not the one the interpreter would make: the same code on both sides.
_START = "import sys; sys.path[:] = sys.argv[1:]; from minutes.speech.diarizer_child import main; main()"
# OpenMP's threads, waiting for each other, are not to keep the transcription off its cores (both have as many threads as
# there are cores, so that whoever works alone has all of them).
_PATIENT = {"OMP_WAIT_POLICY": "PASSIVE"}
_TICK_S = 0.2  # how often the parent may learn that it is to stop
_GOES_S = 5.0  # a killed child is gone sooner
_TOLD_CHARS = 2000  # of what the child said before it died


class Job(Value):
    """What the child has to do."""

    folder: Path
    diarizing: Diarizing
    device: str
    audio: Audio
    least: int | None = None
    most: int | None = None


class Failure(Value):
    """An error of ours, by the name of its class."""

    name: str
    what: str
    subject: str = ""
    advice: str = ""

    def error(self) -> MinutesError:
        kind = getattr(errors, self.name, InternalFault)
        made: MinutesError = kind(self.what, subject=self.subject, advice=self.advice)
        return made


class Message(Value):
    """What the child says: how far it is, what it found, why it found nothing, or what it was kept from reaching."""

    share: float | None = None
    found: Diarization | None = None
    failure: Failure | None = None
    refusal: Refusal | None = None


class ChildDied(Exception):
    """The child's last words, for whoever looks into it."""


class DiarizerProcess:
    """A diariser over a pipeline folder, in its own process. `device`: auto, cuda, cpu."""

    def __init__(self, model: ModelFolder, device: str = "auto") -> None:
        self._model = model
        self._device = device

    def diarize(self, audio: Audio, bound: SpeakerBound, progress: Progress) -> Diarization:
        """Raises what the child's diariser raises; ServiceMissing or InternalFault when the child was killed or broke."""
        job = Job(
            folder=self._model.folder,
            diarizing=self._model.diarizing,
            device=self._device,
            audio=audio,
            least=bound.least,
            most=bound.most,
        )
        with tempfile.TemporaryFile() as remarks, _running(job, remarks) as child:
            for message in _messages(child, progress):
                if message.failure:
                    raise message.failure.error()
                if message.found:
                    return message.found
            raise _died(child.wait(), remarks)


@contextmanager
def _running(job: Job, remarks: IO[bytes]) -> Iterator[subprocess.Popen[str]]:
    """The child at work; however the block ends, the child is gone afterwards."""
    command = [sys.executable, "-c", _START, *sys.path]
    pipe = subprocess.PIPE
    child = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=remarks, text=True, encoding="utf-8", env={**os.environ, **_PATIENT}
    )
    try:
        assert child.stdin is not None
        child.stdin.write(f"{job.model_dump_json()}\n")
        child.stdin.flush()
        yield child
    except BrokenPipeError as error:
        raise _died(child.wait(), remarks) from error
    finally:
        child.kill()
        child.wait(_GOES_S)
        for end in (child.stdin, child.stdout):
            if end:
                end.close()


def _messages(child: subprocess.Popen[str], progress: Progress) -> Iterator[Message]:
    """What the child says other than how far it is; that goes to `progress`, which may raise at any tick."""
    lines: Queue[str | None] = Queue()

    def read() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            lines.put(line)
        lines.put(None)

    Thread(target=read, daemon=True).start()
    share = 0.0
    while True:
        progress.done(share)
        try:
            line = lines.get(timeout=_TICK_S)
        except Empty:
            continue
        if line is None:
            return
        message = Message.model_validate_json(line)
        if message.refusal is not None:
            egress.remember(message.refusal)
        elif message.share is None:
            yield message
        else:
            share = message.share


def _died(code: int, remarks: IO[bytes]) -> MinutesError:
    remarks.seek(0)
    last = ChildDied(remarks.read().decode(errors="replace")[-_TOLD_CHARS:])
    killed = -getattr(signal, "SIGKILL", 9)
    error: MinutesError
    if code == killed:  # what Linux does when the memory is used up
        error = ServiceMissing("話者を区別する処理が強制終了されました。メモリーが足りない恐れがあります")
    else:
        error = InternalFault(f"話者を区別する処理が途中で終わりました（終了コード {code}）")
    error.__cause__ = last
    return error
