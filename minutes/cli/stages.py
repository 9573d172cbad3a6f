"""`minutes transcribe`, `structure` and `render`: one part of the road, over a work folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.render.annexes import Audience

_WORK_ARGUMENT = click.argument("work", type=options.PATH, metavar="WORK")


@click.command("transcribe", short_help="録音を文字にし、発言者を割り当てるところまで行います。")
@click.argument("inputs", nargs=-1, required=True, type=options.PATH, metavar="INPUT...")
@options.work_option
@options.meeting_option
@options.dictionary_option
@options.speech_options
@options.config_option
def transcribe_command(inputs: tuple[Path, ...], work: Path | None, **wishes: Any) -> None:
    """録音を文字にし、発言者を割り当てるところまで行います。

    結果は作業フォルダーの utterances.json などに入ります。続きは minutes structure と minutes render です。

    例：minutes transcribe 会議.m4a --work 会議.work
    """
    from minutes.cli.run import refuse_missing
    from minutes.errors import WrongUsage
    from minutes.meetingrun import announce
    from minutes.order import order_of
    from minutes.pipeline import run, speech_stages
    from minutes.progress import terminal_progress
    from minutes.wishes import Wishes
    from minutes.workfolder import UTTERANCES, WorkFolder

    refuse_missing(inputs)
    order = order_of(inputs, Wishes(**wishes))
    if order.is_transcript:
        raise WrongUsage(
            "これは文字起こし済みのファイルです", subject=inputs[0], advice="minutes run を使ってください。"
        )
    place = work or options.beside(inputs[0], ".work")
    with WorkFolder(place).held() as folder, terminal_progress(sys.stderr) as progress:
        announce(order, progress)
        run(order, folder, progress, speech_stages(order))
    print(folder.path(UTTERANCES))


@click.command("structure", short_help="作業フォルダーの発言を、議題ごとの議事に整理します。")
@_WORK_ARGUMENT
@options.meeting_option
@options.form_option
@options.llm_options
@options.config_option
def structure_command(work: Path, **wishes: Any) -> None:
    """作業フォルダーの発言（utterances.json）を整文し（tidied.json）、議題ごとに整理して、minutes.json を作ります。

    utterances.json を直してから実行すると、直した内容で作り直します。
    """
    from minutes.again import structure_again
    from minutes.progress import terminal_progress
    from minutes.wishes import Wishes
    from minutes.workfolder import MINUTES, WorkFolder

    with WorkFolder(existing_work(work)).held() as folder, terminal_progress(sys.stderr) as progress:
        for remark in structure_again(folder, Wishes(**wishes), progress).remarks:
            progress.note(remark)
    print(folder.path(MINUTES))


@click.command("render", short_help="作業フォルダーの議事から、Word 文書を作ります。")
@_WORK_ARGUMENT
@options.output_option
@options.form_option
@options.also_option
@options.audience_option
@click.option(
    "--final",
    is_flag=True,
    help="確認のための一覧やコメントなど、案の確認にだけ使うものを付けません。確認されるまで、題の（案）は残ります。",
)
def render_command(
    work: Path,
    output: Path | None,
    form: str | None,
    also: tuple[tuple[str, ...], ...],
    audience: Audience,
    final: bool,
) -> None:
    """作業フォルダーの議事（minutes.json）から、様式に合わせた Word 文書を作ります。

    --also を付けると、同じ名前で HTML や字幕なども作ります（-o がないときは、作業フォルダーの also の中）。

    --audience public を付けると、公開版（議事録_公開版.docx）も作ります。

    例：minutes render 会議.work -o 議事録.docx --also html,vtt
    """
    from minutes.again import also_again, public_again, render_again
    from minutes.delivery import deliver
    from minutes.workfolder import DOCUMENT, WorkFolder

    with WorkFolder(existing_work(work)).held() as folder:
        editions = render_again(folder, form, audience=audience, aids=not final)
        kept = deliver(folder.path(DOCUMENT), output) if output else None
        beside = also_again(folder, form, options.kinds_of(also), output, aids=not final)
        public = public_again(folder, form, options.kinds_of(also), output) if audience == "public" else None
    if kept:
        click.echo(f"前からあった文書は、次の名前で残しました：{kept}", err=True)
    for remark in (*editions.remarks, *beside.remarks, *(public.remarks if public else ())):
        click.echo(remark, err=True)
    places = (output or folder.path(DOCUMENT), *beside.files.values(), *(public.places if public else ()))
    print(*places, sep="\n")


def existing_work(work: Path) -> Path:
    """The folder itself. Raises InputMissing."""
    from minutes.errors import InputMissing

    if not work.is_dir():
        raise InputMissing("作業フォルダーが見つかりません", subject=work)
    return work
