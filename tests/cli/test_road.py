"""The command line over a finished transcript: no model is needed, everything else is real."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from minutes.cli.main import call

MEETING = """title = "決定会議"
date = 2025-08-06
confidentiality = 2
agenda = ["生成AIの全庁導入について"]
[[attendees]]
role = "市長公室長"
chair = true
[[attendees]]
role = "DX推進課長"
[[attendees]]
role = "総務法制課長"
"""
TALK = """市長公室長：ただいまから、決定会議を開会いたします。
市長公室長：議題1、生成AIの全庁導入について、DX推進課長、説明をお願いします。
DX推進課長：えー、生成AIの利用を全ての課に広げたいと考えております。
市長公室長：総務法制課長、お願いします。
総務法制課長：どのような体制で確認するのか、伺います。
DX推進課長：各課に確認の担当者を置きます。
市長公室長：本件は原案のとおり承認することとしてよろしいでしょうか。
総務法制課長：異議なし。
市長公室長：異議なしと認めます。よって、原案のとおり承認することに決定いたしました。
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    places = {"talk": tmp_path / "会議.txt", "meeting": tmp_path / "会議.toml", "out": tmp_path / "議事録.docx"}
    places["talk"].write_text(TALK, encoding="utf-8")
    places["meeting"].write_text(MEETING, encoding="utf-8")
    return places


def _run(files: dict[str, Path], *more: str) -> int:
    return call(["run", str(files["talk"]), "--meeting", str(files["meeting"]), "-o", str(files["out"]), *more])


def _texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_the_document_has_questions_answers_and_result_under_their_roles(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(files) == 0
    assert capsys.readouterr().out == f"{files['out']}\n"
    texts = _texts(files["out"])
    assert "○（総務法制課長）どのような体制で確認するのか、伺う。" in texts
    assert "→（DX推進課長）各課に確認の担当者を置く。" in texts
    assert "○原案のとおり承認する。" in texts
    assert any("■市長公室長" in text for text in texts)
    assert not any("えー" in text for text in texts)
    assert files["talk"].read_text("utf-8") == TALK


def test_json_is_one_object_and_alone_on_stdout(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(files, "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["document"] == str(files["out"])
    assert summary["items"] == ["生成AIの全庁導入について"]
    assert summary["utterances_without_name"] == 0


def test_going_on_from_edited_utterances(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(files) == 0
    work = files["out"].with_suffix(".work")
    utterances = json.loads((work / "utterances.json").read_text("utf-8"))
    for utterance in utterances:
        utterance["text"] = utterance["text"].replace("担当者を置きます", "責任者を置きます")
    (work / "utterances.json").write_text(json.dumps(utterances, ensure_ascii=False), encoding="utf-8")
    assert call(["structure", str(work)]) == 0
    assert call(["render", str(work), "-o", str(files["out"])]) == 0
    assert "→（DX推進課長）各課に確認の責任者を置く。" in _texts(files["out"])
    assert capsys.readouterr().out.splitlines()[-1] == str(files["out"])


def test_another_form_over_the_same_work(files: dict[str, Path], tmp_path: Path) -> None:
    assert _run(files) == 0
    other = tmp_path / "逐語.docx"
    assert call(["render", str(files["out"].with_suffix(".work")), "--form", "chikugo", "-o", str(other)]) == 0
    assert any("えー、生成AIの利用を" in text for text in _texts(other))


def test_a_document_the_clerk_has_edited_survives_the_next_run(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(files) == 0
    edited = docx.Document(str(files["out"]))
    edited.add_paragraph("職員が書き足した行")
    edited.save(str(files["out"]))
    files["meeting"].write_text(MEETING.replace("決定会議", "調整会議"), encoding="utf-8")
    assert _run(files) == 0
    assert "前の版1" in capsys.readouterr().err
    assert "職員が書き足した行" in _texts(files["out"].with_name("議事録（前の版1）.docx"))
    assert "職員が書き足した行" not in _texts(files["out"])


def test_a_dictionary_row_that_cannot_be_used_is_told_and_the_rest_used(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = tmp_path / "用語.csv"
    terms.write_text("用語,よみ,誤変換,分類,備考\n責任者,せきにんしゃ,担当者,,\n,よみだけ,,,\n", encoding="utf-8")
    assert _run(files, "--dictionary", str(terms)) == 0
    assert "用語.csv の3行目" in capsys.readouterr().err
    corrections = json.loads((files["out"].with_suffix(".work") / "corrections.json").read_text(encoding="utf-8"))
    assert [(one["before"], one["after"]) for one in corrections] == [("担当者", "責任者")]


def test_several_transcripts_are_not_one_meeting(files: dict[str, Path]) -> None:
    assert call(["run", str(files["talk"]), str(files["talk"])]) == 2


_ENDPOINT = '[llm.endpoints.office]\nbase_url = "{url}"\nmodel = "m"\nlocation = "{location}"\n'


def test_an_llm_that_is_not_there_costs_nothing(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "minutes.toml"
    settings.write_text(_ENDPOINT.format(url="http://127.0.0.1:9/v1", location="local"), encoding="utf-8")
    assert _run(files, "--config", str(settings), "--llm", "office") == 0
    assert "LLM による整理ができなかった所は、発言を抜き出して整理しました" in capsys.readouterr().err
    assert files["out"].is_file()


def test_an_llm_that_nobody_configured_is_told(files: dict[str, Path]) -> None:
    assert _run(files, "--llm", "office") == 78
    assert not files["out"].exists()


def test_a_meeting_without_a_level_goes_nowhere_else(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "minutes.toml"
    settings.write_text(_ENDPOINT.format(url="https://llm.example.jp/v1", location="cloud"), encoding="utf-8")
    files["meeting"].write_text(MEETING.replace("confidentiality = 2\n", ""), encoding="utf-8")
    assert _run(files, "--config", str(settings), "--llm", "office") == 77
    assert "level-3/cloud/never" in capsys.readouterr().err
    assert not files["out"].exists()
