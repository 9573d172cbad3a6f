"""`minutes confirm`: a named person vouches for the minutes, and the final document is made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.finalise import Final
    from minutes.render.annexes import Audience

_EITHER = "Word で直した文書を確認したときは --document だけを、そうでないときは -o だけを指定してください。"
_STILL_DRAFTS = "--document と --also は、一緒に指定できません。minutes render --also で作るファイルは、案のままです。"
_COPY_IT = (
    "--document と --audience public は、一緒に指定できません。公開版は、その文書を Word で写して作ってください。"
)


@click.command("confirm", short_help="議事録を確認したことを記録し、（案）のない文書を作ります。")
@click.argument("work", type=options.PATH, metavar="WORK")
@click.option("--by", required=True, metavar="職・氏名", help="確認した人の職と氏名（例：総務課長・山田太郎）。")
@options.output_option
@click.option(
    "--document",
    type=options.PATH,
    metavar="FILE.docx",
    help="Word で直した文書を確認したときに指定します。そのファイルには手を加えず、識別値（SHA-256）を記録します。",
)
@options.form_option
@options.also_option
@options.audience_option
@options.json_option
def confirm_command(
    work: Path,
    by: str,
    output: Path | None,
    document: Path | None,
    form: str | None,
    also: tuple[tuple[str, ...], ...],
    audience: Audience,
    as_json: bool,
) -> None:
    """作業フォルダー WORK の議事録を確認したことを、職・氏名と日時とともに記録します。

    （案）と案の注意書きを外した文書を作ります。【要確認】が残っていても確定できますが、いくつ残っているかを知らせます。
    その後に議事録の内容が変わると、確認は取り消されます。
    Word で直した文書を正式なものとするときは、--document でそのファイルを指定します。

    例：minutes confirm 会議.work --by "総務課長・山田太郎" -o 議事録.docx
    """
    import datetime as dt

    from minutes.again import also_again, public_again
    from minutes.cli.stages import existing_work
    from minutes.delivery import deliver
    from minutes.finalise import finalise
    from minutes.workfolder import DOCUMENT, WorkFolder

    by = " ".join(by.split())
    _refuse(by, document, output, also, audience)
    at = dt.datetime.now().astimezone().replace(microsecond=0)
    with WorkFolder(existing_work(work)).held() as folder:
        final = finalise(folder, by, at, form, document, audience)
        kept = deliver(folder.path(DOCUMENT), output) if output else None
        beside = also_again(folder, form, options.kinds_of(also), output)
        public = public_again(folder, form, options.kinds_of(also), output) if audience == "public" else None
    place = document or output or folder.path(DOCUMENT)
    told = {"public": public.summary()} if public else {}
    summary = {**_summary(final, place, kept), **beside.summary(), **told}
    _tell(final, document, kept)
    for remark in (*final.remarks, *beside.remarks, *(public.remarks if public else ())):
        click.echo(remark, err=True)
    places = (place, *beside.files.values(), *(public.places if public else ()))
    print(json.dumps(summary, ensure_ascii=False) if as_json else "\n".join(map(str, places)))


def _refuse(by: str, document: Path | None, output: Path | None, also: Sequence[object], audience: Audience) -> None:
    """Raises WrongUsage for what does not go together."""
    from minutes.errors import WrongUsage

    if not by:
        raise WrongUsage(
            "確認した人の職と氏名がありません", advice='--by "総務課長・山田太郎" のように指定してください。'
        )
    contradictions = (
        (output, "--document と -o は、一緒に指定できません", _EITHER),
        (also, "Word で直した文書からは、ほかの形のファイルを作れません", _STILL_DRAFTS),
        (audience == "public", "Word で直した文書からは、公開版を作れません", _COPY_IT),
    )
    for given, what, advice in contradictions:
        if document and given:
            raise WrongUsage(what, advice=advice)


def _summary(final: Final, place: Path, kept: Path | None) -> dict[str, Any]:
    return {
        "document": str(place),
        "confirmation": final.confirmation.model_dump(mode="json"),
        "to_check": final.left.to_check if final.left else None,
        "unreflected": final.unreflected,
        "effort": final.effort.model_dump(mode="json") if final.effort else None,
        "previous_version": str(kept) if kept else None,
    }


def _tell(final: Final, document: Path | None, kept: Path | None) -> None:
    lines = [f"{final.confirmation.by}の確認を記録しました。"]
    if final.left is None:
        lines.append("Word 文書ではないため、【要確認】が残っているかどうかは調べていません。")
    else:
        left = f"が{final.left.to_check}か所残っています" if final.left.to_check else "は残っていません"
        lines.append(f"文書に【要確認】{left}。")
        if final.left.draft:
            lines.append("題の（案）か、案の注意書きが残っています。外したときは、もう一度実行してください。")
    if final.unreflected and not document:
        lines.append(f"議事録に反映していない発言が{final.unreflected}件あります（一覧は案の文書にあります）。")
    if final.effort:
        lines.append(f"{final.effort}。")
    if kept:
        lines.append(
            f"前からあった文書は、次の名前で残しました：{kept}\n"
            "その文書を正式なものとするときは、--document で指定して、もう一度実行してください。"
        )
    click.echo("\n".join(lines), err=True)
