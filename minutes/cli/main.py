"""The command `minutes`: finds the sub-command, runs it, and translates what went wrong once, at the edge."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from importlib import import_module
from typing import Any

import click

from minutes import __version__, egress
from minutes.cli.japanese import describe_usage_error, speak_japanese
from minutes.errors import InternalFault, MinutesError

# name → (module, attribute); the modules import nothing heavy, so that --help answers at once
COMMANDS = {
    "run": ("minutes.cli.run", "run_command"),
    "watch": ("minutes.cli.watch", "watch_command"),
    "batch": ("minutes.cli.batch", "batch_command"),
    "status": ("minutes.cli.jobs", "status_command"),
    "retry": ("minutes.cli.jobs", "retry_command"),
    "cancel": ("minutes.cli.jobs", "cancel_command"),
    "worker": ("minutes.cli.worker", "worker_command"),
    "recover": ("minutes.cli.jobs", "recover_command"),
    "report": ("minutes.cli.report", "report_command"),
    "clean": ("minutes.cli.clean", "clean_command"),
    "transcribe": ("minutes.cli.stages", "transcribe_command"),
    "correct": ("minutes.cli.correct", "correct_command"),
    "mask": ("minutes.cli.mask", "mask_command"),
    "structure": ("minutes.cli.stages", "structure_command"),
    "render": ("minutes.cli.stages", "render_command"),
    "form": ("minutes.cli.form", "form_group"),
    "review": ("minutes.cli.review", "review_command"),
    "confirm": ("minutes.cli.confirm", "confirm_command"),
    "eval": ("minutes.cli.eval", "eval_command"),
    "dict": ("minutes.cli.dictionary", "dictionary_group"),
    "models": ("minutes.cli.models", "models_group"),
    "doctor": ("minutes.cli.doctor", "doctor_command"),
}
INTERRUPTED = 130


class Commands(click.Group):
    """Sub-commands are imported only when they are named or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="会議の録音から、確認するだけの議事録案（Word）を作ります。\n\n例：minutes run 会議.m4a --meeting 会議.toml -o 議事録.docx",
)
@click.option("--debug", is_flag=True, help="失敗したとき、技術者向けの詳しい記録を表示します。")
@click.version_option(__version__, prog_name="minutes", message="%(prog)s %(version)s", help="版を表示します。")
def cli(debug: bool) -> None:
    """The group itself only carries the options all commands share."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line in a process closed to the network, and exit with the contract's code."""
    egress.guard("minutes")
    code = call(sys.argv[1:] if arguments is None else arguments)
    _tell_of_refusals()
    sys.exit(code)


def call(arguments: list[str]) -> int:
    """Run the command line; the exit code."""
    speak_japanese()
    debug = "--debug" in arguments
    try:
        result: Any = cli.main(args=arguments, prog_name="minutes", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        print(describe_usage_error(error), file=sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("中断しました。途中までの結果は作業フォルダーに残っています。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except MinutesError as error:
        return _tell(error, debug)
    except Exception as error:
        return _tell(_fault(error), debug)


def _tell_of_refusals() -> None:
    """Libraries swallow errors, and what they tried is not to stay unheard."""
    for where, times in Counter(refusal.where for refusal in egress.refusals()).items():
        print(f"注意：許可していない通信を止めました（{where}、{times}回）。何も送っていません。", file=sys.stderr)


def _fault(error: Exception) -> InternalFault:
    fault = InternalFault(f"思わぬ不具合が起きました（{type(error).__name__}: {error}）")
    fault.__cause__ = error
    return fault


def _tell(error: MinutesError, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    print(f"エラー：{error}", file=sys.stderr)
    return error.exit_code
