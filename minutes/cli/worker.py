"""`minutes worker`: works on the jobs that wait, until it is told to stop."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.cli import options

if TYPE_CHECKING:
    from minutes.office.attempts import Ending
    from minutes.office.ledger import JobOrder
    from minutes.office.worker import Worker


@click.command("worker", short_help="受け付けた仕事（録音）を順に処理します。")
@options.machine_option
@options.jobs_option
@click.option("--once", is_flag=True, help="待っている仕事がなくなったら終わります。")
@click.option("--take-over", is_flag=True, help="別の版の minutes を待っている仕事を、この版で引き受けます。")
@options.config_option
def worker_command(machine: str | None, jobs: int | None, once: bool, take_over: bool, config: Path | None) -> None:
    """受け付けた仕事（録音）を順に処理します。止めるまで動き続けます。

    GPU 1台につき一つだけ動かします。いつ止めても、途中まで終わった処理は残り、次に動かしたときに続きから進みます。

    例：minutes worker --config minutes.toml
    """
    from threading import Event

    from minutes.cli.office import office_of
    from minutes.office.worker import Worker

    stop = Event()
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())
    with Worker(office_of(config, machine, jobs), _tell, config).working() as worker:
        _say(f"処理係「{worker.machine}」を始めました。止めるときは Ctrl+C を押します。")
        _tell_of_left(worker, take_over)
        worker.wait(stop, lambda: once and worker.is_idle)
    _say("処理係を終わりました。")


def _tell_of_left(worker: Worker, take_over: bool) -> None:
    if take_over:
        _say(f"別の版の仕事を {worker.take_over()}件 引き受けました。")
    elif left := worker.left_by_others():
        _say(
            f"注意：別の版の minutes を待っている仕事が {len(left)}件 あります。"
            "この版で処理するときは minutes worker --take-over を実行してください。"
        )


def _tell(order: JobOrder, ending: Ending | None) -> None:
    from minutes.office.ledger import SHOWN_ID

    results = {"done": "完了", "failed": "失敗", "parked": "保留", "again": "あとでもう一度"}
    what = results[ending.result] if ending else "開始"
    why = f"（{ending.error.what}）" if ending and ending.error else ""
    _say(f"{order.key[:SHOWN_ID]} {order.title}：{what}{why}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
