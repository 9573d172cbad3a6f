"""The database of jobs: where it lies, that it is there before anyone enqueues, and the only way that is opened to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from filelock import FileLock

from minutes import egress
from minutes.egress import Destination
from minutes.errors import BadConfiguration, ServiceMissing, cannot_write
from minutes.office.ledgerfaults import reason
from minutes.settings import Office
from minutes.structure.policy import is_ours

_FILE = "jobs.sqlite"
_PORT = 5432
_CONNECTS_S = 10
_ALONE = "this-machine"  # the worker's name where there is only one


def state_folder(office: Office) -> Path:
    """Made if it is not there, for its owner alone. Raises CannotWrite."""
    folder = office.home()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(error, folder) from error
    return folder.resolve()


def machine_of(office: Office) -> str:
    """The worker's name in the ledger. Raises BadConfiguration where several machines share one database and this one has
    none: a name made up at each start would leave the jobs of the last start behind."""
    if office.machine or not office.database:
        return office.machine or _ALONE
    raise BadConfiguration(
        "この機械の名前（office.machine）が設定ファイルにありません",
        advice='データベースを複数の機械で使うときは、[office] に machine = "gpu-1" のように、機械ごとに違う名前を書いてください。',
    )


def database_url(office: Office) -> str:
    """For SQLAlchemy. Raises BadConfiguration, CannotWrite."""
    if not office.database:
        return f"sqlite:///{(state_folder(office) / _FILE).as_posix()}"
    _refuse_far(office.database)
    return office.database


def is_there(office: Office) -> bool:
    """Whether anything was ever enqueued here; a database on a server is taken to be there. Makes nothing."""
    if office.database:
        return True
    return (office.home() / _FILE).is_file()


def open_way(office: Office) -> None:
    """Let this process reach the database that is configured, and nothing else of it. libpq opens its sockets in native
    code, where the guard does not see them: what it may reach is what the URL says. Raises BadConfiguration."""
    if office.database:
        parts = urlsplit(database_url(office))
        host = str(parts.hostname)
        egress.allow(Destination(host, parts.port or _PORT, near=is_ours(host)))


def prepare(office: Office) -> str:
    """The URL of a database whose tables are there: one that is not would swallow what is enqueued.

    Raises ServiceMissing, BadConfiguration, CannotWrite.
    """
    open_way(office)
    url = database_url(office)
    lock = state_folder(office) / "jobs.lock"
    try:
        with FileLock(lock):
            _migrate(url)
    except OSError as error:
        raise cannot_write(error, lock) from error
    return url


def _migrate(url: str) -> None:
    from dbos import DBOS

    quiet()
    try:
        DBOS.migrate(url)
    except Exception as error:
        raise unreachable(error) from error


def server_clock(office: Office) -> dt.datetime | None:
    """What time the server of the ledger has; None where it is a file of this machine. `prepare` comes first. Raises
    ServiceMissing."""
    if not office.database:
        return None
    import psycopg  # the driver that DBOS brings

    try:
        with psycopg.connect(database_url(office), connect_timeout=_CONNECTS_S) as server:
            row = server.execute("select now()").fetchone()
    except psycopg.Error as error:
        raise unreachable(error) from error
    return row[0] if row else None


def quiet() -> None:
    """The library's remarks are neither for a clerk's terminal nor fit for a log: they name files and addresses."""
    import logging

    log = logging.getLogger("dbos")
    log.handlers = [logging.NullHandler()]  # with one there the library adds none of its own
    log.propagate = False
    log.setLevel(logging.CRITICAL)


def unreachable(error: BaseException) -> ServiceMissing:
    """What is raised while the database does not answer."""
    what, advice = reason(error)
    return ServiceMissing(what, advice=advice)


def _refuse_far(url: str) -> None:
    """Which meetings there are stays in the house; further away only with a server that proves who it is."""
    parts = urlsplit(url)
    secured = parse_qs(parts.query).get("sslmode") == ["verify-full"]
    if not is_ours(str(parts.hostname)) and not secured:
        raise BadConfiguration(
            "「office.database」が庁内のアドレスではありません",
            subject=parts.hostname,
            advice="庁内（プライベートアドレス、ドットのないホスト名、.local、.internal）のサーバーにするか、"
            "末尾に ?sslmode=verify-full を付けて、証明書を確かめる接続にしてください。",
        )
