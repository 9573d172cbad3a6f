"""`minutes doctor`: whether everything is in order on this machine, and what to do where it is not."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from minutes.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutes.doctor.finding import Finding

_SIGNS = {"good": ("○", "green"), "warning": ("△", "yellow"), "bad": ("×", "red")}
_VERDICTS = {
    0: "使えます。",
    69: "× の項目を直すまで、使えません。",
    78: "設定に誤りがあります。直してから、もう一度実行してください。",
}
_WORKER_VERDICTS = {
    0: "処理係は動いています。",
    69: "× の項目を直すまで、仕事は進みません。",
    78: _VERDICTS[78],
}
_NARROWEST = 60


@click.command("doctor", short_help="この機械と設定で使えるか、足りないものがないかを調べます。")
@click.option(
    "--worker", is_flag=True, help="この機械の処理係（minutes worker）が動き、仕事が進んでいるかだけを手早く調べます。"
)
@options.config_option
@options.json_option
def doctor_command(worker: bool, config: Path | None, as_json: bool) -> int:
    """この機械と設定を調べ、足りないものと、その直し方を表示します。

    ○は問題なし、△は知っておくべきこと、×は直すまで使えないものです。どこにも接続しません。

    --worker は、処理係が動いているか、仕事の台帳（データベース）と共有フォルダーに届くか、仕事が滞っていないかを調べます。
    監視の仕組みやコンテナから、1分ごとに呼び出せます。

    終了コード：使えるとき 0、足りないものがあるとき 69、設定に誤りがあるとき 78。
    """
    from minutes.doctor.finding import exit_code

    if worker:  # asked every minute: what it does not need is not loaded
        from minutes.doctor.worker import examine_worker

        findings = examine_worker(config, os.environ)
    else:
        from minutes.doctor.examine import examine
        from minutes.progress import terminal_progress
        from minutes.speech.catalog import open_catalog

        with terminal_progress(sys.stderr) as progress:
            progress.stage("点検")
            findings = examine(config, os.environ, open_catalog(os.environ), progress)
    code = exit_code(findings)
    if as_json:
        rows = [finding.model_dump(mode="json") for finding in findings]
        click.echo(json.dumps({"good": code == 0, "findings": rows}, ensure_ascii=False, indent=1))
    else:
        show(findings, (_WORKER_VERDICTS if worker else _VERDICTS)[code], sys.stdout)
    return code


def show(findings: Sequence[Finding], verdict: str, out: TextIO) -> None:
    """A table of one line each where it fits, then what to do."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False)
    console.width = max(console.width, _NARROWEST)
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        sign, colour = _SIGNS[finding.state]
        table.add_row(Text(sign, style=colour), finding.name, Text(finding.what))
    console.print(table)
    advised = [finding for finding in findings if finding.advice]
    if advised:
        console.print("\nすること")
    steps = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    steps.add_column(no_wrap=True)
    steps.add_column(overflow="fold")
    for finding in advised:
        sign, colour = _SIGNS[finding.state]
        steps.add_row(Text(sign, style=colour), Text(f"{finding.name}：{finding.advice}"))
    console.print(steps)
    console.print(f"\n{verdict}", markup=False)
