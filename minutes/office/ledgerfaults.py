"""Why the ledger's database does not answer, in words that tell an operator what to do: by what SQLite and PostgreSQL say."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

_STAYS = "受け付けた仕事は残っており、直れば続きから進みます。"
_UNKNOWN = "データベースが動いているか、[office] の database と state を確かめてください。"


@dataclass(frozen=True)
class Reason:
    """What is the matter and what to do. `codes`: the beginnings of SQLite's names of errors and of PostgreSQL's SQLSTATE;
    `stays`: whether what was enqueued is still there."""

    codes: tuple[str, ...]
    what: str
    advice: str
    stays: bool = True


_REASONS = (
    Reason(
        ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "ENOSPC", "EDQUOT"),
        "仕事の台帳を置いたディスクの空き容量がありません",
        "状態フォルダー（[office] の state）のあるディスクで、不要なファイルを消して空きを作ってください。",
    ),
    Reason(
        ("SQLITE_BUSY", "SQLITE_LOCKED"),
        "仕事の台帳を、ほかの処理が使い続けています（ロック）",
        "しばらく待ってから、もう一度行ってください。続くときは、状態フォルダー（[office] の state）が共有フォルダーや"
        "同期ソフトの対象になっていないか確かめ、この機械のディスクに置いてください。",
    ),
    Reason(
        ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"),
        "仕事の台帳のファイルを開けないか、書き込めません",
        "状態フォルダー（[office] の state）があり、動かしている利用者に書き込む権限があるか確かめてください。",
    ),
    Reason(
        ("SQLITE_CORRUPT", "SQLITE_NOTADB"),
        "仕事の台帳のファイルが壊れています",
        "状態フォルダー（[office] の state）の jobs.sqlite を消さずに別の名前で残し、控え（バックアップ）から戻してください。"
        "控えがなければ、新しい台帳で始め、録音をもう一度置いてください。",
        stays=False,
    ),
    Reason(
        ("SQLITE_IOERR",),
        "仕事の台帳のあるディスクを読み書きできません",
        "状態フォルダー（[office] の state）のあるディスクの空き容量と、故障していないかを確かめてください。",
    ),
    Reason(
        ("53100",),
        "仕事の台帳のデータベースのサーバーに、空き容量がありません",
        "データベースのサーバーのディスクに空きを作ってください。",
    ),
    Reason(
        ("53300",),
        "仕事の台帳のデータベースが、これ以上の接続を受け付けません",
        "使っていない minutes の処理を終えるか、データベースの max_connections を増やしてください。",
    ),
    Reason(
        ("28", "3D", "42501"),
        "仕事の台帳のデータベースに入れません",
        "[office] の database の利用者名・パスワード・データベース名と、その利用者の権限を確かめてください。",
    ),
    Reason(
        ("08", "57P"),
        "仕事の台帳のデータベースのサーバーにつながりません",
        "サーバーが動いているか、[office] の database の宛先と、途中の通信を確かめてください。",
    ),
)


def reason(error: BaseException) -> tuple[str, str]:
    """What to say and to advise; of an error that is in no table its class, too."""
    for code in _codes(error):
        for one in _REASONS:
            if code.startswith(one.codes):
                return one.what, one.advice + (_STAYS if one.stays else "")
    return f"仕事の台帳（データベース）を使えません（{type(error).__name__}）", _UNKNOWN + _STAYS


def _codes(error: BaseException) -> Iterator[str]:
    """Of the error, of what the driver raised (SQLAlchemy's `orig`) and of what led to it."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, sqlite3.Error):
            yield getattr(one, "sqlite_errorname", "")
        elif isinstance(one, OSError):
            yield errno.errorcode.get(one.errno or 0, "")
        elif type(one).__module__.startswith("psycopg"):
            # what libpq meets before a server answers has no SQLSTATE of its own
            yield getattr(one, "sqlstate", None) or ("28" if "authentication failed" in str(one) else "08")
        todo += [getattr(one, "orig", None), one.__cause__, one.__context__]
