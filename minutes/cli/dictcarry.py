"""`minutes dict import` and `export`: dictionaries from and to input methods' word lists and Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.domain import Term

_SHOWN = 10  # lines of what was left out; the rest is counted
_BY_SUFFIX = {".xlsx": "xlsx", ".csv": "csv"}

_replace_option = click.option("--replace", is_flag=True, help="同じ名前のファイルがあれば、置き換えます。")


@click.command("import", short_help="日本語入力ソフトの単語一覧や Excel から、辞書を作ります。")
@click.argument("sources", metavar="FILE...", nargs=-1, required=True, type=options.PATH)
@click.option(
    "-o", "--output", required=True, type=options.PATH, metavar="D.csv", help="できあがる辞書（.csv か .xlsx）の場所。"
)
@_replace_option
def import_command(sources: tuple[Path, ...], output: Path, replace: bool) -> None:
    """Microsoft IME、Google 日本語入力、ATOK の単語一覧、または CSV・Excel の辞書から、用語辞書を作ります。

    どのソフトの一覧かは、中身で見分けます。二つ以上のファイルは一つの辞書にまとめます。
    名詞と名前を取り込み、短縮よみ・動詞などは取り込まずに、行番号を付けて表示します。

    例：minutes dict import 単語一覧.txt -o 用語.csv
    """
    from minutes.text.wordlists.load import joined, load_words

    _refuse_overwriting(output, replace, sources)
    lists = []
    for source in sources:
        loaded = load_words(source)
        click.echo(f"{source.name}：{loaded.title}、{len(loaded.terms):,}語", err=True)
        _tell([f"{problem}" for problem in loaded.problems], "取り込まなかった行")
        lists.append(loaded.terms)
    terms = joined(lists)
    _write(output, terms)
    click.echo(f"{output} に {len(terms):,}語を書きました。minutes dict check で確かめてください。")


@click.command("export", short_help="辞書を、日本語入力ソフトの単語一覧や Excel にします。")
@click.argument("name", metavar="NAME|FILE")
@click.option("-o", "--output", required=True, type=options.PATH, metavar="FILE", help="できあがるファイルの場所。")
@click.option(
    "--to",
    "form",
    type=click.Choice(["msime", "google", "atok", "xlsx", "csv"]),
    help="形式。msime：Microsoft IME、google：Google 日本語入力、atok：ATOK。省くと、ファイル名が .xlsx か .csv ならその形式。",
)
@_replace_option
def export_command(name: str, output: Path, form: str | None, replace: bool) -> None:
    """用語辞書を、Microsoft IME、Google 日本語入力、ATOK に登録できる単語一覧や、Excel・CSV にします。

    単語一覧では、分類と備考はコメントになります。誤変換は移りません。よみのない用語なども移せないので、表示します。

    例：minutes dict export 用語.csv -o 単語登録.txt --to msime
    """
    from minutes.errors import WrongUsage
    from minutes.text.dictionary import find_dictionary

    form = form or _BY_SUFFIX.get(output.suffix.lower())
    if form is None:
        raise WrongUsage("どの形式にするか分かりません", subject=output, advice="--to msime のように指定してください。")
    path = find_dictionary(name)
    _refuse_overwriting(output, replace, (path,))
    terms = _read(path)
    written = _write(output, terms, form)
    click.echo(f"{output} に {written:,}語を書きました。")


def _read(path: Path) -> Sequence[Term]:
    from minutes.text.dictionary import read_dictionary

    dictionary, problems = read_dictionary(path)
    _tell([str(problem) for problem in problems], "使えない行")
    return dictionary.terms


def _refuse_overwriting(output: Path, replace: bool, sources: Sequence[Path]) -> None:
    from minutes.errors import CannotWrite, WrongUsage

    if not output.exists():
        return
    if any(source.exists() and output.samefile(source) for source in sources):
        raise WrongUsage("元のファイルには上書きしません", subject=output, advice="別の名前を指定してください。")
    if not replace:
        raise CannotWrite(
            "同じ名前のファイルがあります", subject=output, advice="別の名前にするか、--replace を付けてください。"
        )


def _write(output: Path, terms: Sequence[Term], form: str | None = None) -> int:
    """How many terms were written; without a form, the suffix tells it."""
    from minutes.files import writing
    from minutes.text.dictionary import csv_of
    from minutes.text.wordlists.formats import WORD_LISTS
    from minutes.text.wordlists.workbook import workbook_of

    form = form or _BY_SUFFIX.get(output.suffix.lower(), "csv")
    written = len(terms)
    if form in WORD_LISTS:
        data, written = _listed(terms, form)
    elif form == "xlsx":
        data = workbook_of(terms)
    else:
        data = csv_of(terms).encode("utf-8-sig")
    with writing(output) as beside:
        beside.write_bytes(data)
    return written


def _listed(terms: Sequence[Term], form: str) -> tuple[bytes, int]:
    from minutes.text.wordlists.export import export_list
    from minutes.text.wordlists.formats import WORD_LISTS

    result = export_list(terms, WORD_LISTS[form])
    _tell([f"{term}：{reason}" for term, reason in result.left_out.items()], "移せなかった用語")
    _tell(result.shortened, "コメントを短くした用語")
    if result.without_wrong:
        click.echo(f"誤変換は単語一覧に書けないので、移していません（{result.without_wrong:,}語）。", err=True)
    return result.data, result.written


def _tell(lines: Sequence[str], title: str) -> None:
    """At most a screenful; what was not shown is counted."""
    if not lines:
        return
    click.echo(f"{title}（{len(lines):,}件）", err=True)
    for line in lines[:_SHOWN]:
        click.echo(f"  {line}", err=True)
    if len(lines) > _SHOWN:
        click.echo(f"  ほか{len(lines) - _SHOWN:,}件", err=True)
