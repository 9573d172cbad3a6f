"""`minutes models pack` and `unpack`: carrying models, and what the software stands on, behind the air gap."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minutes.progress import Progress
    from minutes.speech.archive import ArchiveCheck
    from minutes.speech.pack import Wheels

ARCHIVE_ARGUMENT = click.argument("archive", type=options.PATH, metavar="ARCHIVE.zip")
_STATES = {"new": "取り出しました", "replaced": "入れ替えました", "kept": "同じものがあり、そのままです"}
_FILES = {"changed": "不一致", "missing": "なし", "unknown": "目録にない"}

_BY_FOLDER = "名前では選べないので、フォルダーの場所（--asr-model、--diarizer、設定）で指定してください。"


@click.command("pack", short_help="モデルを、閉域網へ運ぶための一つのアーカイブにまとめます。")
@click.argument("names", metavar="[NAME|DIR]...", nargs=-1)
@click.option(
    "-o", "--output", type=options.PATH, metavar="ARCHIVE.zip", required=True, help="できあがるアーカイブの場所。"
)
@click.option(
    "--wheels", is_flag=True, help="minutes の導入に要るパッケージも集めて入れます（約4GB、要インターネット）。"
)
@click.option(
    "--wheels-from", type=options.PATH, metavar="DIR", help="パッケージを、取得せずにこのフォルダーから入れます。"
)
@options.json_option
def pack_command(names: tuple[str, ...], output: Path, wheels: bool, wheels_from: Path | None, as_json: bool) -> None:
    """モデルを、ライセンスとハッシュを添えて一つのアーカイブ（zip）にまとめます。

    名前かフォルダーで選びます。何も書かなければ、手もとにあるモデルすべてが入ります。

    例：minutes models pack large-v3 community-1 --wheels -o minutes一式.zip
    """
    from minutes.errors import InputMissing
    from minutes.progress import terminal_progress
    from minutes.speech.catalog import open_catalog
    from minutes.speech.pack import choose, pack

    if wheels_from and not wheels_from.is_dir():
        raise InputMissing("パッケージのフォルダーが見つかりません", subject=wheels_from)
    loads = choose(open_catalog(os.environ), names)
    with terminal_progress(sys.stderr) as progress, ExitStack() as until_packed:
        gathered = None
        if wheels or wheels_from:
            progress.stage("パッケージの収集")
            gathered = until_packed.enter_context(_wheels(wheels_from, output, progress))
        progress.stage("アーカイブの作成")
        contents = pack(loads, gathered, output, progress)
    packed = "、".join(model.name for model in contents.models)
    click.echo(f"{packed} をまとめました（{output.stat().st_size / 1e6:,.0f} MB）。", err=True)
    click.echo("閉域網の中での手順は、アーカイブの中の README.ja.txt にあります。", err=True)
    click.echo(json.dumps(contents.model_dump(mode="json"), ensure_ascii=False) if as_json else output)


@click.command("unpack", short_help="アーカイブからモデルを取り出し、確かめてから置きます。")
@ARCHIVE_ARGUMENT
@click.option("--to", type=options.PATH, metavar="DIR", help="取り出す場所。省略すると、名前で選べる決まった場所。")
@click.option("--replace", is_flag=True, help="同じ名前で内容の違うモデルがあれば、入れ替えます。")
@options.json_option
def unpack_command(archive: Path, to: Path | None, replace: bool, as_json: bool) -> None:
    """minutes models pack で作ったアーカイブからモデルを取り出します。

    すべてのファイルのハッシュを確かめてから、モデルごとに置き場所へ移します。同じものがあれば、そのまま使います。

    例：minutes models unpack minutes一式.zip
    """
    from minutes.progress import terminal_progress
    from minutes.speech.archive import open_archive
    from minutes.speech.catalog import open_catalog
    from minutes.speech.unpack import unpack

    catalog = open_catalog(os.environ)
    with open_archive(archive) as opened, terminal_progress(sys.stderr) as progress:
        progress.stage("モデルの取り出し")
        results = unpack(opened, to or catalog.home, replace, progress)
        for name in opened.contents.not_as_listed(catalog.manifest):
            progress.note(f"注意：{name} は、この版の minutes の一覧にあるものと違います。{_BY_FOLDER}")
        if opened.contents.wheels:
            progress.note("パッケージ（wheels）は取り出していません。使い方はアーカイブの README.ja.txt にあります。")
    if as_json:
        click.echo(json.dumps([result.model_dump(mode="json") for result in results], ensure_ascii=False, indent=1))
        return
    for result in results:
        click.echo(f"{result.name}　{_STATES[result.state]}　{result.folder}")


def verify_archive(archive: Path, as_json: bool) -> None:
    """The archive's part of `minutes models verify`. Raises InputUnreadable when something in it is not as listed."""
    from minutes.errors import InputUnreadable
    from minutes.progress import terminal_progress
    from minutes.speech.archive import check_archive, open_archive

    with open_archive(archive) as opened, terminal_progress(sys.stderr) as progress:
        progress.stage("アーカイブの検査")
        check = check_archive(opened, progress)
    if as_json:
        click.echo(json.dumps({**check.model_dump(mode="json"), "good": check.good}, ensure_ascii=False, indent=1))
    else:
        _tell(check)
    if not check.good:
        raise InputUnreadable(
            "アーカイブの中に、目録と一致しないファイルがあります",
            subject=archive,
            advice="アーカイブをもう一度コピーするか、minutes models pack で作り直してください。",
        )


def _tell(check: ArchiveCheck) -> None:
    verdict = "よし" if check.good else "問題あり"
    click.echo(f"{'、'.join(check.models)}　{verdict}　{check.archive}（{len(check.files)}ファイル）")
    for file in check.files:
        if file.state != "ok":
            click.echo(f"    {file.name}　{_FILES[file.state]}")


@contextmanager
def _wheels(source: Path | None, output: Path, progress: Progress) -> Iterator[Wheels]:
    """The wheels in a folder beside the archive for as long as it takes to pack them."""
    from minutes.errors import cannot_write
    from minutes.speech.wheels import gather, lock_file

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        scratch = tempfile.TemporaryDirectory(prefix=".minutes-wheels-", dir=output.parent)
    except OSError as error:
        raise cannot_write(error, output.parent) from error
    with scratch as folder:
        yield gather(lock_file(), Path(folder) / "wheels", source, progress)
