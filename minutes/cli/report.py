"""`minutes report`: what was worked on and what it saved, by month and department."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from minutes.cli import options

if TYPE_CHECKING:
    from rich.table import Table

    from minutes.office.report import Line
    from minutes.office.reporttable import Cell, Column


class Day(click.ParamType[dt.date]):
    """2026-04-01, or a month, which stands for its first or its last day."""

    name = "day"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", str(value))
        try:
            year, month = (int(found[1]), int(found[2])) if found else (0, 0)
            end = calendar.monthrange(year, month)[1] if self._last else 1
            return dt.date(year, month, int(found[3]) if found and found[3] else end)
        except ValueError:
            self.fail(f"「{value}」は日付になりません。2026-04-01 か 2026-04 のように書いてください。", param, ctx)


@click.command("report", short_help="処理した会議の数と時間、削減できた時間を、月と部署ごとに表にします。")
@click.option("--from", "first", type=Day(last=False), metavar="DAY", help="この日から（例：2026-04-01、2026-04）。")
@click.option("--to", "last", type=Day(last=True), metavar="DAY", help="この日まで（例：2027-03-31、2027-03）。")
@click.option(
    "-o", "--output", type=options.PATH, metavar="OUT.xlsx|OUT.csv", help="表を書くファイル（.xlsx か .csv）。"
)
@options.json_option
@options.config_option
def report_command(
    first: dt.date | None, last: dt.date | None, output: Path | None, as_json: bool, config: Path | None
) -> None:
    """議事録案ができた会議の数、録音時間、処理時間、削減できた時間と金額を、月と部署ごとに表にします。

    月は、議事録案が初めてできた月です。部署は会議ファイルの department です。同じ録音をやり直しても一つの会議と数えます。
    数えるのは、minutes watch と minutes batch が受け付けた会議です（minutes run は含みません）。
    削減時間と金額は、設定ファイルの [report] の係数で計算します。
    確認の画面（minutes review）で確かめて確定した会議については、確認にかけた時間、修正の数、文字の誤り率も示します。

    例：minutes report --from 2026-04 --to 2027-03 -o 実績.xlsx
    """
    import os

    from minutes.cli.office import ledger_of
    from minutes.errors import WrongUsage
    from minutes.office.report import basis, lines_of, measured, meetings_of, total_of
    from minutes.office.reporttable import OF_CHECKING, write_table
    from minutes.settings import load_settings

    if first and last and first > last:
        raise WrongUsage("--from が --to より後の日付です")
    factors = load_settings(config, os.environ).report
    with ledger_of(config) as ledger:
        lines = lines_of(meetings_of(ledger.states()), factors, first, last)
    total = total_of(lines)
    of_checking = (*OF_CHECKING, measured(total.checked)) if total.checked.meetings else ()
    notes = (f"期間：{_period(first, last)}（議事録案が初めてできた日）", basis(factors), *filter(None, of_checking))
    if output:
        write_table((*lines, total), notes, output)
    if as_json:
        print(json.dumps(_plain(lines, total, factors.model_dump(), first, last), ensure_ascii=False))
    else:
        _show((*lines, total), notes, sys.stderr if output else sys.stdout)
    if output and not as_json:
        print(output)


def _period(first: dt.date | None, last: dt.date | None) -> str:
    return f"{first or '最初'} から {last or '今日'} まで" if first or last else "すべて"


def _plain(
    lines: Sequence[Line], total: Line, factors: dict[str, Any], first: dt.date | None, last: dt.date | None
) -> dict[str, Any]:
    of_total = {name: value for name, value in _plain_line(total).items() if name not in ("month", "department")}
    return {
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "lines": [_plain_line(line) for line in lines],
        "total": of_total,
        "factors": factors,
    }


def _plain_line(line: Line) -> dict[str, Any]:
    checked = line.checked
    shares = {"cer_heard": checked.heard, "cer_text": checked.text, "checking_share": checked.share}
    return {
        **{name: value for name, value in vars(line).items() if name != "checked"},
        "checked": {
            "meetings": checked.meetings,
            "hours": checked.hours,
            "edits": checked.edits,
            "characters": checked.characters,
            "edits_per_1000": checked.per_1000,
            **{name: share.model_dump(mode="json") for name, share in shares.items()},
        },
    }


def _show(lines: Sequence[Line], notes: Sequence[str], out: TextIO) -> None:
    """In two tables, as one would be too wide for a terminal: what was reckoned, and what was measured where anything was."""
    from rich.console import Console

    from minutes.office.reporttable import CHECKED, OF_WHAT, RECKONED

    console = Console(file=out, width=None if out.isatty() else 160, highlight=False)
    console.print(_table(RECKONED, lines))
    if confirmed := [line for line in lines if line.checked.meetings]:
        console.print()
        console.print(_table((*OF_WHAT, *CHECKED), confirmed))
    for note in notes:
        console.print(note, markup=False)


def _table(columns: Sequence[Column], lines: Sequence[Line]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from minutes.office.reporttable import OF_WHAT

    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column[0], overflow="fold", justify="left" if column in OF_WHAT else "right")
    for line in lines:
        table.add_row(*(Text(_shown(cell(line))) for _, cell, *_ in columns))
    return table


def _shown(value: Cell) -> str:
    if value is None:
        return "－"
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
