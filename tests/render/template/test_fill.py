"""A template filled in: its look stays, what a draft needs is there, and what people said is only ever text."""

import datetime as dt
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from minutes.confirmation import confirmed
from minutes.domain import AgendaItem, Attendee, Unreflected
from minutes.errors import BadConfiguration
from minutes.render.forms import load_form
from minutes.render.template.content import _FIELDS
from minutes.render.template.fields import FIELDS, LOOP, Field
from tests.render.sample import coverage, made, meeting, minutes, said, utterance, utterances
from tests.render.template.words import WHOLE, document, form_of, template

HOSTILE = "制御\x00\x0b\ufdd0</w:t><w:p/>&amp;{{ 7*7 }}{% for %}\ufdd01\ufdd1\u202e{_{改行\r\n\tタブ\ufdd2%s👪"
CLEANED = "制御 </w:t><w:p/>&amp;{{ 7*7 }}{% for %}1{_{改行 タブ%s👪"


def test_every_field_is_filled_in_and_documented():
    assert [field.name for field in FIELDS] == list(_FIELDS) or {one.name for one in FIELDS} == set(_FIELDS)
    page = (Path(__file__).parents[3] / "docs" / "templates.ja.md").read_text("utf-8")

    def rows(fields: tuple[Field, ...], name: str = ""):
        for field in fields:
            yield f"| {name}`{field.name}`{'（くり返し）' if field.inner else ''} | {field.what} |"
            yield from rows(field.inner, f"{name}`{field.name}` の ")

    assert [row for row in rows((*FIELDS, LOOP)) if row not in page] == []


def test_paragraphs_and_values_in_order(tmp_path):
    read = made(tmp_path, form=form_of(tmp_path, template(tmp_path, *WHOLE)))
    body = read.texts[read.texts.index("決定会議　会議録（案）") :]
    assert body[:4] == [
        "決定会議　会議録（案）",
        "令和7年8月6日（水）　第3委員会室",
        "（庁議構成員）■市長公室長　□総務局長　（代）危機管理局長　■総務法制課長\n（担当課）■DX推進課長",
        "1　生成AIの全庁導入について",
    ]
    assert "→（総務法制課長）研修はどうするのか。" in body
    assert "対応：資料を作成する。（DX推進課長）" in body
    assert "結果：（結果に当たる発言が見つからない）【要確認】" in body


def test_the_rows_of_a_table_are_repeated_and_the_rest_of_it_stays(tmp_path):
    rows = (
        ("出欠", "役職"),
        ("{% for 人 in 名簿 %}", ""),
        ("{{ 人.出欠 }}", "{{ 人.役職 }}"),
        ("{% endfor %}", ""),
        ("計", "{{ 案 }}"),
    )
    read = made(tmp_path, form=form_of(tmp_path, template(tmp_path, *WHOLE, rows=rows)))
    assert read.tables[0][0] == ["出欠", "役職"] and read.tables[0][-1] == ["計", "（案）"]
    assert read.tables[0][1:-1] == [
        ["出席", "市長公室長"],
        ["欠席", "総務局長"],
        ["代理出席", "危機管理局長"],
        ["出席", "総務法制課長"],
        ["出席", "DX推進課長"],
    ]


def test_marks_carry_their_remark_and_the_type_of_the_template(tmp_path):
    made_by_office = document(*WHOLE[:6])
    run = made_by_office.add_paragraph().add_run(WHOLE[6])
    run.font.size, run.font.name = Pt(13), "HG正楷書体"
    run._r.rPr.rFonts.set(qn("w:eastAsia"), "HG正楷書体-PRO")
    for text in WHOLE[7:]:
        made_by_office.add_paragraph(text)
    made_by_office.save(str(tmp_path / "ours.docx"))
    read = made(tmp_path, form=form_of(tmp_path, tmp_path / "ours.docx"))
    assert [words for words, _ in read.remarked()] == ["【要確認】"] * 3
    assert "理由：質問か回答かの区別が確かではありません。" in read.remarked()[0][1]
    paragraph = read.paragraph("→（DX推進課長）年2回を予定している。")
    for run in paragraph.runs:
        assert run._r.rPr.rFonts.get(qn("w:eastAsia")) == "HG正楷書体-PRO" and run.font.size == Pt(13)
    assert paragraph.runs[1].style.name == "要確認"


