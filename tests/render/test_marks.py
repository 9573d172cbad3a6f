"""What is left of a draft in a file a clerk has worked on."""

from __future__ import annotations

import re
import zipfile

import pytest
from docx import Document

from minutes.render.forms import Labels
from minutes.render.marks import left_in
from tests.render.origin import final
from tests.render.sample import made, minutes
from tests.render.template.words import form_of, template

LABELS = Labels()


def test_marks_are_found_however_word_has_cut_the_text(tmp_path):
    place = tmp_path / "直した.docx"
    document = Document()
    paragraph = document.add_paragraph("前")
    for piece in ("【要", "確認", "】後【要確認】"):
        paragraph.add_run(piece)
    document.add_table(1, 1).cell(0, 0).text = LABELS.check
    document.add_paragraph("要確認")
    document.add_paragraph("基本計画（案）")
    document.save(str(place))
    assert left_in(place, LABELS) == (3, False)


@pytest.mark.parametrize(("content", "draft"), [(minutes(), True), (final(minutes()), False)])
def test_our_own_documents(tmp_path, content, draft):
    """The box on the first page speaks of the marks and is none of them."""
    read = made(tmp_path, content)
    assert left_in(tmp_path / "out.docx", LABELS) == (len(read.comments), draft)


def test_a_style_is_known_by_its_name(tmp_path):
    """Word may give it another id."""
    made(tmp_path)
    with zipfile.ZipFile(tmp_path / "out.docx") as given, zipfile.ZipFile(tmp_path / "saved.docx", "w") as saved:
        for name in given.namelist():
            part = re.sub(rb'(pStyle w:val|styleId)="(Title|MinutesNotice)"', rb'\1="a\2"', given.read(name))
            saved.writestr(name, part)
    assert left_in(tmp_path / "saved.docx", LABELS) == (3, True)


def test_another_kind_of_file_is_not_looked_into(tmp_path):
    for name, content in (("a.pdf", b"%PDF-1.7"), ("b.docx", b""), ("c.docx", b"PK\x05\x06" + bytes(18))):
        (tmp_path / name).write_bytes(content)
        assert left_in(tmp_path / name, LABELS) is None


def test_a_draft_of_an_offices_template_is_known_wherever_its_title_stands(tmp_path):
    place = template(tmp_path, "会議録　{{ 案 }}", "{% if 注意書き %}{{ 注意書き }}{% endif %}")
    form = form_of(tmp_path, place)
    made(tmp_path, form=form)
    left = left_in(tmp_path / "out.docx", form.labels)
    assert left is not None and left.draft
    document = Document(str(tmp_path / "out.docx"))
    (paragraph,) = [one for one in document.paragraphs if one.text == "会議録　（案）"]
    for run in paragraph.runs:
        run.text = run.text.replace("（案）", "")
    document.save(str(tmp_path / "out.docx"))
    left = left_in(tmp_path / "out.docx", form.labels)
    assert left is not None and not left.draft
