"""`minutes models`: which models there are, getting them, checking them. Archives of them: see `modelarchive`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli.modelarchive import pack_command, unpack_command, verify_archive

if TYPE_CHECKING:
    from minutes.speech.catalog import Catalog, ModelCheck
    from minutes.speech.manifest import ModelEntry

_KINDS = {"asr": "音声認識", "diarization": "話者分離"}
_STATES = {"ok": "一致", "unknown": "未登録", "changed": "不一致", "missing": "なし"}


@click.group("models")
def models_group() -> None:
    """音声認識と話者分離のモデルを一覧・取得・検査し、閉域網へ運びます。"""


models_group.add_command(pack_command)
models_group.add_command(unpack_command)


@models_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="結果を JSON で標準出力に書きます。")
def list_models(as_json: bool) -> None:
    """使えるモデルと、手もとにあるかどうかを表示します。"""
    catalog = _catalog()
    rows = [_row(catalog, entry) for entry in catalog.manifest.models]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        there = "あり" if row["installed"] else "なし（minutes models fetch で取得）" if row["repository"] else "なし"
        size = f"{row['size'] / 1e6:,.0f} MB" if row["size"] else "大きさ不明"
        click.echo(f"{row['name']}　［{_KINDS[row['kind']]}］　{there}")
        click.echo(f"    {row['origin']}")
        click.echo(f"    {size}・メモリー目安 {row['memory_gb']:g} GB・ライセンス {row['licence']}")


@models_group.command("fetch")
@click.argument("name", metavar="名前")
def fetch_model(name: str) -> None:
    """モデルを配布元から取得します（インターネットに接続するのはこの操作だけです）。"""
    from minutes.speech.fetch import fetch

    catalog = _catalog()
    entry = catalog.entry(name)
    size = f"（約 {entry.size / 1e6:,.0f} MB）" if entry.size else ""
    click.echo(f"{entry.repository or name} を取得します{size}。", err=True)
    check = fetch(catalog, entry)
    click.echo(f"取得して、内容が一覧と一致することを確かめました：{name}", err=True)
    click.echo(check.folder)


@models_group.command("verify")
@click.argument("names", metavar="[名前|ARCHIVE.zip]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="結果を JSON で標準出力に書きます。")
def verify_models(names: tuple[str, ...], as_json: bool) -> None:
    """手もとのモデルが一覧のとおりか、ハッシュで確かめます。名前がなければ、あるものすべてを確かめます。

    minutes models pack で作ったアーカイブも、取り出さずに確かめられます。
    """
    from minutes.errors import ModelMissing

    if len(names) == 1 and names[0].lower().endswith(".zip"):
        verify_archive(Path(names[0]), as_json)
        return
    catalog = _catalog()
    chosen = [catalog.entry(name) for name in names] or [
        entry for entry in catalog.manifest.models if catalog.place(entry).is_dir()
    ]
    checks = []
    for entry in chosen:
        if not as_json:
            click.echo(f"{entry.name} を確かめています…", err=True)
        checks.append(catalog.verify(entry))
    if as_json:
        click.echo(
            json.dumps([{**c.model_dump(mode="json"), "good": c.good} for c in checks], ensure_ascii=False, indent=1)
        )
    else:
        for check in checks:
            _tell(check)
    bad = [check.name for check in checks if not check.good]
    if bad:
        raise ModelMissing(
            "一覧と一致しないモデルがあります",
            subject="、".join(bad),
            advice="minutes models fetch で取得し直すか、minutes を入れ直してください。",
        )


def _catalog() -> Catalog:
    from minutes.speech.catalog import open_catalog

    return open_catalog(os.environ)


def _row(catalog: Catalog, entry: ModelEntry) -> dict[str, Any]:
    described = entry.model_dump(mode="json", exclude={"files", "decoding", "diarizing", "gated"})
    return {
        **described,
        "size": entry.size,
        "installed": catalog.installed(entry),
        "folder": str(catalog.place(entry)),
    }


def _tell(check: ModelCheck) -> None:
    verdict = "よし" if check.good else "問題あり"
    click.echo(f"{check.name}　{verdict}　{check.folder}", file=sys.stdout)
    for file in check.files:
        if file.state != "ok":
            click.echo(f"    {file.name}　{_STATES[file.state]}　{file.sha256}")
