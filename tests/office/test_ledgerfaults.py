"""A database that does not answer says why, and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from minutes.errors import ServiceMissing
from minutes.office.database import unreachable
from minutes.office.dbosledger import open_ledger
from minutes.office.ledgerfaults import reason
from minutes.settings import Office


def _met(url: str, *statements: str) -> sa.exc.DBAPIError:
    """What SQLAlchemy raises for these."""
    engine = sa.create_engine(url, connect_args={"timeout": 0})
    with pytest.raises(sa.exc.DBAPIError) as caught, engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()
    return caught.value


def test_a_disk_without_room(tmp_path: Path) -> None:
    full = ("create table t (x)", "pragma max_page_count = 2", "insert into t values (zeroblob(100000))")
    what, advice = reason(_met(f"sqlite:///{tmp_path}/jobs.sqlite", *full))
    assert "空き容量がありません" in what and "不要なファイルを消して" in advice and "仕事は残って" in advice


def test_a_ledger_that_somebody_else_keeps(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "jobs.sqlite", isolation_level=None) as other:
        other.execute("begin exclusive")
        what, _ = reason(_met(f"sqlite:///{tmp_path}/jobs.sqlite", "create table t (x)"))
        other.execute("rollback")
    other.close()
    assert "ロック" in what


def test_a_ledger_that_cannot_be_opened_or_written(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "jobs.sqlite").close()
    away = _met(f"sqlite:///{tmp_path}/none/jobs.sqlite", "select 1")
    shut = _met(f"sqlite:///file:{tmp_path}/jobs.sqlite?mode=ro&uri=true", "create table t (x)")
    assert [reason(error)[0] for error in (away, shut)] == ["仕事の台帳のファイルを開けないか、書き込めません"] * 2


def test_a_file_that_is_no_database_is_told_by_whoever_opens_it(tmp_path: Path) -> None:
    (tmp_path / "jobs.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(ServiceMissing, match="壊れています") as caught:
        open_ledger(Office(state=str(tmp_path)))
    assert "消さずに" in caught.value.advice and "仕事は残って" not in caught.value.advice


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (psycopg.errors.DiskFull("could not extend file"), "空き容量がありません"),
        (psycopg.errors.TooManyConnections("sorry, too many clients already"), "これ以上の接続"),
        (psycopg.OperationalError("connection refused"), "サーバーにつながりません"),
        (psycopg.OperationalError('password authentication failed for user "m"'), "入れません"),
        (psycopg.errors.InvalidCatalogName("no such database"), "入れません"),
        (OSError(28, "No space left on device"), "空き容量がありません"),
        (ValueError("something else"), "使えません（ValueError）"),
    ],
)
def test_what_else_may_be_the_matter(error: Exception, told: str) -> None:
    assert told in unreachable(error).what
    wrapped = RuntimeError("while starting")
    wrapped.__cause__ = error
    assert isinstance(error, ValueError) or told in unreachable(wrapped).what
