"""`minutes confirm`: what a clerk types when the minutes are right."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import docx
import pytest

from minutes.cli.main import call
from minutes.files import file_hash
from minutes.revision.attention import attend
from minutes.workfolder import WorkFolder
from tests.cli.test_road import MEETING, TALK

BY = "総務課長・山田太郎"


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Path]:
    """A draft as `minutes run` leaves it."""
    places = {
        "talk": tmp_path / "会議.txt",
        "meeting": tmp_path / "会議.toml",
        "out": tmp_path / "議事録.docx",
        "work": tmp_path / "議事録.work",
    }
    places["talk"].write_text(TALK, encoding="utf-8")
    places["meeting"].write_text(MEETING, encoding="utf-8")
    assert _run(places) == 0
    capsys.readouterr()
    return places


def _run(made: dict[str, Path], *more: str) -> int:
    return call(
        ["run", str(made["talk"]), "--meeting", str(made["meeting"]), "-o", str(made["out"]), "--no-llm", *more]
    )


def _confirm(made: dict[str, Path], *more: str) -> int:
    return call(["confirm", str(made["work"]), "--by", BY, *more])


def _artefact(made: dict[str, Path], name: str) -> Any:
    return json.loads((made["work"] / name).read_text("utf-8"))


def _texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def _rewrite(made: dict[str, Path], before: str, after: str) -> None:
    place = made["work"] / "utterances.json"
    place.write_text(place.read_text("utf-8").replace(before, after), encoding="utf-8")


def test_the_final_document_and_who_vouches(made: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert _texts(made["out"])[0] == "決定会議　会議録（案）"
    assert _confirm(made, "-o", str(made["out"])) == 0
    told = capsys.readouterr()
    assert told.out == f"{made['out']}\n"
    assert f"{BY}の確認を記録しました。" in told.err and "【要確認】" in told.err
    texts = _texts(made["out"])
    assert texts[0] == "決定会議　会議録"
    assert any(text.startswith(f"{BY}が令和") for text in texts)
    assert _artefact(made, "provenance.json")["confirmation"]["by"] == BY
    assert _artefact(made, "minutes.json")["provenance"] == _artefact(made, "provenance.json")
    assert not list(made["out"].parent.glob("*前の版*"))


def test_without_a_place_it_lies_in_the_work_folder(made: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert _confirm(made) == 0
    assert capsys.readouterr().out == f"{made['work'] / 'minutes.docx'}\n"
    assert _texts(made["work"] / "minutes.docx")[0] == "決定会議　会議録"
    assert _texts(made["out"])[0] == "決定会議　会議録（案）"


def test_open_marks_refuse_nothing_and_are_counted(made: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    _rewrite(made, '"no_times"', '"no_times", "low_confidence"')
    assert call(["structure", str(made["work"])]) == 0
    capsys.readouterr()
    assert _confirm(made, "--json") == 0
    told = capsys.readouterr()
    summary = json.loads(told.out)
    marks = sum(text.count("【要確認】") for text in _texts(made["work"] / "minutes.docx") if "（【" not in text)
    assert summary["to_check"] == marks > 0
    assert f"【要確認】が{marks}か所残っています" in told.err
    assert summary["confirmation"]["by"] == BY


def test_what_putting_right_cost_is_told_where_it_is_known(
    made: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _confirm(made, "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["effort"] is None
    assert "確認にかけた時間" not in told.err
    for minute in range(3):
        attend(WorkFolder(made["work"]), dt.datetime(2026, 4, 1, 9, minute, tzinfo=dt.UTC))
    assert _confirm(made, "--json") == 0
    told = capsys.readouterr()
    assert "修正 0件（1,000字あたり 0.0件）、確認にかけた時間 約3分。" in told.err
    assert json.loads(told.out)["effort"] == _artefact(made, "effort.json")


def test_the_same_run_again_keeps_the_confirmation(made: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert _confirm(made) == 0
    capsys.readouterr()
    assert _run(made, "--json") == 0
    told = capsys.readouterr()
    assert "議事の整理" in json.loads(told.out)["stages_kept"]
    assert "取り消" not in told.err
    assert _texts(made["out"])[0] == "決定会議　会議録"
    assert call(["structure", str(made["work"])]) == 0
    assert _artefact(made, "minutes.json")["provenance"]["confirmation"]["by"] == BY


@pytest.mark.parametrize("way", ["structure", "run"])
def test_other_words_are_a_draft_again(made: dict[str, Path], way: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _confirm(made) == 0
    capsys.readouterr()
    if way == "structure":
        _rewrite(made, "担当者を置きます", "責任者を置きます")
        assert call(["structure", str(made["work"])]) == 0
        assert call(["render", str(made["work"]), "-o", str(made["out"])]) == 0
    else:
        made["talk"].write_text(TALK.replace("担当者を置きます", "責任者を置きます"), encoding="utf-8")
        assert _run(made) == 0
    assert f"{BY}の確認は取り消されました" in capsys.readouterr().err
    assert _artefact(made, "provenance.json")["confirmation"] is None
    assert _texts(made["out"])[0] == "決定会議　会議録（案）"


def test_the_form_of_the_run_is_that_of_the_final_document(made: dict[str, Path]) -> None:
    assert _run(made, "--form", "chikugo") == 0
    assert _confirm(made, "-o", str(made["out"])) == 0
    assert _texts(made["out"])[0] == "決定会議　逐語記録"


def test_a_document_a_clerk_has_worked_on_is_confirmed_untouched(
    made: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edited = docx.Document(str(made["out"]))
    edited.add_paragraph("職員が書き足した行【要確認】")
    edited.save(str(made["out"]))
    before, draft = file_hash(made["out"]), file_hash(made["work"] / "minutes.docx")
    marks = sum(text.count("【要確認】") for text in _texts(made["out"]) if "（【" not in text)
    assert _confirm(made, "--document", str(made["out"])) == 0
    told = capsys.readouterr()
    assert told.out == f"{made['out']}\n"
    assert f"【要確認】が{marks}か所残っています" in told.err and "題の（案）" in told.err
    assert file_hash(made["out"]) == before
    assert file_hash(made["work"] / "minutes.docx") == draft
    assert _artefact(made, "provenance.json")["confirmation"]["document"] == before
    assert call(["render", str(made["work"])]) == 0
    assert any("これとは別のファイルである" in text for text in _texts(made["work"] / "minutes.docx"))


def test_what_a_clerk_wrote_is_kept_when_the_final_document_takes_its_place(
    made: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edited = docx.Document(str(made["out"]))
    edited.add_paragraph("職員が書き足した行")
    edited.save(str(made["out"]))
    assert _confirm(made, "-o", str(made["out"])) == 0
    assert "--document" in capsys.readouterr().err
    assert "職員が書き足した行" in _texts(made["out"].with_name("議事録（前の版1）.docx"))


def test_a_file_that_is_no_word_document_can_be_confirmed(
    made: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = tmp_path / "議事録.pdf"
    signed.write_bytes(b"%PDF-1.7 ...")
    assert _confirm(made, "--document", str(signed), "--json") == 0
    assert json.loads(capsys.readouterr().out)["to_check"] is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["WORK"], 2),
        (["WORK", "--by", " 　"], 2),
        (["WORK", "--by", BY, "--document", "OUT", "-o", "OUT"], 2),
        (["WORK", "--by", BY, "--document", "NONE"], 66),
        (["WORK", "--by", BY, "--document", "WORK"], 66),
        (["WORK", "--by", BY, "--form", "知らない様式"], 78),
        (["NONE", "--by", BY], 66),
        (["EMPTY", "--by", BY], 66),
    ],
)
def test_what_cannot_be_confirmed_changes_nothing(
    made: dict[str, Path], tmp_path: Path, given: list[str], code: int
) -> None:
    (tmp_path / "空.work").mkdir()
    places = {"WORK": made["work"], "OUT": made["out"], "NONE": tmp_path / "ない", "EMPTY": tmp_path / "空.work"}
    assert call(["confirm", *(str(places.get(one, one)) for one in given)]) == code
    assert _artefact(made, "provenance.json")["confirmation"] is None
    assert _texts(made["work"] / "minutes.docx")[0] == "決定会議　会議録（案）"


def test_a_hostile_name_is_cleaned(made: dict[str, Path]) -> None:
    assert call(["confirm", str(made["work"]), "--by", "課長\u202e</w:t>\n\x07・{by}%s"]) == 0
    assert any(text.startswith("課長</w:t> ・{by}%sが令和") for text in _texts(made["work"] / "minutes.docx"))


def test_a_draft_without_its_aids_is_still_a_draft(made: dict[str, Path]) -> None:
    clean = made["out"].with_name("回覧用.docx")
    assert call(["render", str(made["work"]), "--final", "-o", str(clean)]) == 0
    texts = _texts(clean)
    assert texts[0].endswith("（案）")
    assert "確かめること" in _texts(made["out"]) and "確かめること" not in texts
    assert not list(docx.Document(str(clean)).comments)
