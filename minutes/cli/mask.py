"""`minutes mask`: personal data of one file as placeholders, the list of them apart; restoring; forgetting the list."""

from __future__ import annotations

from pathlib import Path

import click

from minutes.cli import options


@click.command("mask", short_help="文字起こしの個人情報を、記号に置き換えます。")
@click.argument("source", type=options.PATH, metavar="IN", required=False)
@click.option("-o", "--output", type=options.PATH, metavar="OUT", help="置き換えたファイルの場所。")
@click.option("--map", "map_", type=options.PATH, metavar="MAP.json", help="記号と元の言葉の対応表の場所。")
@options.meeting_option
@click.option(
    "--terms", type=options.PATH, metavar="FILE", help="伏せる言葉の一覧（1行に1語）。省くと設定ファイルの一覧です。"
)
@options.config_option
@click.option("--restore", is_flag=True, help="対応表（--map）を使って、記号を元の言葉に戻します。")
@click.option("--forget", type=options.PATH, metavar="WORK", help="作業フォルダーの対応表を消します。")
@click.option(
    "--forget-expired", type=options.PATH, metavar="DIR", help="フォルダーの下の、期限の過ぎた対応表を消します。"
)
def mask_command(
    source: Path | None,
    output: Path | None,
    map_: Path | None,
    meeting: Path | None,
    terms: Path | None,
    config: Path | None,
    restore: bool,
    forget: Path | None,
    forget_expired: Path | None,
) -> None:
    """名簿にない人の氏名、住所、電話番号、メールアドレス、個人番号、口座番号、生年月日、車両番号、証番号、
    伏せる言葉の一覧にある語を、〔個人1〕のような記号に置き換えます。

    使えるのは .txt、.vtt、.srt と、作業フォルダーの utterances.json です。形式と行数は変わりません。
    会議ファイル（--meeting）を渡すと、名簿の人の氏名は残します。対応表は本人だけが読めるファイルになります。

    例：minutes mask 会議.txt -o 会議_匿名.txt --map 対応表.json --meeting 会議.toml

    元に戻す例：minutes mask 回答.txt -o 回答_戻し.txt --map 対応表.json --restore
    """
    if forget or forget_expired:
        _forget(forget, forget_expired)
        return
    source, output, map_ = _all_given(source, output, map_)
    if restore:
        _restore(source, output, map_)
    else:
        _mask(source, output, map_, meeting, terms, config)


def _all_given(source: Path | None, output: Path | None, map_: Path | None) -> tuple[Path, Path, Path]:
    from minutes.errors import WrongUsage

    if not source or not output or not map_:
        raise WrongUsage(
            "元のファイル、-o、--map のどれかがありません",
            advice="例：minutes mask 会議.txt -o 会議_匿名.txt --map 対応表.json",
        )
    if len({place.resolve() for place in (source, output, map_)}) < 3:
        raise WrongUsage(
            "元のファイルや対応表には上書きしません", subject=output, advice="別の名前を指定してください。"
        )
    return source, output, map_


def _mask(
    source: Path, output: Path, map_: Path, meeting: Path | None, terms: Path | None, config: Path | None
) -> None:
    import datetime as dt
    import os

    from minutes.files import writing
    from minutes.meetingfile import read_meeting
    from minutes.settings import load_settings
    from minutes.text.masking.maskfile import mask_file
    from minutes.text.masking.tablefile import write_table
    from minutes.text.masking.terms import read_terms

    masking = load_settings(config, os.environ).masking
    listed = terms or (Path(masking.terms) if masking.terms else None)
    attendees = read_meeting(meeting).attendees if meeting else ()
    result = mask_file(source, attendees, read_terms(listed) if listed else ())
    write_table(map_, result.protection.table, masking.expires(dt.date.today()))
    with writing(output) as beside:
        beside.write_bytes(result.data)
    for line in _counted(result.protection.masked, [entity.kind.label for entity in result.protection.table.entities]):
        click.echo(line, err=True)
    for reason in result.left:
        click.echo(f"確かめてください：{reason}", err=True)


def _counted(places: int, labels: list[str]) -> list[str]:
    if not places:
        return ["置き換えるところはありませんでした。"]
    kinds = "、".join(f"{label}{labels.count(label)}" for label in dict.fromkeys(labels))
    return [f"{places}か所を置き換えました（{kinds}）。機械の見落としもあります。外へ出す前に目を通してください。"]


def _restore(source: Path, output: Path, map_: Path) -> None:
    from minutes.files import writing
    from minutes.text.masking.maskfile import restore_file
    from minutes.text.masking.table import Table
    from minutes.text.masking.tablefile import read_table

    data = restore_file(source, Table(read_table(map_).entities))
    with writing(output) as beside:
        beside.write_bytes(data)
    click.echo("記号を元の言葉に戻しました。", err=True)


def _forget(work: Path | None, folder: Path | None) -> None:
    import datetime as dt

    from minutes.errors import InputMissing
    from minutes.text.masking.tablefile import forget, forget_expired
    from minutes.workfolder import MASKING

    for place in (work, folder):
        if place and not place.is_dir():
            raise InputMissing("フォルダーが見つかりません", subject=place)
    if work:
        there = forget(work / MASKING)
        click.echo("対応表を消しました。議事録はそのままです。" if there else "対応表はありませんでした。", err=True)
    if folder:
        gone = forget_expired(sorted(folder.rglob(MASKING)), dt.date.today())
        for place in gone:
            click.echo(str(place))
        click.echo(f"期限の過ぎた対応表を{len(gone)}件消しました。", err=True)
