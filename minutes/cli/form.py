"""`minutes form`: the forms there are, a new one from the office's own Word file, and whether its fields are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.render.template.check import Examined

_TEMPLATE = (".docx", ".docm", ".dotx")


@click.group("form")
def form_group() -> None:
    """会議録の様式を一覧・作成・検査します。様式のひな形は、Word で作れます。"""


@form_group.command("list", short_help="使える様式を表示します。")
@options.json_option
def list_command(as_json: bool) -> None:
    """使える様式の名前、説明、ファイルの場所を表示します。"""
    from minutes.errors import MinutesError
    from minutes.render.formplaces import forms_by_name
    from minutes.render.forms import load_form

    rows = []
    for name, path in forms_by_name().items():
        try:
            form = load_form(path)
            row = {"name": name, "description": form.description, "file": str(path), "template": form.template or None}
        except MinutesError as error:
            row = {"name": name, "description": None, "file": str(path), "template": None, "error": error.what}
        rows.append(row)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row['name']}　{row['description'] or '使えません：' + str(row['error'])}")
        click.echo(f"    {row['file']}")
        if row["template"]:
            click.echo(f"    ひな形：{row['template']}")


@form_group.command("new", short_help="自分の課の Word 文書から、様式を作ります。")
@click.argument("name", metavar="NAME")
@click.option(
    "--from",
    "office",
    type=options.PATH,
    metavar="OFFICE.docx",
    help="元にする Word 文書（いま使っている会議録でよい）。指定しないと、--like の様式のひな形を写します。",
)
@click.option(
    "--like",
    metavar="FORM",
    help="文体や記号などの設定を写す様式（省略すると、--from があれば choigi、なければ kessai）。",
)
@click.option(
    "--to", "folder", type=options.PATH, metavar="DIR", help="様式を置くフォルダー（省略すると、様式の置き場）。"
)
@click.option("--replace", is_flag=True, help="同じ名前の様式があれば置き換えます。")
@options.json_option
def new_command(
    name: str, office: Path | None, like: str | None, folder: Path | None, replace: bool, as_json: bool
) -> None:
    """様式 NAME を作ります。設定のファイル（NAME.toml）と、Word のひな形（NAME.docx）ができます。

    --from の文書の「開催日」「開催場所」「議題」などを見つけて、その横や後に項目（{{ 開催日 }} など）を入れ、何をしたかを表示します。
    元の文書には手を加えません。できたひな形は Word で開いて直し、minutes form check NAME で確かめてください。

    例：minutes form new kikaku --from 前回の会議録.docx
    """
    from minutes.render.formplaces import own_folder
    from minutes.render.template.adopt import adopt
    from minutes.render.template.check import check_template

    settings = _file_of(like or ("choigi" if office else "kessai"))
    made = adopt(name, settings, office, folder or own_folder(), replace)
    examined = check_template(made.template)
    if as_json:
        told = {"form": str(made.form), "template": str(made.template), "steps": made.steps, "left": made.left}
        click.echo(json.dumps({**told, "findings": _rows(examined)}, ensure_ascii=False, indent=1))
        return
    for title, lines in (
        ("入れた項目", made.steps),
        ("前の会議の内容が残っていないか、確かめてください", made.left),
        ("確かめること", tuple(map(str, examined.findings))),
    ):
        if lines:
            click.echo(f"【{title}】\n" + "\n".join(f"・{line}" for line in lines), err=True)
    click.echo(f"設定：{made.form}\nひな形：{made.template}")


@form_group.command("check", short_help="様式の項目に誤りがないか調べます。")
@click.argument("name", metavar="NAME|FILE")
@options.json_option
def check_command(name: str, as_json: bool) -> None:
    """様式の設定とひな形を調べ、知らない項目、足りない項目、書き方の誤りを、その場所とともに表示します。

    様式の名前のほか、設定のファイル（.toml）や Word のひな形（.docx）も指定できます。
    """
    from minutes.errors import BadConfiguration
    from minutes.render.forms import form_in
    from minutes.render.template.check import check_template

    if Path(name).suffix.lower() in _TEMPLATE:
        template: Path | None = Path(name)
    else:
        file = _file_of(name)
        form = form_in(file)
        template = file.parent / form.template if form.template else None
    examined = check_template(template) if template else None
    if as_json:
        click.echo(
            json.dumps({"template": str(template or ""), "findings": _rows(examined)}, ensure_ascii=False, indent=1)
        )
    else:
        for finding in examined.findings if examined else ():
            click.echo(f"{'誤り' if finding.fatal else '注意'}　{finding}")
    if examined and examined.fatal:
        raise BadConfiguration(
            f"直すところが{len(examined.fatal)}か所あります",
            subject=template,
            advice="「誤り」とある所を Word で直してから、もう一度確かめてください。",
        )
    if not as_json:
        click.echo(
            "ひな形に誤りはありません。" if template else "設定に誤りはありません（Word のひな形はありません）。",
            err=True,
        )


def _file_of(name: str) -> Path:
    """The settings file of a form by its name or path. Raises BadConfiguration."""
    from minutes.render.forms import form_file

    return form_file(name)


def _rows(examined: Examined | None) -> list[dict[str, object]]:
    return [one._asdict() for one in examined.findings] if examined else []
