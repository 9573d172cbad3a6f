"""What is found out of a meeting before it is enqueued, in a process of its own: a file that brings a library down must not
take the watched folder with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from minutes import egress
from minutes.audio.inputs import SUFFIXES
from minutes.domain import Value
from minutes.office.description import Described, Material, describe

_START = "import sys; sys.path[:] = sys.argv[1:]; from minutes.office.preparation import main; main()"
_LONGEST_S = 600
_NOT_READ = "資料を読み取れませんでした（資料のファイルが壊れているか、大きすぎます）。録音だけから作ります。"


class Prepared(Value):
    """`seconds`: how long the recordings say they are together, 0 where they do not say."""

    described: Described
    seconds: float = 0.0


class Task(Value):
    """The child's: what describes the meeting, and its recordings."""

    material: Material
    inputs: tuple[Path, ...]


Prepare = Callable[[Material, Sequence[Path]], Prepared]


def prepare(material: Material, inputs: Sequence[Path]) -> Prepared:
    """Without the papers where they cannot be read. Raises what `describe` raises for the description."""
    recordings = tuple(path for path in inputs if path.suffix.lower() in SUFFIXES)
    if not material.papers and not recordings:
        return Prepared(described=describe(material))
    try:
        child = subprocess.run(
            [sys.executable, "-c", _START, *sys.path],
            input=Task(material=material, inputs=recordings).model_dump_json(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_LONGEST_S,
        )
        if child.returncode == 0:
            return Prepared.model_validate_json(child.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        pass
    plain = describe(material.model_copy(update={"papers": ()}))
    remarks = (*plain.remarks, _NOT_READ) if material.papers else plain.remarks
    return Prepared(described=plain.model_copy(update={"remarks": remarks}))


def main() -> None:
    """One task in, what was found out."""
    egress.guard("preparation")
    out = sys.stdout
    sys.stdout = sys.stderr  # what libraries print is no answer
    task = Task.model_validate_json(sys.stdin.buffer.read())
    prepared = Prepared(described=describe(task.material), seconds=_seconds(task.inputs))
    out.buffer.write(prepared.model_dump_json().encode())


def _seconds(inputs: Sequence[Path]) -> float:
    if not inputs:
        return 0.0
    from minutes.audio.probe import length_of

    lengths = [length_of(path) for path in inputs]
    return sum(lengths) if all(lengths) else 0.0


if __name__ == "__main__":
    main()
