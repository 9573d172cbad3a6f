"""Options that several commands share, as decorators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)


def beside(given: Path, suffix: str) -> Path:
    """会議.m4a → 会議.docx; a folder keeps its whole name, dots and all."""
    return given.resolve().with_name(given.resolve().name + suffix) if given.is_dir() else given.with_suffix(suffix)


def meeting_option(command: F) -> F:
    return click.option(
        "--meeting", type=PATH, metavar="FILE.toml", help="会議ファイル（会議名、日時、次第、出席者）。"
    )(command)


def form_option(command: F) -> F:
    return click.option(
        "--form", metavar="NAME", help="様式の名前（choigi：庁議、chikugo：逐語）。会議ファイルより優先します。"
    )(command)


def output_option(command: F) -> F:
    return click.option("-o", "--output", type=PATH, metavar="OUT.docx", help="できあがる Word 文書の場所。")(command)


def work_option(command: F) -> F:
    return click.option("--work", type=PATH, metavar="DIR", help="途中の結果を置くフォルダー。")(command)


def config_option(command: F) -> F:
    return click.option("--config", type=PATH, metavar="FILE", help="設定ファイル（minutes.toml）。")(command)


def machine_option(command: F) -> F:
    return click.option(
        "--machine", metavar="NAME", help="この処理係の名前（設定ファイルの office.machine より優先します）。"
    )(command)


def jobs_option(command: F) -> F:
    return click.option(
        "--jobs", type=click.IntRange(1, 64), metavar="N", help="同時に文字起こしする録音の数（省略時：設定の jobs）。"
    )(command)


def llm_options(command: F) -> F:
    """Which LLM words the minutes, or none."""
    for option in (
        click.option("--no-llm", is_flag=True, help="LLM を使わず、発言を抜き出して整理します。"),
        click.option("--llm", metavar="NAME", help="要約に使う LLM（設定ファイルの [llm.endpoints] の名前）。"),
    ):
        command = option(command)
    return command


def also_option(command: F) -> F:
    return click.option(
        "--also",
        type=KINDS,
        multiple=True,
        metavar="md,html,vtt,srt,json,rttm",
        help="文書と一緒に作るファイル。md・html：議事録、vtt・srt：字幕、json：全データ、rttm：発言者の区間。"
        "コンマで区切るか、何度でも指定できます。",
    )(command)


def audience_option(command: F) -> F:
    return click.option(
        "--audience",
        type=click.Choice(["internal", "public"]),
        default="internal",
        show_default=True,
        help="public：原本と一緒に公開版（OUT_公開版.docx）も作り、公開版に載せない部分とその理由を原本に付けます。",
    )(command)


def json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="結果を JSON で標準出力に書きます。")(command)


def speech_options(command: F) -> F:
    """Which models hear the recording, and how many people speak."""
    for option in (
        click.option(
            "--channels",
            type=click.Choice(["mix", "separate"]),
            help="チャンネルの扱い。mix：混ぜて一つの音にする（ふつう）。separate：一人一本のマイクとして発言者を分ける。",
        ),
        click.option("--speakers", type=SPEAKERS, metavar="N|MIN-MAX", help="話す人の数（例：4、3-6）。"),
        click.option("--diarizer", metavar="NAME|DIR", help="話者を区別するモデルの名前かフォルダー。"),
        click.option("--asr-model", metavar="NAME|DIR", help="文字起こしモデルの名前かフォルダー。"),
    ):
        command = option(command)
    return command


def dictionary_option(command: F) -> F:
    return click.option(
        "--dictionary", "dictionaries", multiple=True, metavar="NAME|FILE", help="用語辞書。何度でも指定できます。"
    )(command)


class Kinds(click.ParamType[tuple[str, ...]]):
    """Endings of files, several of them between commas."""

    name = "kinds"
    known = ("md", "html", "vtt", "srt", "json", "rttm")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        kinds = tuple(kind.strip(" .").lower() for kind in re.split(r"[,、，]", str(value)) if kind.strip(" ."))
        for unknown in (kind for kind in kinds if kind not in self.known):
            self.fail(f"「{unknown}」は作れません。作れるのは {'、'.join(self.known)} です。", param, ctx)
        return kinds


KINDS = Kinds()


def kinds_of(given: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What was asked for with --also, each once."""
    return tuple(dict.fromkeys(kind for kinds in given for kind in kinds))


class Speakers(click.ParamType[tuple[int, int]]):
    """A number of speakers or a range of it, as (least, most)."""

    name = "speakers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"(\d+)(?:\s*[-〜~]\s*(\d+))?", str(value))
        least, most = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= least <= most:
            self.fail(f"「{value}」は人数になりません。4 や 3-6 のように書いてください。", param, ctx)
        return least, most


SPEAKERS = Speakers()
