"""`minutes doctor` as a command: its table, its JSON, its exit codes."""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path

import pytest
from rich.cells import cell_len

from minutes.cli.doctor import show
from minutes.cli.main import call
from minutes.doctor import examine as module
from minutes.doctor.engineprobe import EngineReport
from minutes.doctor.finding import Finding, bad, good, warning

REPORT = EngineReport(torch="2.10.0", ctranslate2="4.8", cublas=True, telemetry=False)


@pytest.fixture(autouse=True)
def libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The libraries answer at once; the rest of the machine is as it is, in a folder without a configuration."""
    ask = module.check_libraries
    monkeypatch.setattr(module, "check_libraries", lambda device, needed: ask(device, needed, lambda: REPORT))
    monkeypatch.setattr(module, "check_memory", lambda needed, memory: good("メモリー", "十分"))
    monkeypatch.setattr(module, "check_disk", lambda name, place: good(name, "十分"))
    monkeypatch.chdir(tmp_path)

    def refuse(*given: object) -> None:
        raise AssertionError("somebody asked the network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_machine_in_order_ends_in_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("○") >= 8
    assert "×" not in shown
    assert shown.rstrip().endswith("使えます。")


def test_what_is_missing_ends_in_69(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "check_ffmpeg", lambda: bad("ffmpeg", "ありません", "入れてください。"))
    assert call(["doctor", "--json"]) == 69
    told = json.loads(capsys.readouterr().out)
    assert told["good"] is False
    assert {"name": "ffmpeg", "state": "bad", "what": "ありません", "advice": "入れてください。"} in told["findings"]


def test_a_wrong_configuration_ends_in_78(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "minutes.toml").write_text("[asr]\nmodle = 1\n")
    assert call(["doctor"]) == 78
    assert "×" in capsys.readouterr().out
    assert call(["doctor", "--config", str(tmp_path / "none.toml")]) == 78


def test_a_check_that_breaks_is_a_finding_and_stops_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Finding:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(module, "check_ffmpeg", broken)
    assert call(["doctor", "--json"]) == 69
    findings = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert "ZeroDivisionError: inside" in findings["ffmpeg"]["what"]
    assert findings["外部への利用報告"]["state"] == "good"


def test_advice_follows_the_table_and_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = io.StringIO()
    show([good("メモリー", "十分"), warning("GPU", "見" * 60, "直" * 60)], "使えます。", out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("○ メモリー 十分")
    assert "すること" in lines
    assert lines.index("すること") < next(number for number, line in enumerate(lines) if "GPU：直" in line)
    assert max(map(cell_len, lines)) <= 80
