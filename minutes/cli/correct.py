"""`minutes correct`: terms put right in one file, with a report of every change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.domain import Dictionary


@click.command("correct", short_help="文字起こしの専門用語を、辞書で直します。")
@click.argument("source", type=options.PATH, metavar="IN")
@options.dictionary_option
@click.option(
    "-o", "--output", type=options.PATH, metavar="OUT", help="直したファイルの場所。省くと標準出力に書きます。"
)
@click.option("--report", type=options.PATH, metavar="R.json", help="直した箇所の一覧（JSON）の場所。")
def correct_command(source: Path, dictionaries: tuple[str, ...], output: Path | None, report: Path | None) -> None:
    """文字起こしの専門用語を、辞書の「誤変換」に従って直します。

    使えるのは .txt、.vtt、.srt と、作業フォルダーの utterances.json です。形式と行数は変わりません。
    一覧の utterance は、行ごとのファイルでは行番号です（12行目は u0012）。

    例：minutes correct 会議.txt --dictionary dx -o 会議_補正.txt --report 補正.json
    """
    from minutes.errors import WrongUsage
    from minutes.files import write_json, writing
    from minutes.text.correctfile import correct_file

    if not dictionaries:
        raise WrongUsage("辞書が指定されていません", advice="--dictionary に辞書の名前かファイルを指定してください。")
    for place in (output, report):
        if place and source.exists() and place.exists() and place.samefile(source):
            raise WrongUsage("元のファイルには上書きしません", subject=place, advice="別の名前を指定してください。")
    result = correct_file(source, [named_dictionary(name) for name in dictionaries])
    if report:
        write_json(report, result.corrections)
    if output:
        with writing(output) as beside:
            beside.write_bytes(result.data)
    else:
        click.echo(result.text, nl=False)
    applied = sum(correction.applied for correction in result.corrections)
    click.echo(f"{applied}か所を直しました。" if applied else "直すところはありませんでした。", err=True)


def named_dictionary(name: str) -> Dictionary:
    """The dictionary; rows that cannot be used are told."""
    from minutes.text.dictionary import find_dictionary, read_dictionary

    path = find_dictionary(name)
    dictionary, problems = read_dictionary(path)
    for problem in problems:
        click.echo(f"辞書 {path.name} の{problem}（この行は使いません）", err=True)
    return dictionary