def test_notices_come_first_and_the_lists_of_a_draft_last_on_a_page_of_their_own(tmp_path):
    unused = [Unreflected(utterance="u0003", text="体制を伺います。")]
    form = form_of(tmp_path, template(tmp_path, *WHOLE))
    read = made(tmp_path, form=form, covered=coverage(), unreflected=unused)
    assert read.texts[0] == form.labels.notice
    assert "確認が必要な箇所（【要確認】）が3か所ある。" in read.texts
    heading = read.paragraph("反映していない発言")
    assert heading.paragraph_format.page_break_before
    assert read.record["要確認"] == "3か所"


def test_what_the_template_prints_itself_is_not_put_there_twice(tmp_path):
    own = ("{{ 注意書き }}", "{% for 行 in 作成の記録 %}", "{{ 行.項目 }}＝{{ 行.内容 }}", "{% endfor %}")
    read = made(tmp_path, form=form_of(tmp_path, template(tmp_path, *own, *WHOLE)))
    assert sum("自動で作成した案" in text for text in read.texts) == 1
    assert "要確認＝3か所" in read.texts and "作成の記録" not in read.texts


def test_a_condition_prints_nothing(tmp_path):
    asked = ("{% if 注意書き %}", "見てください", "{% endif %}", "{% if 作成の記録 %}記録あり{% endif %}")
    read = made(tmp_path, form=form_of(tmp_path, template(tmp_path, *asked, *WHOLE)))
    assert {"見てください", "記録あり", "作成の記録"} <= set(read.texts)
    assert read.texts[0].startswith("この文書は、自動で作成した案である。")


def test_a_form_says_what_its_template_prints(tmp_path):
    form = form_of(tmp_path, template(tmp_path, *WHOLE[:8], *WHOLE[-1:]))
    assert [part.part for part in form.parts] == ["statements"]
    assert form.has("items") and form.prints_statements


def test_what_has_no_place_is_told_in_the_record(tmp_path):
    read = made(tmp_path, form=form_of(tmp_path, template(tmp_path, *WHOLE[:8], *WHOLE[-1:])))
    told = [row[1] for table in read.tables for row in table if row[0] == "不掲載"]
    assert "今後の対応1件は、この様式では本文に載せていない。" in told
    assert "結果1件は、ひな形に入れる所がないため、本文に載せていない。" in told


def test_final_minutes_have_no_draft_aids(tmp_path):
    final = confirmed(minutes(), "総務課長・山田太郎", dt.datetime(2025, 8, 8, tzinfo=dt.UTC))
    form = form_of(tmp_path, template(tmp_path, "{{ 題名 }}{{ 案 }}", *WHOLE[1:], "{{ 確認者 }}"))
    whole = "\n".join(made(tmp_path, final, form).texts)
    assert "（案）" not in whole and form.labels.notice not in whole
    assert "総務課長・山田太郎" in whole


def test_headers_and_text_outside_the_fields_stay(tmp_path):
    place = template(tmp_path, *WHOLE, header="様式第3号　{{ 会議名 }}{{ 案 }}")
    before = Document(str(place))
    read = made(tmp_path, form=form_of(tmp_path, place))
    section = read.document.sections[0]
    assert section.header.paragraphs[0].text == "様式第3号　決定会議（案）"
    assert section.page_width == before.sections[0].page_width
    kept = {style.style_id: ElementTree.tostring(style.element) for style in before.styles}
    now = {style.style_id: ElementTree.tostring(style.element) for style in read.document.styles}
    assert all(now[name] == look for name, look in kept.items())


