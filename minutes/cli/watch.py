"""`minutes watch`: a shared folder into which clerks drop recordings."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minutes.cli import options

if TYPE_CHECKING:
    from threading import Event

    from minutes.errors import MinutesError
    from minutes.office.ledger import JobError
    from minutes.office.watch import Watch
    from minutes.settings import Office

SOME_FAILED = 1


@click.command("watch", short_help="フォルダーに入れられた録音を、自動で議事録案にします。")
@click.argument("inbox", type=options.PATH, metavar="INBOX")
@click.option("--out", type=options.PATH, metavar="DIR", help="結果を置くフォルダー（INBOX の外）。")
@click.option("--once", is_flag=True, help="いま入っているものが終わるまで動いて、終わります。")
@click.option(
    "--poll",
    type=click.FloatRange(0.1, 86_400),
    metavar="SECONDS",
    help="フォルダーを見る間隔（秒）。省くと、共有フォルダーでは 5 秒、ほかは変化があったとき。",
)
@click.option("--no-worker", is_flag=True, help="処理はほかの処理係（minutes worker）に任せ、受け付けだけをします。")
@click.option("--template", is_flag=True, help="INBOX に会議情報.xlsx のひな形を置いて、終わります。")
@options.jobs_option
@options.form_option
@options.dictionary_option
@options.speech_options
@options.llm_options
@options.also_option
@options.audience_option
@options.config_option
def watch_command(
    inbox: Path,
    out: Path | None,
    once: bool,
    poll: float | None,
    no_worker: bool,
    template: bool,
    jobs: int | None,
    also: tuple[tuple[str, ...], ...],
    config: Path | None,
    **wishes: Any,
) -> int:
    """フォルダー INBOX に入れられた録音を、自動で議事録案にします。止めるまで動き続けます。

    録音は一つずつ別の会議、フォルダーは一つのフォルダーが一つの会議です（中の録音を名前の順につなぎます）。
    フォルダーに次第や名簿（Word・PDF・Excel など）、会議情報（会議.toml か 会議情報.xlsx）を一緒に入れると、会議名・日付・
    議題・出席者・用語に使います。「20250806_決定会議_第3委員会室.m4a」のような名前からも、日付・会議名・場所を読み取ります。

    会議ごとに、DIR の中にフォルダーができます。進み具合は 状況.txt、できなかった理由は エラー.txt に書きます。
    元の録音は、移しも、変えも、消しもしません。いつ止めても、次に動かすと続きから進みます。

    例：minutes watch 受付 --out 議事録

    例：minutes watch 受付 --template
    """
    from minutes.errors import WrongUsage

    if template:
        return _put_template(inbox)
    if out is None:
        raise WrongUsage("結果のフォルダー（--out）が指定されていません", advice="--out DIR を付けてください。")
    from threading import Event

    from minutes.cli.office import office_of
    from minutes.office.dbosledger import open_ledger
    from minutes.office.intake import Manner
    from minutes.office.watch import Heard, Watch
    from minutes.wishes import Wishes

    office = office_of(config, jobs=jobs)
    office = office.model_copy(update={"poll_s": poll}) if poll else office
    manner = Manner(Wishes(**wishes, config=config), options.kinds_of(also), office.copy_original)
    stop = Event()
    with ExitStack() as stack:
        ledger = open_ledger(office)
        stack.callback(ledger.close)
        heard = Heard(_tell_end, _tell_trouble, _worker_keeper(office, config, no_worker, stack))
        watch = stack.enter_context(Watch(inbox, out, ledger, office, manner, heard).watching())
        _stop_at_signals(stop, watch)
        _say(f"「{inbox}」を見ています。結果は「{out}」に置きます。止めるときは Ctrl+C を押します。")
        watch.run(stop, _end_of(once, no_worker))
        failed = watch.failed
    _say("終わりました。" if once else "見るのをやめました。受け付けた仕事は残っており、次に動かすと続きから進みます。")
    return SOME_FAILED if once and failed else 0


def _put_template(inbox: Path) -> int:
    from minutes.meetingsheet import TEMPLATE_NAME, write_template

    place = inbox / TEMPLATE_NAME
    write_template(place)
    _say("録音と一緒に会議のフォルダーへコピーし、書き込んで使います。")
    print(place)
    return 0


def _worker_keeper(office: Office, config: Path | None, no_worker: bool, stack: ExitStack) -> Callable[[], None]:
    """Has this machine work on what is enqueued, also when the worker that was there has ended."""
    from minutes.errors import TryAgainLater
    from minutes.office.worker import Worker, is_working

    own: list[Worker] = []

    def keep() -> None:
        if not no_worker and not own and not is_working(office):
            with suppress(TryAgainLater):  # another was quicker
                own.append(stack.enter_context(Worker(office, config=config).working()))

    return keep


def _end_of(once: bool, no_worker: bool) -> Callable[[Watch], bool]:
    """When it ends by itself: never, or when all is done that is done here."""
    if not once:
        return lambda watch: False
    return lambda watch: watch.is_taken() if no_worker else watch.is_over()


def _stop_at_signals(stop: Event, watch: Watch) -> None:
    """In a thread: the one that is interrupted may hold the very lock that is needed."""
    from threading import Thread

    def end() -> None:
        stop.set()
        watch.wake()

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), lambda *_: Thread(target=end, daemon=True).start())


def _tell_end(title: str, error: JobError | None) -> None:
    _say(f"{title}：完了" if error is None else f"{title}：できませんでした（{error.what}）")


def _tell_trouble(error: MinutesError) -> None:
    _say(f"注意：{error}")


def _say(line: str) -> None:
    with suppress(OSError):  # nobody at the other end of the terminal is no reason to stop
        print(line, file=sys.stderr, flush=True)
