"""`minutes batch`: all recordings of a folder or a list, in one call that may be interrupted and repeated."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from minutes.office.batch import Row
    from minutes.settings import Office

SOME_FAILED = 1


@click.command("batch", short_help="フォルダーや一覧の録音を、まとめて議事録案にします。")
@click.argument("source", type=options.PATH, metavar="DIR|LIST.csv")
@click.option("--out", type=options.PATH, required=True, metavar="DIR", help="できあがる文書を置くフォルダー。")
@options.jobs_option
@options.form_option
@options.dictionary_option
@options.speech_options
@options.llm_options
@options.also_option
@options.audience_option
@options.json_option
@options.config_option
def batch_command(
    source: Path,
    out: Path,
    jobs: int | None,
    also: tuple[tuple[str, ...], ...],
    as_json: bool,
    config: Path | None,
    **wishes: Any,
) -> int:
    """フォルダーや一覧（CSV）の録音を、まとめて議事録案にします。

    DIR の中の録音は一つずつ別の会議です。その下のフォルダーは、一つのフォルダーが一つの会議です
    （中の録音を名前の順につなぎます）。録音と同じ名前の .toml か .xlsx、フォルダーの中の 会議.toml か 会議情報.xlsx が会議ファイルです。
    LIST.csv の見出しは「録音」「名前」「会議ファイル」「様式」「辞書」で、「録音」だけは必ず書きます。

    途中で止めても、同じ操作で続きから進みます。終わったものは繰り返しません。
    おわりに、結果の一覧（結果一覧.csv）を --out のフォルダーに書きます。

    例：minutes batch 録音フォルダー --out 議事録 --jobs 2
    """
    from minutes.cli.office import office_of
    from minutes.office.batch import enqueue_all, follow, write_summary
    from minutes.office.dbosledger import open_ledger
    from minutes.office.meetings import meetings_in
    from minutes.wishes import Wishes

    meetings = meetings_in(source)
    office = office_of(config, jobs=jobs)
    ledger = open_ledger(office)
    with _shown() as shown:
        with shown.counting("録音の確認", len(meetings)) as told:
            entries = enqueue_all(meetings, ledger, out, Wishes(**wishes, config=config), options.kinds_of(also), told)
        with ExitStack() as stack:
            _ensure_worker(office, config, stack)
            rows = follow(entries, ledger, shown.rows)
    place = write_summary(rows, out)
    ledger.close()
    failed = sum(not row.is_done for row in rows)
    _tell(rows, failed)
    print(json.dumps(_plain(rows, place), ensure_ascii=False) if as_json else place)
    return SOME_FAILED if failed else 0


def _ensure_worker(office: Office, config: Path | None, stack: ExitStack) -> None:
    """One of our own for as long as the batch runs, where this machine has none."""
    from minutes.office.worker import Worker, is_working

    if is_working(office):
        print("この機械の処理係（minutes worker）が処理します。", file=sys.stderr)
    else:
        stack.enter_context(Worker(office, config=config).working())


# ---- what is seen while it runs ----------------------------------------------------------------------------------


class _Lines:
    """For logs and pipes: a line when a meeting is over."""

    def __init__(self) -> None:
        self._over: set[str] = set()

    @contextmanager
    def counting(self, what: str, total: int) -> Iterator[Callable[[], None]]:
        print(f"{what}：{total}件", file=sys.stderr, flush=True)
        yield lambda: None

    def rows(self, rows: Sequence[Row]) -> None:
        for row in rows:
            name = row.entry.found.name
            if row.is_over and name not in self._over:
                self._over.add(name)
                why = f"（{row.error.what}）" if row.error else ""
                print(f"[{len(self._over)}/{len(rows)}] {name}：{row.label}{why}", file=sys.stderr, flush=True)


class _OnTerminal:
    """A bar for the whole, and one for each recording that is worked on."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._whole: Any = None
        self._running: dict[str, Any] = {}

    @contextmanager
    def counting(self, what: str, total: int) -> Iterator[Callable[[], None]]:
        task = self._bars.add_task(what, total=total)
        yield lambda: self._bars.advance(task)
        self._bars.remove_task(task)

    def rows(self, rows: Sequence[Row]) -> None:
        if self._whole is None:
            self._whole = self._bars.add_task("全体", total=len(rows))
        self._bars.update(self._whole, completed=sum(row.is_over for row in rows), description=f"全体（{len(rows)}件）")
        running = {row.entry.job: row.state for row in rows if row.state and row.state.condition == "running"}
        for job, state in running.items():
            if job not in self._running:
                self._running[job] = self._bars.add_task("", total=1.0)
            text = f"  {state.order.title} {state.stage or '準備中'}"
            self._bars.update(self._running[job], completed=state.share, description=text)
        for job in [job for job in self._running if job not in running]:
            self._bars.remove_task(self._running.pop(job))


@contextmanager
def _shown() -> Iterator[_Lines | _OnTerminal]:
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bars:
        yield _OnTerminal(bars)


def _tell(rows: Sequence[Row], failed: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("会議", "結果", "理由"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(Text(row.entry.found.name), row.label, Text(row.error.what if row.error else ""))
    console = Console(file=sys.stderr, width=None if sys.stderr.isatty() else 160, highlight=False)
    console.print(table)
    console.print(f"{len(rows)}件のうち {len(rows) - failed}件が完了しました。")


def _plain(rows: Sequence[Row], place: Path) -> dict[str, Any]:
    return {
        "summary": str(place),
        "done": sum(row.is_done for row in rows),
        "failed": sum(not row.is_done for row in rows),
        "meetings": [
            {
                "title": row.entry.found.name,
                "condition": row.state.condition if row.state else "failed",
                "document": str(row.state.document) if row.state and row.is_done else None,
                "error": row.error.model_dump(mode="json") if row.error else None,
            }
            for row in rows
        ],
    }