def test_the_shipped_form_keeps_picture_stamps_and_page_numbers(tmp_path):
    read = made(tmp_path, form="kessai", covered=coverage())
    header, footer = read.document.sections[0].header, read.document.sections[0].footer
    assert [one.get("descr")[:2] for one in header._element.iter(qn("wp:docPr"))] == ["市章"]
    assert [code.text.strip() for code in footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert read.tables[0][0] == ["決裁", "課長", "係長", "担当"]
    assert ["会議の名称", "決定会議"] in read.tables[1]
    assert read.headings()[:2] == ["会議の概要", "（1）生成AIの全庁導入について"]


def test_utterances_can_be_printed_too(tmp_path):
    place = template(
        tmp_path,
        "{{ 題名 }}",
        "{% for 一 in 発言の記録 %}",
        "{{ 一.時刻 }} {{ 一.発言者 }}：{{ 一.本文 }}",
        "{% endfor %}",
    )
    form = form_of(tmp_path, place)
    read = made(tmp_path, form=form)
    assert not form.prints_statements
    assert [entry.block for entry in form.layout][:6] == [
        "title",
        "notices",
        "lines",
        "attendance",
        "verbatim",
        "unreflected",
    ]
    assert "00:00:40 DX推進課長：外部に情報を送信しない構成を考えております。" in "\n".join(read.texts)


def test_what_was_said_is_text_and_nothing_else(tmp_path):
    person = Attendee(role=HOSTILE, name=HOSTILE, group=HOSTILE)
    content = minutes(
        meeting=meeting(title=HOSTILE, venue=HOSTILE, department=HOSTILE, agenda=(HOSTILE,), attendees=(person,)),
        items=(
            AgendaItem(
                title=HOSTILE, statements=(said("question", HOSTILE, HOSTILE + "長" * 9_999, 1, flags=(HOSTILE,)),)
            ),
        ),
    )
    rows = (("{% for 人 in 名簿 %}", ""), ("{{ 人.役職 }}", "{{ 人.氏名|default('x') }}"), ("{% endfor %}", ""))
    place = template(tmp_path, *WHOLE, rows=rows, header="{{ 会議名 }}")
    read = made(tmp_path, content, form_of(tmp_path, place), [utterance(1, HOSTILE, HOSTILE)])
    whole = "\n".join(read.texts)
    assert f"○（{CLEANED}）{CLEANED}{'長' * 9_999}【要確認】" in whole
    assert read.tables[0] == [[CLEANED, CLEANED]]
    assert read.document.sections[0].header.paragraphs[0].text == CLEANED
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
                assert not set("\ufdd0\ufdd1\ufdd2") & set(package.read(name).decode("utf-8"))


def test_every_comment_has_its_range_and_no_id_twice(tmp_path):
    made_by_office = document(*WHOLE)
    made_by_office.add_comment(made_by_office.paragraphs[0].runs[0], text="題名を入れる", author="甲")
    made_by_office.save(str(tmp_path / "ours.docx"))
    read = made(tmp_path, form=form_of(tmp_path, tmp_path / "ours.docx"))
    body = read.document.element.body
    tags = ("commentRangeStart", "commentRangeEnd", "commentReference")
    ids = [sorted(one.get(qn("w:id")) for one in body.iter(qn(f"w:{tag}"))) for tag in tags]
    assert ids[0] == ids[1] == ids[2] == sorted(str(one.comment_id) for one in read.document.comments)
    assert len(set(ids[0])) == 4


def test_same_input_same_bytes(tmp_path):
    script = (
        "import sys; from pathlib import Path; from tests.render.sample import *;"
        "render(minutes(), utterances(), load_form('kessai'), Path(sys.argv[1]), Annexes(coverage()))"
    )
    root = Path(__file__).parents[3]
    written = []
    for seed in ("1", "2"):
        place = tmp_path / f"{seed}.docx"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "TZ": f"UTC{seed}"}
        subprocess.run([sys.executable, "-c", script, str(place)], check=True, env=environment, cwd=root)
        written.append(place.read_bytes())
    assert written[0] == written[1]


def test_a_template_that_is_gone_when_it_is_needed(tmp_path):
    form = form_of(tmp_path, template(tmp_path, *WHOLE))
    template(tmp_path, "{{ 会議めい }}")
    with pytest.raises(BadConfiguration, match="直すところがあります"):
        made(tmp_path, form=form)


def test_a_meeting_of_which_nothing_is_known(tmp_path):
    bare = minutes(
        meeting=meeting(date=None, start=None, end=None, venue="", department="", agenda=(), attendees=()), items=()
    )
    form = load_form("kessai")
    read = made(tmp_path, bare, form, ())
    assert ["開催日時", form.labels.empty] in read.tables[1]
    assert utterances()


@pytest.mark.parametrize(("person", "names"), [("role", "DX推進課長＝山田 太郎"), ("letter", "DX推進課長＝")])
def test_a_form_that_hides_names_hides_them_in_every_field(tmp_path, person, names):
    one_by_one = ("{% for 人 in 名簿 %}", "{{ 人.役職 }}＝{{ 人.氏名 }}", "{% endfor %}")
    form = form_of(tmp_path, template(tmp_path, *one_by_one, *WHOLE), person=person)
    assert names in made(tmp_path, form=form).texts


def test_the_public_edition_in_a_template(tmp_path):
    form = form_of(tmp_path, template(tmp_path, *WHOLE, "{{ 議長 }}｜{{ 担当課 }}"))
    blank = form.labels.model_copy(update={"check": "", "empty": ""})
    read = made(tmp_path, minutes(meeting=meeting(department="")), form.model_copy(update={"labels": blank}))
    assert "市長公室長｜" in read.texts
    assert not any("要確認" in text for text in read.texts)
