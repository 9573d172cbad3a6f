"""An office's minutes made a template: fields beside the labels they have, the old meeting out, and all of it told."""

from pathlib import Path

import pytest
from docx import Document

from minutes.errors import BadConfiguration, WrongUsage
from minutes.render.formplaces import forms_by_name, own_folder
from minutes.render.forms import load_form
from minutes.render.template.adopt import Adopted, adopt
from minutes.render.template.check import check_template
from minutes.render.template.labels import labelled, plain
from minutes.resources import shipped
from tests.render.sample import made

CHOIGI = shipped("configs", "forms", "choigi.toml")
KESSAI = shipped("configs", "forms", "kessai.toml")


def office(place: Path) -> Path:
    old = Document()
    old.add_paragraph("令和６年度第３回企画調整会議　議事録")
    table = old.add_table(rows=6, cols=2)
    rows = (
        ("日　　時", "令和６年11月５日（火）午前10時～"),
        ("２　場　所：", "第２会議室"),
        ("（議題）", "予算について\nその他"),
        ("出席委員", "山田課長、鈴木係長"),
        ("記録者", "田中"),
        ("会議の概要", "課長：質問があった。"),
    )
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(number, column).text = text
    table.cell(5, 1).add_paragraph("係長：令和６年12月に再度協議する。")
    old.add_paragraph("○担　当　課\t企画課")
    old.add_paragraph("以上")
    old.add_paragraph("次回は令和６年12月３日")
    old.sections[0].footer.paragraphs[0].text = "企画課"
    old.save(str(place))
    return place


@pytest.fixture
def adopted(tmp_path) -> Adopted:
    return adopt("kikaku", CHOIGI, office(tmp_path / "前回.docx"), tmp_path / "forms", replace=False)


def test_fields_stand_beside_their_labels(adopted):
    template = Document(str(adopted.template))
    rows = {row.cells[0].text: row.cells[1].text for row in template.tables[0].rows}
    assert template.paragraphs[0].text == "{{ 題名 }}"
    assert rows["日　　時"] == "{{ 開催日時 }}"
    assert rows["２　場　所："] == "{{ 開催場所 }}"
    assert rows["（議題）"] == "{{ 案件名 }}", "no line break of the old value is left"
    assert rows["出席委員"] == "{{ 出席者一覧 }}"
    assert rows["会議の概要"].startswith("{% for 案件 in 議題 %}\n{{ 案件.番号 }}")
    assert "質問があった" not in rows["会議の概要"]
    assert "○担　当　課\t{{ 担当課 }}" in [one.text for one in template.paragraphs]
    assert template.sections[0].footer.paragraphs[0].text == "企画課"


def test_it_is_told_what_was_done_and_what_is_left(adopted):
    steps = "\n".join(adopted.steps)
    assert "本文の1番目の表、1行目・2列目の1番目の段落：「日時」の右に {{ 開催日時 }} を入れました" in steps
    assert "前の会議の本文2段落は外しました" in steps
    left = "\n".join(adopted.left)
    assert "「次回は令和６年12月３日」" in left and "「記録者」の右の「田中」" in left


def test_the_old_file_is_as_it_was(tmp_path, adopted):
    assert Document(str(tmp_path / "前回.docx")).tables[0].cell(1, 1).text == "第２会議室"


def test_the_new_form_prints_minutes(tmp_path, adopted):
    assert check_template(adopted.template).fatal == ()
    form = load_form(adopted.form)
    read = made(tmp_path, form=form)
    assert form.leads == load_form("choigi").leads
    assert ["２　場　所：", "第3委員会室"] in read.tables[0]
    assert "→（DX推進課長）外部に情報を送信しない構成を考えている。" in read.tables[0][-1][1]


def test_without_a_document_the_template_of_the_other_form_is_copied(tmp_path):
    copied = adopt("uchi", KESSAI, None, tmp_path, replace=False)
    assert check_template(copied.template).findings == ()
    assert load_form(copied.form).template == str(copied.template)


def test_a_form_without_a_template_needs_a_document(tmp_path):
    with pytest.raises(BadConfiguration, match="ひな形がありません"):
        adopt("uchi", CHOIGI, None, tmp_path, replace=False)


def test_a_form_is_not_overwritten(tmp_path):
    adopt("uchi", KESSAI, None, tmp_path, replace=False)
    with pytest.raises(WrongUsage, match="同じ名前"):
        adopt("uchi", KESSAI, None, tmp_path, replace=False)
    adopt("uchi", KESSAI, None, tmp_path, replace=True)


@pytest.mark.parametrize("name", ["", "../uchi", "a/b", "a.toml", "x" * 41])
def test_a_name_that_is_none(tmp_path, name):
    with pytest.raises(WrongUsage):
        adopt(name, KESSAI, None, tmp_path, replace=False)


def test_a_document_without_any_label_gets_the_loop_at_its_end(tmp_path):
    Document().save(str(tmp_path / "x.docx"))
    bare = Document(str(tmp_path / "x.docx"))
    bare.add_paragraph("おしらせ")
    bare.save(str(tmp_path / "x.docx"))
    made_of = adopt("uchi", CHOIGI, tmp_path / "x.docx", tmp_path / "forms", replace=False)
    assert Document(str(made_of.template)).paragraphs[1].text == "{% for 案件 in 議題 %}"
    assert "文書の終わりに" in made_of.steps[-1]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("○開催日　：", "開催日"),
        ("１．日　　時", "日時"),
        ("（１）出席者：", "出席者"),
        ("【会議の概要】", "会議の概要"),
        ("一　場所", "場所"),
    ],
)
def test_labels_as_offices_write_them(text, label):
    assert plain(text) == label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("日　時：令和7年8月6日", ("日時", 4)),
        ("○開催場所　　第1会議室", ("開催場所", 7)),
        ("1 出席者\t山田", ("出席者", 6)),
        ("日時が変わった。", None),
        ("議題について話した。", None),
        ("会議名は未定", None),
    ],
)
def test_a_label_and_its_value(text, found):
    assert labelled(text) == found


def test_where_forms_are_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("MINUTES_FORMS", str(tmp_path))
    assert own_folder() == tmp_path
    adopt("uchi", KESSAI, None, own_folder(), replace=False)
    assert forms_by_name()["uchi"] == tmp_path / "uchi.toml"
    assert forms_by_name()["choigi"] == CHOIGI
    assert load_form("uchi").description.startswith("uchi")
