"""How a stage tells how far it is. Progress is passed in; nothing prints from the inside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar


class Progress(Protocol):
    """Told by the pipeline which stage runs, and by the stage how much of it (0–1) is done."""

    def stage(self, name: str) -> None: ...
    def done(self, share: float) -> None: ...
    def note(self, text: str) -> None: ...


class NoProgress:
    """For callers that do not care."""

    def stage(self, name: str) -> None: ...
    def done(self, share: float) -> None: ...
    def note(self, text: str) -> None: ...


class Share:
    """A part of a stage's work, from `start` to `end` (0–1), as if it were the whole."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def stage(self, name: str) -> None:
        self._whole.stage(name)

    def done(self, share: float) -> None:
        self._whole.done(self._start + share * (self._end - self._start))

    def note(self, text: str) -> None:
        self._whole.note(text)


class LineProgress:
    """Plain lines for logs and pipes: one when a stage begins, one at each further tenth if it takes its time."""

    _QUIET_S = 5.0

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._name = ""
        self._told = 0.0
        self._at = time.monotonic()

    def stage(self, name: str) -> None:
        self._name, self._told, self._at = name, 0.0, time.monotonic()
        self._line(name)

    def done(self, share: float) -> None:
        if share - self._told >= 0.1 and time.monotonic() - self._at >= self._QUIET_S:
            self._told, self._at = share, time.monotonic()
            self._line(f"{self._name} {share:.0%}")

    def note(self, text: str) -> None:
        self._line(text)

    def _line(self, text: str) -> None:
        print(text, file=self._out, flush=True)


class RichProgress:
    """A bar on a terminal: the running stage, its share and the time it has taken; finished stages stay above it."""

    def __init__(self, bar: RichBar) -> None:
        self._bar = bar
        self._task = bar.add_task("準備", total=1.0)
        self._name = ""

    def stage(self, name: str) -> None:
        self.finish()
        self._name = name
        self._bar.reset(self._task, description=name, total=1.0, completed=0)

    def done(self, share: float) -> None:
        self._bar.update(self._task, completed=share)

    def note(self, text: str) -> None:
        self._bar.console.print(text, highlight=False, markup=False)

    def finish(self) -> None:
        if self._name:
            task = self._bar.tasks[0]
            self._bar.console.print(f"  [green]済[/] {self._name} [dim]{task.elapsed or 0:.1f}秒[/]", highlight=False)
            self._name = ""


@contextmanager
def terminal_progress(out: TextIO) -> Iterator[Progress]:
    """A bar where `out` is a terminal, plain lines otherwise."""
    if not out.isatty():
        yield LineProgress(out)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        SpinnerColumn,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(file=out), transient=True) as bar:
        progress = RichProgress(bar)
        yield progress
        progress.finish()
