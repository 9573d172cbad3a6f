"""`--also`, from the recording's place to the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minutes.cli.main import call
from minutes.cli.options import Kinds
from minutes.render.beside.formats import FORMATS

TALK = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v 市長公室長>ただいまから決定会議を開会いたします。

00:00:05.000 --> 00:00:09.000
<v DX推進課長>生成AIの利用を全ての課に広げたいと考えております。
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    place = tmp_path / "会議.vtt"
    place.write_text(TALK, encoding="utf-8")
    return place


def test_the_option_knows_every_format() -> None:
    assert set(Kinds.known) == set(FORMATS)


def test_a_run_makes_them_and_tells_their_places(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", str(talk), "--also", "html, .MD", "--also", "vtt、html"]) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert names == ["会議.docx", "会議.html", "会議.md", "会議_議事録.vtt"]
    assert all(talk.with_name(name).is_file() for name in names)
    assert talk.read_text("utf-8") == TALK
    assert "生成AIの利用を" in talk.with_name("会議_議事録.vtt").read_text("utf-8")


def test_the_summary_names_them(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", str(talk), "--also", "srt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["also"] == {"srt": str(talk.with_suffix(".srt"))}


def test_rendering_again_makes_them_in_another_form(
    talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["run", str(talk)]) == 0
    other = tmp_path / "逐語.docx"
    assert call(["render", str(tmp_path / "会議.work"), "--form", "chikugo", "-o", str(other), "--also", "md"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [str(other), str(other.with_suffix(".md"))]
    assert "逐語記録" in other.with_suffix(".md").read_text("utf-8")


def test_a_kind_nobody_knows_is_refused_before_work_begins(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", str(talk), "--also", "pdf"]) == 2
    assert "「pdf」は作れません" in capsys.readouterr().err
    assert not talk.with_suffix(".docx").exists()


def test_the_confirmed_minutes_have_them_without_a_draft_s_mark(talk: Path, tmp_path: Path) -> None:
    assert call(["run", str(talk), "--also", "md"]) == 0
    page = tmp_path / "会議.md"
    assert "（案）" in page.read_text("utf-8")
    work, output = str(tmp_path / "会議.work"), str(tmp_path / "会議.docx")
    assert call(["confirm", work, "--by", "総務課長・山田太郎", "-o", output, "--also", "md,json"]) == 0
    assert "（案）" not in page.read_text("utf-8")
    assert not json.loads(page.with_suffix(".json").read_text("utf-8"))["draft"]
    assert call(["confirm", work, "--by", "総務課長・山田太郎", "--document", output, "--also", "md"]) == 2
