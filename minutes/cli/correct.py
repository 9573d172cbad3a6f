"""`minutes correct`: terms put right in one file, with a report of every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.domain import Dictionary, Meeting
    from minutes.text.correction.correct import Result


@click.command("correct", short_help="文字起こしの専門用語を、辞書で直します。")
@click.argument("source", type=options.PATH, metavar="IN")
@options.dictionary_option
@options.meeting_option
@click.option(
    "-o", "--output", type=options.PATH, metavar="OUT", help="直したファイルの場所。省くと標準出力に書きます。"
)
@click.option("--report", type=options.PATH, metavar="R.json", help="直した箇所の一覧（JSON）の場所。")
@click.option("--explain", is_flag=True, help="直した理由、直さなかった理由を、標準エラー出力に書きます。")
def correct_command(
    source: Path,
    dictionaries: tuple[str, ...],
    meeting: Path | None,
    output: Path | None,
    report: Path | None,
    explain: bool,
) -> None:
    """文字起こしの専門用語を、辞書の読みと前後の言葉から直します。

    使えるのは .txt、.vtt、.srt と、作業フォルダーの utterances.json です。形式と行数は変わりません。
    会議ファイル（--meeting）を渡すと、その辞書も使い、名簿の氏名と役職の書き方に合わせます。
    一覧の utterance は、行ごとのファイルでは行番号です（12行目は u0012）。

    例：minutes correct 会議.txt --dictionary dx -o 会議_補正.txt --report 補正.json
    """
    from minutes.errors import WrongUsage
    from minutes.files import write_json, writing
    from minutes.text.correctfile import correct_file
    from minutes.text.correction.meeting import known_of

    known = meeting_file(meeting)
    dictionaries = (*known.dictionaries, *dictionaries)
    if not dictionaries and not known.attendees:
        raise WrongUsage("辞書が指定されていません", advice="--dictionary に辞書の名前かファイルを指定してください。")
    for place in (output, report):
        if place and source.exists() and place.exists() and place.samefile(source):
            raise WrongUsage("元のファイルには上書きしません", subject=place, advice="別の名前を指定してください。")
    loaded = [named_dictionary(name) for name in dict.fromkeys(dictionaries)]
    result = correct_file(source, loaded, known_of(known))
    if report:
        write_json(report, result.corrections)
    if output:
        with writing(output) as beside:
            beside.write_bytes(result.data)
    else:
        click.echo(result.text, nl=False)
    if explain:
        for line in explained(result.results):
            click.echo(line, err=True)
    applied = sum(correction.applied for correction in result.corrections)
    suggested = len(result.corrections) - applied
    click.echo(f"{applied}か所を直しました。" if applied else "直すところはありませんでした。", err=True)
    if suggested:
        click.echo(f"ほかに{suggested}か所、直したほうがよいかもしれない語があります（--report の一覧）。", err=True)


def explained(results: Iterable[Result]) -> Iterator[str]:
    """A line for each candidate, and what its score is made of below it."""
    for result in results:
        for one in result.considered:
            change = one.correction
            state = "直した" if change.applied else "候補　" if one.kept else "見送り"
            yield f"{change.utterance} {state} 「{change.before}」→「{change.after}」 {change.score:.2f}"
            yield f"      {'、'.join(one.why)}"


def meeting_file(place: Path | None) -> Meeting:
    """The meeting's dictionaries and roster; an empty meeting where there is no file."""
    from minutes.meetingfile import meeting_of, read_meeting

    return read_meeting(place) if place else meeting_of("")


def named_dictionary(name: str) -> Dictionary:
    """The dictionary; rows that cannot be used are told."""
    from minutes.text.dictionary import find_dictionary, read_dictionary

    path = find_dictionary(name)
    dictionary, problems = read_dictionary(path)
    for problem in problems:
        click.echo(f"辞書 {path.name} の{problem}（この行は使いません）", err=True)
    return dictionary
