"""`minutes dict check`: what is doubtful about dictionaries of terms, as a table or JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from minutes.text.dictionarycheck import Checked, Finding

_NARROWEST = 100  # columns, where the output is no terminal
_WEIGHTS = {"fix": ("直す", "red"), "look": ("見る", "yellow")}


@click.command("check", short_help="辞書のよみ・重複・まぎらわしい言葉を調べます。")
@click.argument("names", metavar="NAME|FILE...", nargs=-1, required=True)
@options.json_option
def check_command(names: tuple[str, ...], as_json: bool) -> int:
    """辞書の気になる所を、行番号と直し方を付けて表示します。辞書は書き換えません。

    調べること：使えない行、よみがない・よみがおかしい、同じ用語が二つある、同じ読みの用語や普通の言葉がある、
    「誤変換」が普通の言葉やほかの用語になっている。二つ以上の辞書を指定すると、辞書どうしの重なりも調べます。

    気になる所があっても失敗ではありません（終了コード 0）。読めない辞書があり、ほかの辞書は調べたときは 1 です。

    例：minutes dict check 用語.csv gyosei
    """
    from minutes.text.dictionarycheck import check_dictionaries

    paths, failures = _found(names)
    checked = check_dictionaries(paths)
    if as_json:
        click.echo(json.dumps({"dictionaries": [_plain(one) for one in checked]}, ensure_ascii=False, indent=1))
    else:
        _tell(checked)
    return 1 if failures else 0


def _found(names: Sequence[str]) -> tuple[list[Path], int]:
    """The dictionaries that can be read, each once, and how many cannot; raises where none can."""
    from minutes.errors import MinutesError
    from minutes.text.dictionary import find_dictionary, read_dictionary

    paths: dict[Path, Path] = {}
    failures: list[MinutesError] = []
    for name in names:
        try:
            path = find_dictionary(name)
            read_dictionary(path)
        except MinutesError as error:
            failures.append(error)
            continue
        paths.setdefault(path.resolve(), path)
    if failures and not paths:
        raise failures[0]
    for failure in failures:
        click.echo(f"エラー：{failure}", err=True)
    return list(paths.values()), len(failures)


def _plain(checked: Checked) -> dict[str, object]:
    findings = [{**one.model_dump(mode="json"), "weight": one.weight} for one in checked.findings]
    return {**checked.model_dump(mode="json", exclude={"findings"}), "findings": findings}


# ---- the table ---------------------------------------------------------------------------------------------------


def _tell(checked: Sequence[Checked]) -> None:
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=max(_NARROWEST, console.width))
    for one in checked:
        _table(one, console)
    every = [finding for one in checked for finding in one.findings]
    counts = "、".join(
        f"{label}所 {sum(finding.weight == weight for finding in every)}件"
        for weight, label in (("fix", "直す"), ("look", "見ておく"))
    )
    click.echo(f"{len(checked)}冊、{sum(one.terms for one in checked):,}語を調べました。{counts}。")


def _table(checked: Checked, console: Console) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    title = f"{checked.file}（{checked.terms:,}語）"
    if not checked.findings:
        console.print(Text(f"{title}　気になる所はありません。"))
        return
    table = Table(title=Text(title), title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("行", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("用語", overflow="fold", ratio=2)
    table.add_column("気になる点", overflow="fold", ratio=5)
    table.add_column("すること", overflow="fold", ratio=5)
    for finding in checked.findings:
        if finding.kind != "double":
            label, style = _WEIGHTS[finding.weight]
            cells = (str(finding.line), Text(label, style=style), finding.term, finding.what, finding.advice)
            table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))
    for other, doubles in _by_other(checked.findings):
        lines = "、".join(f"{finding.term}（{finding.line}）" for finding in doubles)
        what = f"{other} にもあります：{lines}"
        table.add_row("", Text("見る", style="yellow"), f"{len(doubles)}語", Text(what), Text(doubles[0].advice))
    console.print(table)


def _by_other(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The terms that also stand in another file, by that file: one row for all of them."""
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind == "double":
            grouped[finding.other].append(finding)
    return list(grouped.items())
