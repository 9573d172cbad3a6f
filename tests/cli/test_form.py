"""`minutes form`: list, new from an office's document, check."""

import json

import pytest

from minutes.cli.main import call
from tests.render.template.test_adopt import office
from tests.render.template.words import WHOLE, template


@pytest.fixture(autouse=True)
def forms(tmp_path, monkeypatch):
    monkeypatch.setenv("MINUTES_FORMS", str(tmp_path / "forms"))
    return tmp_path / "forms"


def test_new_is_told_and_listed_and_checked(tmp_path, forms, capsys):
    assert call(["form", "new", "kikaku", "--from", str(office(tmp_path / "前回.docx"))]) == 0
    told = capsys.readouterr()
    assert "【入れた項目】" in told.err and "「日時」の右に" in told.err
    assert "「次回は令和６年12月３日」" in told.err
    assert told.out == f"設定：{forms / 'kikaku.toml'}\nひな形：{forms / 'kikaku.docx'}\n"
    assert call(["form", "list", "--json"]) == 0
    listed = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert listed["kikaku"]["template"] == str(forms / "kikaku.docx") and listed["choigi"]["template"] is None
    assert call(["form", "check", "kikaku"]) == 0


def test_check_names_every_mistake_with_its_place(tmp_path, capsys):
    place = template(tmp_path, "{{ 会議めい }}", rows=(("場所", "{{ 場所 }}"),))
    assert call(["form", "check", str(place)]) == 78
    told = capsys.readouterr()
    assert "誤り　本文の1番目の段落：「会議めい」という項目はありません" in told.out
    assert "誤り　本文の1番目の表、1行目・2列目の1番目の段落：「場所」" in told.out
    assert "注意　開催日の項目" in told.out
    assert "直すところが2か所あります" in told.err and "Traceback" not in told.err


def test_check_as_json(tmp_path, capsys):
    assert call(["form", "check", str(template(tmp_path, *WHOLE)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["check", "nai"], 78), (["check", "nai.docx"], 66), (["check", "nai.toml"], 66), (["new", "a/b"], 2)],
)
def test_what_cannot_be(arguments, code, capsys):
    assert call(["form", *arguments]) == code
    assert "エラー：" in capsys.readouterr().err


def test_a_broken_form_does_not_hide_the_others(forms, capsys):
    forms.mkdir()
    (forms / "ng.toml").write_text("layout = 3", "utf-8")
    assert call(["form", "list"]) == 0
    told = capsys.readouterr().out
    assert "ng　使えません：" in told and "choigi" in told
