"""Click's own words in Japanese.

Click marks its messages for gettext but ships no translations and looks only where the locale points; clerks' machines
have all kinds of locales, so its modules are given this table instead of gettext.
"""

from __future__ import annotations

import sys
from gettext import gettext, ngettext

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

_WORDS = {
    "Usage:": "使い方:",
    "Options": "オプション",
    "Commands": "コマンド",
    "Positional arguments": "引数",
    "Show this message and exit.": "この説明を表示します。",
    "Show the version and exit.": "版を表示します。",
    "default: {default}": "省略時：{default}",
    "required": "必須",
    "Missing command.": "コマンドがありません。",
    "Missing argument": "引数がありません",
    "Missing option": "オプションがありません",
    "Missing parameter": "指定がありません",
    "Invalid value: {message}": "値が正しくありません：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} の値が正しくありません：{message}",
    "No such option {name!r}.": "{name} というオプションはありません。",
    "No such command {name!r}.": "{name} というコマンドはありません。",
    "Option {name!r} does not take a value.": "{name} に値は付けられません。",
    "Option {name!r} requires an argument.": "{name} には値が必要です。",
    "{value!r} is not {choice}.": "{value!r} は選べません。選べるのは {choice} です。",
    "{value!r} is not one of {choices}.": "{value!r} は選べません。選べるのは {choices} です。",
    "Did you mean {possibility}?": "もしかして：{possibility}",
    "(Did you mean one of: {possibilities}?)": "（もしかして：{possibilities}）",
    "Got unexpected extra argument ({args})": "余分な引数があります（{args}）",
    "Got unexpected extra arguments ({args})": "余分な引数があります（{args}）",
}


def speak_japanese() -> None:
    """Give Click's modules the table in place of gettext."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        for name, ours in (("_", _one), ("ngettext", _one_or_more)):
            if hasattr(module, name):
                setattr(module, name, ours)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal set to another code page must not stop a clerk's run
            stream.reconfigure(encoding="utf-8", errors="replace")


def describe_usage_error(error: click.ClickException) -> str:
    """A wrong command line, in words a clerk understands, with where to look."""
    context = getattr(error, "ctx", None)
    where = f"\n使い方は {context.command_path} --help で確認できます。" if context else ""
    return f"エラー：{error.format_message()}{where}［{type(error).__name__}］"


def _one(message: str) -> str:
    return _WORDS.get(message) or gettext(message)


def _one_or_more(singular: str, plural: str, count: int) -> str:
    return _WORDS.get(singular if count == 1 else plural) or ngettext(singular, plural, count)
