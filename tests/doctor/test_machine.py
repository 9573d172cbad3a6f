"""Python, memory, disks, ffmpeg, packages and fonts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from minutes.audio import abilities as abilities_module
from minutes.audio.abilities import NEEDED_DECODERS, NEEDED_FILTERS, Abilities, abilities
from minutes.doctor import machine, programs
from minutes.doctor.fonts import check_fonts
from minutes.doctor.machine import GB_PER_HOUR, check_disk, check_memory, check_python, memory_gb
from minutes.doctor.programs import check_ffmpeg, check_packages
from minutes.errors import ServiceMissing


def test_python_is_one_the_lock_is_made_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.sys, "platform", "linux")
    assert [check_python(version).state for version in ((3, 10), (3, 11), (3, 13), (3, 14))] == [
        "bad",
        "good",
        "good",
        "bad",
    ]
    monkeypatch.setattr(machine.sys, "platform", "win32")
    assert check_python((3, 12)).state == "warning"


@pytest.mark.parametrize(
    ("memory", "state"), [((16.0, 12.0), "good"), ((16.0, 4.0), "warning"), ((4.0, 4.0), "bad"), (None, "warning")]
)
def test_memory_is_held_against_what_the_models_need(memory: tuple[float, float] | None, state: str) -> None:
    finding = check_memory(6.5, memory)
    assert finding.state == state
    assert "8.0 GB" in finding.what


def test_memory_is_read_as_linux_tells_it(tmp_path: Path) -> None:
    table = tmp_path / "meminfo"
    table.write_text("MemTotal:       16000000 kB\nMemFree: 1 kB\nMemAvailable:    8000000 kB\n")
    assert memory_gb(table) == pytest.approx((16.384, 8.192))
    table.write_text("something else")
    assert memory_gb(table) is None
    assert memory_gb(tmp_path / "none") is None


@pytest.mark.parametrize(("hours", "state"), [(100.4, "good"), (5.0, "warning"), (0.5, "bad")])
def test_room_is_told_in_hours_of_recordings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: float, state: str
) -> None:
    free = hours * GB_PER_HOUR * 1e9
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: type("Usage", (), {"free": free})())
    finding = check_disk("空き", tmp_path / "not" / "made" / "yet")
    assert finding.state == state
    assert f"{hours:,.0f} 時間分" in finding.what
    assert str(tmp_path) in finding.what


def test_a_place_nobody_may_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.os, "access", lambda place, mode: False)
    assert check_disk("空き", tmp_path).state == "bad"


def test_the_ffmpeg_of_this_machine_can_what_we_need() -> None:
    found = abilities()
    assert found.missing == ()
    assert found.version != "?"
    assert check_ffmpeg().state == "good"


def test_a_decoder_that_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {
        "-version": "ffmpeg version 7.0-lean Copyright",
        "-decoders": "".join(f" A....D {name} text\n" for name in NEEDED_DECODERS if name != "wmav2"),
        "-filters": "".join(f" .. {name} A->A text\n" for name in NEEDED_FILTERS if name != "alimiter"),
    }
    monkeypatch.setattr(abilities_module, "_said", lambda path, question: tables[question])
    finding = check_ffmpeg()
    assert finding.state == "warning"
    assert "7.0-lean" in finding.what
    assert "wmav2、alimiter" in finding.what


@pytest.mark.parametrize(
    "failure",
    [ServiceMissing("ffmpeg が見つかりません"), OSError(8, "Exec format error"), subprocess.TimeoutExpired("f", 1)],
)
def test_an_ffmpeg_that_is_not_there_or_does_not_run(monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail() -> Abilities:
        raise failure

    monkeypatch.setattr(programs, "abilities", fail)
    assert check_ffmpeg().state == "bad"


def test_packages_are_held_against_the_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"torch": "2.10.0+cu128", "av": "18.0.0"}
    monkeypatch.setattr(programs, "_version", there.get)
    assert check_packages(["torch==2.10.0"]).state == "good"
    other = check_packages(["torch==2.10.0", "av == 18.1.0", 'pytest==9 ; extra == "dev"', "click>=8"])
    assert (other.state, "av 18.0.0（18.1.0 が必要）" in other.what) == ("warning", True)
    missing = check_packages(["openai==1.0"])
    assert (missing.state, "openai なし" in missing.what) == ("bad", True)


@pytest.mark.parametrize(
    ("files", "state", "word"),
    [
        (("msmincho.ttc", "YuMinchoRegular.ttf"), "good", "ＭＳ 明朝、游明朝"),
        (("opentype/noto/NotoSerifCJK-Regular.ttc",), "good", "Noto Serif CJK"),
        (("DejaVuSans.ttf", "msmincho.txt"), "warning", "□"),
        ((), "warning", "□"),
    ],
)
def test_fonts_are_known_by_their_files(tmp_path: Path, files: tuple[str, ...], state: str, word: str) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    finding = check_fonts([tmp_path, tmp_path / "none"])
    assert finding.state == state
    assert word in finding.what
