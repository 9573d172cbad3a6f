"""What a clerk sees first: every command has Japanese help, stands in the docs, and nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from minutes.cli.main import COMMANDS, call, cli

DOCS = "\n".join(
    path.read_text("utf-8")
    for path in (*Path(__file__).parents[2].glob("README*.md"), *Path(__file__).parents[2].glob("docs/*.md"))
)
HEAVY = ("torch", "pyannote", "faster_whisper", "ctranslate2", "sudachipy", "docx", "scipy", "av", "openai", "pydantic")


def _commands() -> list[tuple[str, click.Command]]:
    context = click.Context(cli)
    found = [(name, cli.get_command(context, name)) for name in COMMANDS]
    named = [(name, command) for name, command in found if command is not None]
    for name, command in list(named):
        if isinstance(command, click.Group):
            named += [(f"{name} {sub}", child) for sub, child in command.commands.items()]
    return named


@pytest.mark.parametrize(("name", "command"), _commands())
def test_every_command_explains_itself_in_japanese(
    name: str, command: click.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call([*name.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("使い方:")
    assert "この説明を表示します。" in shown
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{name} {parameter.name}"
            assert not parameter.help.isascii()


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_every_command_stands_in_the_docs(name: str) -> None:
    group, _, sub = name.partition(" ")
    assert f"minutes {group}" in DOCS
    assert sub in DOCS


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\nfrom minutes.cli.main import call\n"
        "with contextlib.redirect_stdout(io.StringIO()): call(['--help'])\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["--version"]) == 0
    assert capsys.readouterr().out.startswith("minutes ")
