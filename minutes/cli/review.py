"""`minutes review`: the page on which a clerk checks drafts against the sound."""

from __future__ import annotations

from pathlib import Path

import click

from minutes.cli import options


@click.command("review", short_help="議事録案を、録音を聞きながら画面で確かめ、直します。")
@click.argument("places", type=options.PATH, metavar="[WORK|DIR]...", nargs=-1)
@click.option(
    "--port", type=click.IntRange(0, 65_535), metavar="N", help="待ち受ける番号（省略時：8480）。0 は空いている番号。"
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="H",
    show_default=True,
    help="待ち受ける宛先。ほかの機械から使うときは合言葉が要ります。",
)
@click.option("--no-browser", is_flag=True, help="ブラウザーを開きません。")
@click.option("--set-password", is_flag=True, help="合言葉を決め、設定ファイルに書く行を表示して終わります。")
@options.config_option
def review_command(
    places: tuple[Path, ...], port: int | None, host: str, no_browser: bool, set_password: bool, config: Path | None
) -> None:
    """議事録案を、ブラウザーの画面で録音を聞きながら確かめ、直します。止めるまで動き続けます。

    WORK は作業フォルダー、DIR はその中に作業フォルダーがあるフォルダーです。省くと、設定ファイルの [review] の roots、
    それもなければ、いまのフォルダーを見ます。直した内容は、すぐに作業フォルダーに保存されます。機械の結果はそのまま残ります。

    例：minutes review 議事録

    例：minutes review 会議.work
    """
    if set_password:
        _set_password()
        return
    import os
    import webbrowser

    from minutes.cli.reviewjobs import jobs_of
    from minutes.review.meetings import Meetings
    from minutes.review.serve import Place, doors_of, listen, serve
    from minutes.review.shelf import Shelf
    from minutes.settings import load_settings

    settings = load_settings(config, os.environ)
    roots = _roots(places or tuple(map(Path, settings.review.roots)) or (Path("."),))
    doors = doors_of(settings.review, host)
    listening = listen(Place(host, settings.review.port if port is None else port))
    shown = f"[{host}]" if ":" in host else host
    shelf = Shelf(roots)
    only = next(iter(shelf.folders())) if len(shelf.folders()) == 1 else ""
    address = f"{doors.scheme}://{shown}:{listening.getsockname()[1]}/" + (f"#/m/{only}" if only else "")
    click.echo(f"確認の画面：{address}\n止めるときは Ctrl+C を押します。直した内容はすぐに保存されています。", err=True)
    if not no_browser:
        webbrowser.open(address)
    meetings = Meetings(shelf, settings, jobs_of(settings.office))
    serve(listening, meetings, doors, config, settings.review)


def _roots(places: tuple[Path, ...]) -> tuple[Path, ...]:
    """Raises InputMissing."""
    from minutes.errors import InputMissing

    for place in places:
        if not place.expanduser().is_dir():
            raise InputMissing(
                "フォルダーが見つかりません",
                subject=place,
                advice="作業フォルダーか、それを入れたフォルダーを指定してください。",
            )
    return tuple(place.expanduser() for place in places)


def _set_password() -> None:
    from minutes.errors import WrongUsage
    from minutes.review.passwords import SHORTEST, hashed

    password = click.prompt("合言葉", hide_input=True, confirmation_prompt="もう一度", err=True)
    if len(password) < SHORTEST:
        raise WrongUsage("合言葉が短すぎます", advice=f"{SHORTEST}文字以上にしてください。")
    click.echo("次の2行を設定ファイル（minutes.toml）に書いてください。合言葉そのものはどこにも残りません。", err=True)
    print(f'[review]\npassword = "{hashed(password)}"')
