"""Asks torch, CTranslate2 and pyannote what they see, in a process of its own: a driver that hangs must hang nobody else.

`python -m minutes.doctor.engineprobe` prints one JSON object, see `EngineReport`.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from minutes import egress
from minutes.domain import Value

CUBLAS = "libcublas.so.12"  # what CTranslate2 opens by name when it first computes on a GPU
LIMIT_S = 180.0  # torch takes a minute to import on a busy machine
_DRIVER = Path("/proc/driver/nvidia/version")


class Gpu(Value):
    """A graphics card as torch sees it; memory in bytes."""

    name: str
    total: int
    free: int


class EngineReport(Value):
    """What the libraries see. `failures`: which of them could not even be asked, and what they said.

    `refused`: whom they tried to reach while they were loaded, and could not;
    `driver`: whether the system has NVIDIA's driver; `cuda`: the version torch was built for, empty for a CPU build.
    """

    torch: str = ""
    cuda: str = ""
    gpus: tuple[Gpu, ...] = ()
    ctranslate2: str = ""
    ctranslate2_gpus: int = 0
    cublas: bool = False
    driver: bool = False
    telemetry: bool | None = None
    refused: tuple[str, ...] = ()
    failures: Mapping[str, str] = {}


def probe(limit_s: float = LIMIT_S, command: tuple[str, ...] = ("-m", "minutes.doctor.engineprobe")) -> EngineReport:
    """Ask in a child process. Raises TimeoutError (it does not answer), RuntimeError (it died or spoke nonsense)."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.DEVNULL,
            stdout=out,  # a file: a pipe held open by a child that cannot die would hang us too
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code = child.wait(limit_s)
        except subprocess.TimeoutExpired:
            child.kill()  # and no waiting for it: in a hanging driver it dies when the driver lets it
            raise TimeoutError from None
        out.seek(0)
        said = out.read()
    try:
        return EngineReport.model_validate_json(said.splitlines()[-1])
    except (IndexError, ValidationError):
        raise RuntimeError(f"exit {code}") from None


def _report() -> EngineReport:
    egress.guard("engineprobe")
    found: dict[str, object] = {"driver": _DRIVER.exists()}
    failures: dict[str, str] = {}
    for name, ask in (("torch", _torch), ("ctranslate2", _ctranslate2), ("pyannote.audio", _pyannote)):
        try:
            found |= ask()
        except Exception as error:  # a broken installation breaks in every way there is
            failures[name] = f"{type(error).__name__}: {error}"[:200]
    refused = sorted({refusal.where for refusal in egress.refusals()})
    return EngineReport.model_validate({**found, "refused": refused, "failures": failures})


def _torch() -> dict[str, object]:
    import torch

    gpus = []
    for number in range(torch.cuda.device_count()):
        free, total = torch.cuda.mem_get_info(number)
        gpus.append({"name": torch.cuda.get_device_name(number), "total": total, "free": free})
    return {"torch": torch.__version__, "cuda": torch.version.cuda or "", "gpus": gpus}


def _ctranslate2() -> dict[str, object]:
    """After torch, whose import brings the cuBLAS that CTranslate2 then finds by name."""
    import ctranslate2

    return {
        "ctranslate2": ctranslate2.__version__,
        "ctranslate2_gpus": ctranslate2.get_cuda_device_count(),
        "cublas": _loads(CUBLAS),
    }


def _pyannote() -> dict[str, object]:
    from pyannote.audio.telemetry.metrics import is_metrics_enabled

    return {"telemetry": bool(is_metrics_enabled())}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(_report().model_dump(mode="json")) + "\n")
    sys.stdout.flush()
    os._exit(0)  # no farewell of libraries that may wait for a driver
