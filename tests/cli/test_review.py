"""`minutes review` before it serves: where it listens, what it shows, and the password it never keeps."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from minutes.cli.main import call
from minutes.cli.review import review_command
from minutes.review import passwords


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["review", str(tmp_path / "ない"), "--no-browser"]) == 66
    assert "フォルダーが見つかりません" in capsys.readouterr().err


def test_no_open_door_without_a_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["review", str(tmp_path), "--host", "0.0.0.0", "--no-browser"]) == 77
    assert "--set-password" in capsys.readouterr().err


def test_a_password_written_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "minutes.toml"
    config.write_text('[review]\npassword = "himitsu"\n', "utf-8")
    assert call(["review", str(tmp_path), "--config", str(config), "--no-browser"]) == 78
    told = capsys.readouterr().err
    assert "himitsu" not in told and "--set-password" in told


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert call(["review", str(tmp_path), "--port", str(port), "--no-browser"]) == 75
    assert "--port" in capsys.readouterr().err


def test_a_password_is_shown_as_what_it_leads_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_COST", 1 << 4)
    given = "議会事務局の合言葉は長い"
    result = CliRunner().invoke(review_command, ["--set-password"], input=f"{given}\n{given}\n")
    kept = result.stdout.split('password = "')[1].split('"')[0]
    assert given not in result.output and passwords.is_right(given, kept)
    assert CliRunner().invoke(review_command, ["--set-password"], input="short\nshort\n").exception
