"""Where the database of jobs may lie, and the only way that is opened to it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from minutes import egress
from minutes.errors import BadConfiguration, ServiceMissing
from minutes.office import database
from minutes.office.database import database_url, machine_of, open_way, state_folder
from minutes.office.dbosledger import open_ledger
from minutes.settings import Office, load_settings

NEAR = "postgresql://minutes@db:5432/minutes"


def test_sqlite_lies_in_a_folder_of_our_own(tmp_path: Path) -> None:
    office = Office(state=str(tmp_path / "state"))
    assert database_url(office) == f"sqlite:///{tmp_path}/state/jobs.sqlite"
    assert stat.S_IMODE(state_folder(office).stat().st_mode) == 0o700
    assert machine_of(office) == "this-machine"


def test_several_machines_need_names(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="この機械の名前"):
        machine_of(Office(state=str(tmp_path), database=NEAR))
    assert machine_of(Office(state=str(tmp_path), database=NEAR, machine="gpu-1")) == "gpu-1"


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        (NEAR, True),
        ("postgresql://minutes@192.168.1.5/minutes", True),
        ("postgresql://minutes@db.internal/minutes?sslmode=require", True),
        ("postgresql://minutes@db.example.com/minutes?sslmode=verify-full", True),
        ("postgresql://minutes@db.example.com/minutes?sslmode=require", False),
        ("postgresql://minutes@8.8.8.8/minutes", False),
    ],
)
def test_what_meetings_there_are_stays_in_the_house(tmp_path: Path, url: str, allowed: bool) -> None:
    office = Office(state=str(tmp_path), database=url, machine="gpu-1")
    if allowed:
        assert database_url(office) == url
    else:
        with pytest.raises(BadConfiguration, match="庁内のアドレスではありません"):
            database_url(office)


def test_only_the_way_to_the_database_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[egress.Destination] = []
    monkeypatch.setattr(database.egress, "allow", lambda *ways: opened.extend(ways))
    open_way(Office(state=str(tmp_path)))
    assert opened == []
    open_way(Office(state=str(tmp_path), database="postgresql://minutes@db/minutes", machine="gpu-1"))
    assert opened == [egress.Destination("db", 5432, near=True)]


def test_a_database_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.egress, "allow", lambda *ways: None)
    url = "postgresql://minutes@127.0.0.1:9/minutes?connect_timeout=1"
    with pytest.raises(ServiceMissing, match="台帳"):
        open_ledger(Office(state=str(tmp_path), database=url, machine="gpu-1"))


@pytest.mark.parametrize(
    "office",
    [
        {"database": "postgresql://minutes:himitsu@db/minutes"},
        {"database": "mysql://db/minutes"},
        {"database": "postgresql://db"},
        {"machine": "窓口 1"},
        {"jobs": "0"},
    ],
)
def test_settings_that_are_refused(office: dict[str, str], tmp_path: Path) -> None:
    (file := tmp_path / "minutes.toml").write_text("")
    with pytest.raises(BadConfiguration) as caught:
        load_settings(file, {}, {"office": office})
    assert "himitsu" not in str(caught.value)
