"""`minutes clean`: deletes work data whose time is over, as the worker does once a day, or shows what would go."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.office.retention import Cleaned, Due

SOME_FAILED = 1
_REASONS = {
    "confirmed": "確認済み",
    "unconfirmed": "未確認・失敗",
    "masking_expired": "対応表の期限切れ",
    "job_log": "処理の記録",
}


@click.command("clean", short_help="保存期間の過ぎた作業データを消します。")
@click.option("--dry-run", is_flag=True, help="消さずに、消すものを表示するだけにします。")
@click.option(
    "--days", type=click.IntRange(1), metavar="N", help="保存する日数（省略時：設定の office.delete_after_days）。"
)
@click.option(
    "--unconfirmed", is_flag=True, default=None, help="確認されていない会議と、失敗した仕事の作業データも消します。"
)
@options.json_option
@options.config_option
def clean_command(dry_run: bool, days: int | None, unconfirmed: bool | None, as_json: bool, config: Path | None) -> int:
    """最後に作業してから、設定した日数（office.delete_after_days）が過ぎた会議の、作業データを消します。

    録音、会議ファイル、できあがった文書は消しません。待っている仕事と処理中の仕事、確認（minutes confirm）されていない会議の
    作業データも残します（設定の office.delete_unconfirmed か --unconfirmed で変えられます）。
    匿名化の対応表は、書いてある期限が来たら消します。消したものは、記録（logs/deleted.jsonl）に残ります。

    日数を設定すると、処理係（minutes worker）が1日に1回、同じことをします。

    例：minutes clean --dry-run --days 90
    """
    import datetime as dt
    import os

    from minutes.cli.office import ledger_of
    from minutes.office.database import machine_of, state_folder
    from minutes.office.deletionlog import DeletionLog
    from minutes.office.retention import Cleaned, clean, due
    from minutes.settings import load_settings

    flags = {"office": {"delete_after_days": days, "delete_unconfirmed": unconfirmed}}
    office = load_settings(config, os.environ, flags).office
    if not office.delete_after_days:
        print("保存する日数の設定（office.delete_after_days）がないため、何も消しません。", file=sys.stderr)
    logs = state_folder(office) / "logs"
    with ledger_of(config) as ledger:
        found = due(ledger.states(), office, logs, dt.datetime.now(dt.UTC))
        done = Cleaned() if dry_run or not found else clean(found, ledger, DeletionLog(logs, machine_of(office)))
    shown = found if dry_run else done.gone
    if as_json:
        kept = [{**_plain(one), "error": error.what} for one, error in done.kept]
        print(
            json.dumps(
                {"dry_run": dry_run, "deleted": [_plain(one) for one in shown], "kept": kept}, ensure_ascii=False
            )
        )
    else:
        _show(shown, done, dry_run)
    return SOME_FAILED if done.kept else 0


def _plain(one: Due) -> dict[str, Any]:
    return {
        "jobs": list(one.jobs),
        "title": one.title,
        "work": str(one.work) if one.work else None,
        "reason": one.reason,
        "files": list(one.named()),
        "bytes": one.bytes,
    }


def _show(shown: Sequence[Due], done: Cleaned, dry_run: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from minutes.office.ledger import SHOWN_ID

    table = Table(box=None, pad_edge=False)
    for heading in ("番号", "会議", "理由", "大きさ", "作業フォルダー"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "大きさ" else "left")
    for one in shown:
        size = f"{one.bytes / 1e6:,.1f} MB"
        table.add_row(one.jobs[-1][:SHOWN_ID], Text(one.title), _REASONS[one.reason], size, Text(str(one.work or "")))
    if shown:
        Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200, highlight=False).print(table)
    for one, error in done.kept:
        print(f"消せませんでした：{one.title}：{error}", file=sys.stderr)
    told = f"{len(shown)}件（{sum(one.bytes for one in shown) / 1e6:,.1f} MB）"
    print(f"消すものは {told}です。まだ消していません。" if dry_run else f"{told}を消しました。", file=sys.stderr)
