"""`minutes status`, `retry`, `cancel`, `recover`: asking after the jobs and directing them."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.office.ledger import JobState, Ledger

_ENDED_SHOWN = 20  # of those that ended, the latest; --all shows every one
_EVERY_S = 2.0


@click.command("status", short_help="受け付けた仕事が、どこまで進んだかを表示します。")
@click.argument("jobs", nargs=-1, metavar="[JOB]...")
@click.option("--all", "everything", is_flag=True, help="終わった仕事もすべて表示します（ふつうは新しい 20件まで）。")
@click.option("--follow", is_flag=True, help="終わるまで、表示を更新し続けます。")
@options.json_option
@options.config_option
def status_command(jobs: tuple[str, ...], everything: bool, follow: bool, as_json: bool, config: Path | None) -> None:
    """受け付けた仕事が、どこまで進んだかを表示します。

    JOB は仕事の番号です（始めの何文字かで足ります）。省略すると、全部の仕事を表示します。

    例：minutes status --follow
    """
    from minutes.cli.office import ledger_of

    with ledger_of(config) as ledger:
        if as_json:
            print(json.dumps([_plain(state) for state in _chosen(ledger, jobs, everything)], ensure_ascii=False))
        elif follow and sys.stdout.isatty():
            _follow(ledger, jobs, everything)
        else:
            states = _chosen(ledger, jobs, everything)
            _show(states)
            _tell_of_nobody(states, config)
            if follow:
                _tell_changes(ledger, jobs)


@click.command("retry", short_help="できなかった仕事を、もう一度行います。")
@click.argument("jobs", nargs=-1, required=True, metavar="JOB...")
@options.config_option
def retry_command(jobs: tuple[str, ...], config: Path | None) -> None:
    """失敗・保留・中止になった仕事を、もう一度行います。終わっている処理は繰り返しません。

    例：minutes retry 3830c243d4a4
    """
    from minutes.cli.office import ledger_of

    with ledger_of(config) as ledger:
        _show([ledger.retry(job) for job in jobs])


@click.command("cancel", short_help="仕事を中止します。")
@click.argument("jobs", nargs=-1, required=True, metavar="JOB...")
@options.config_option
def cancel_command(jobs: tuple[str, ...], config: Path | None) -> None:
    """待っている仕事や処理中の仕事を中止します。途中までの結果は作業フォルダーに残ります。

    例：minutes cancel 3830c243d4a4
    """
    from minutes.cli.office import ledger_of

    with ledger_of(config) as ledger:
        _show([ledger.cancel(job) for job in jobs])


@click.command("recover", short_help="止まって戻らない機械の仕事を、ほかの機械に回します。")
@click.argument("machine", metavar="MACHINE")
@options.config_option
def recover_command(machine: str, config: Path | None) -> None:
    """止まって戻らない機械 MACHINE が処理していた仕事を、ほかの機械に回します。

    同じ名前の機械をもう一度動かせるときは、この操作は要りません。動かせば続きから進みます。

    例：minutes recover gpu-2
    """
    from minutes.cli.office import ledger_of, office_of
    from minutes.errors import TryAgainLater
    from minutes.office.worker import is_working

    if is_working(office_of(config, machine)):
        raise TryAgainLater(
            "その名前の処理係は、この機械で動いています", subject=machine, advice="先に処理係を止めてください。"
        )
    with ledger_of(config) as ledger:
        recovered = ledger.recover(machine)
    print(f"{machine} の仕事を {len(recovered)}件、ほかの機械に回しました。", file=sys.stderr)
    _show(recovered)


def _chosen(ledger: Ledger, jobs: Sequence[str], everything: bool) -> list[JobState]:
    """Those that are named, else those under way and the latest of those that ended."""
    from minutes.office.ledger import UNFINISHED

    states = list(ledger.states(jobs))
    if jobs or everything:
        return states
    ended = [state for state in states if state.condition not in UNFINISHED]
    shown = {state.id for state in sorted(ended, key=_when)[-_ENDED_SHOWN:]}
    return [state for state in states if state.condition in UNFINISHED or state.id in shown]


def _when(state: JobState) -> float:
    return (state.finished or state.enqueued).timestamp()


def _plain(state: JobState) -> dict[str, Any]:
    """As a program wants it: the state's own names, the order flattened to what one asks for."""
    plain = state.model_dump(mode="json", exclude={"order"})
    order = state.order
    files = {"inputs": list(map(str, order.inputs)), "document": str(order.document), "work": str(order.work)}
    return {**plain, "label": state.label, "title": order.title, **files}


def _show(states: Sequence[JobState]) -> None:
    from rich.console import Console

    from minutes.cli.office import table_of

    if not states:
        print("受け付けた仕事はありません。", file=sys.stderr)
        return
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, highlight=False).print(table_of(states))


def _tell_of_nobody(states: Sequence[JobState], config: Path | None) -> None:
    """The commonest reason why nothing moves. With a database for several machines another may be at work."""
    from minutes.cli.office import office_of
    from minutes.office.worker import is_working

    office = office_of(config)
    if not office.database and not _over(states) and not is_working(office):
        print("注意：処理係が動いていません。minutes worker を動かすと、続きから進みます。", file=sys.stderr)


def _follow(ledger: Ledger, jobs: Sequence[str], everything: bool) -> None:
    from rich.live import Live

    from minutes.cli.office import table_of

    with Live(refresh_per_second=4) as live:
        while True:
            states = _chosen(ledger, jobs, everything)
            live.update(table_of(states))
            if _over(states):
                return
            time.sleep(_EVERY_S)


def _tell_changes(ledger: Ledger, jobs: Sequence[str]) -> None:
    """A line where a job's condition changes, for logs and pipes."""
    before = {state.id: state.condition for state in ledger.states(jobs)}
    while True:
        states = ledger.states(jobs)
        for state in states:
            if before.get(state.id) != state.condition:
                print(f"{state.shown_id} {state.order.title}：{state.label}", flush=True)
        before = {state.id: state.condition for state in states}
        if _over(states):
            return
        time.sleep(_EVERY_S)


def _over(states: Sequence[JobState]) -> bool:
    from minutes.office.ledger import UNFINISHED

    return not any(state.condition in UNFINISHED for state in states)
