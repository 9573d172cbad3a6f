"""How a stage tells how far it is. Progress is passed in; nothing prints from the inside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar


class Progress(Protocol):
    """Told by a stage how much of its work (0–1) is done, and what a clerk should know at once."""

    def done(self, share: float) -> None: ...
    def note(self, text: str) -> None: ...


class RunProgress(Progress, Protocol):
    """Told by the pipeline which stage runs."""

    def stage(self, name: str) -> None:
        """The next stage begins, and what is told from now on is its own."""
        ...

    def beside(self, name: str) -> AbstractContextManager[Progress]:
        """A stage that runs at the same time as others, with a progress of its own; to be used in its own thread."""
        ...


class NoProgress:
    """For callers that do not care."""

    def stage(self, name: str) -> None: ...
    def done(self, share: float) -> None: ...
    def note(self, text: str) -> None: ...

    def beside(self, name: str) -> AbstractContextManager[Progress]:
        return nullcontext(NoProgress())


class Share:
    """A part of a stage's work, from `start` to `end` (0–1), as if it were the whole."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

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

    @contextmanager
    def beside(self, name: str) -> Iterator[Progress]:
        own = LineProgress(self._out)
        own.stage(name)
        yield own

    def done(self, share: float) -> None:
        if share - self._told >= 0.1 and time.monotonic() - self._at >= self._QUIET_S:
            self._told, self._at = share, time.monotonic()
            self._line(f"{self._name} {share:.0%}")

    def note(self, text: str) -> None:
        self._line(text)

    def _line(self, text: str) -> None:
        self._out.write(f"{text}\n")  # in one piece: stages side by side write to the same place
        self._out.flush()


class RichProgress:
    """A bar on a terminal for each running stage, its share and the time it has taken; finished ones stay above."""

    def __init__(self, bars: RichBar) -> None:
        self._bars = bars
        self._running: _Bar | None = None

    def stage(self, name: str) -> None:
        self.finish()
        self._running = _Bar(self._bars, name)

    @contextmanager
    def beside(self, name: str) -> Iterator[Progress]:
        self.finish()
        bar = _Bar(self._bars, name)
        try:
            yield bar
        except BaseException:
            bar.close()
            raise
        bar.finish()

    def done(self, share: float) -> None:
        if self._running:
            self._running.done(share)

    def note(self, text: str) -> None:
        _note(self._bars, text)

    def finish(self) -> None:
        if self._running:
            self._running.finish()
            self._running = None


class _Bar:
    """The line of one stage."""

    def __init__(self, bars: RichBar, name: str) -> None:
        self._bars, self._name = bars, name
        self._task = bars.add_task(name, total=1.0)
        self._begin = time.monotonic()

    def done(self, share: float) -> None:
        self._bars.update(self._task, completed=share)

    def note(self, text: str) -> None:
        _note(self._bars, text)

    def finish(self) -> None:
        self.close()
        seconds = time.monotonic() - self._begin
        self._bars.console.print(f"  [green]済[/] {self._name} [dim]{seconds:.1f}秒[/]", highlight=False)

    def close(self) -> None:
        self._bars.remove_task(self._task)


def _note(bars: RichBar, text: str) -> None:
    bars.console.print(text, highlight=False, markup=False)


@contextmanager
def terminal_progress(out: TextIO) -> Iterator[RunProgress]:
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
