"""What holds of every document: fonts, page, properties, valid parts."""

from __future__ import annotations

import datetime as dt
import zipfile
from xml.etree import ElementTree

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from minutes.confirmation import confirmed
from minutes.domain import AgendaItem, Attendee, Authorship, Provenance, Sent, Unreflected
from minutes.render.forms import load_form
from minutes.render.render import render
from minutes.unsupported import flag
from tests.render.sample import coverage, made, meeting, minutes, said, utterance, utterances

FORMS = ("choigi", "chikugo")
HOSTILE = "制御\x00\x0b\x1f\ufffe</w:t><w:p/>&#0;\u202e逆\u200f=HYPERLINK(1)👪\r\n改行\tタブ{speaker}%s"
CLEANED = "制御 </w:t><w:p/>&#0;逆=HYPERLINK(1)👪 改行 タブ{speaker}%s"


@pytest.fixture(params=FORMS)
def read(request, tmp_path):
    return made(tmp_path, form=request.param, covered=coverage())


def test_every_run_has_the_east_asian_font(read):
    runs = read.runs()
    assert len(runs) > 60
    for run in runs:
        assert run.rPr.rFonts.get(qn("w:eastAsia")) in ("ＭＳ 明朝", "ＭＳ ゴシック")


def test_every_style_in_use_is_there_and_has_the_font(read):
    styles = {style.style_id: style for style in read.document.styles}
    for paragraph in read.paragraphs:
        if paragraph.text:
            style = styles[paragraph._p.style]
            assert style.element.rPr.rFonts.get(qn("w:eastAsia")).startswith("ＭＳ")


def test_paper_foot_and_language(read):
    section = read.document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert abs(section.left_margin - Mm(25)) < Pt(1)
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    language = read.document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == language.get(qn("w:eastAsia")) == "ja-JP"


def test_properties_name_the_meeting_and_nobody(read):
    core = read.document.core_properties
    assert core.title == read.texts[0]
    assert core.subject and "生成AIの全庁導入について" in core.keywords
    assert core.author == core.last_modified_by == core.comments == ""
    assert core.created.isoformat().startswith("2025-08-06T10:00")


@pytest.mark.parametrize("begin", ["○（総務法制課長）", "→（DX推進課長）外部"])
def test_marks_hang_out_by_one_character(tmp_path, begin):
    paragraph = made(tmp_path).paragraph(begin)
    indent = paragraph.style.element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:hangingChars")) == "100"
    assert paragraph.style.paragraph_format.first_line_indent == -Pt(10.5)
    assert paragraph.style.paragraph_format.left_indent == Pt(10.5)


def test_header_values_hang_under_their_beginning(tmp_path):
    paragraph = made(tmp_path).paragraph("○開催場所：")
    assert paragraph.paragraph_format.first_line_indent == -Pt(10.5) * 6


def test_comment_ranges_are_balanced_and_each_has_its_comment(read):
    body = read.document.element.body
    ids = [
        [one.get(qn("w:id")) for one in body.iter(qn(f"w:{tag}"))]
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]
    assert ids[0] == ids[1] == ids[2] == [str(comment.comment_id) for comment in read.document.comments]
    assert len(set(ids[0])) == len(ids[0]) > 0
    assert all(comment.timestamp.year == 2025 for comment in read.document.comments)


def test_nothing_stands_between_the_last_table_and_the_page_of_its_own(read):
    """An empty paragraph there would be an empty page wherever the table fills its page."""
    (heading,) = [one for one in read.document.paragraphs if one.style.style_id == "MinutesChecklist"]
    assert heading._p.getprevious().tag == qn("w:tbl")


def test_every_part_is_well_formed_and_none_is_left_over(tmp_path):
    made(tmp_path)
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        names = package.namelist()
        for name in names:
            ElementTree.fromstring(package.read(name))
    assert not any("thumbnail" in name or "customXml" in name or "app.xml" in name for name in names)


@pytest.mark.parametrize("year", [1950, 2150])
def test_dates_a_zip_cannot_hold(tmp_path, year):
    read = made(tmp_path, minutes(meeting=meeting(date=meeting().date.replace(year=year))))
    assert len(read.comments) == 3


@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_gives_a_document_that_opens(tmp_path, form):
    person = Attendee(role=HOSTILE, name=HOSTILE, group=HOSTILE)
    hostile = minutes(
        meeting=meeting(title=HOSTILE * 20, venue=HOSTILE, department=HOSTILE, agenda=(HOSTILE,), attendees=(person,)),
        items=(
            AgendaItem(
                title=HOSTILE,
                statements=(said("question", HOSTILE, HOSTILE + "長" * 10_000, 1, flags=(HOSTILE, "low_confidence")),),
            ),
        ),
    )
    heard = [utterance(1, HOSTILE, HOSTILE + "長" * 10_000, flags=(HOSTILE,))]
    read = made(tmp_path, hostile, form, heard)
    whole = "\n".join(read.texts)
    assert CLEANED + "長" * 10_000 in whole
    assert f"○開催場所：{CLEANED}" in read.texts
    assert any(CLEANED in comment for comment in read.comments)
    assert "\u202e" not in whole + "".join(read.comments) + read.document.core_properties.title


def test_a_place_that_cannot_be_written_is_an_os_error(tmp_path):
    with pytest.raises(OSError):
        render(minutes(), utterances(), load_form("choigi"), tmp_path / "none" / "out.docx")


def test_a_long_meeting_takes_seconds(tmp_path):
    heard = [utterance(number, None, "長い会議の発言である。" * 8, f"S{number % 9}") for number in range(1_000)]
    read = made(tmp_path, form="chikugo", heard=heard)
    assert sum(text.startswith("[") for text in read.texts) == 1_000


@pytest.mark.parametrize("form", FORMS)
def test_hostile_origin_gives_a_document_that_opens(tmp_path, form):
    sent = Sent(
        endpoint=HOSTILE, host=HOSTILE, location="cloud", model=HOSTILE, plan=HOSTILE, requests=1, hashes=(HOSTILE,)
    )
    doubted = said(
        "question", HOSTILE, "経費は120万円か。", 1, flags=(flag("amount", HOSTILE), flag("wording", "長" * 10_000))
    )
    hostile = minutes(
        items=(AgendaItem(title=HOSTILE, statements=(doubted,)),),
        provenance=Provenance(
            software=HOSTILE,
            prompt=HOSTILE,
            dictionaries={HOSTILE: HOSTILE},
            notices=(HOSTILE,),
            sent=(sent, sent),
            authorship=(Authorship(item=HOSTILE, by_llm=1), Authorship(item=HOSTILE)),
        ),
    )
    unreflected = [Unreflected(utterance=name, text=HOSTILE + "長" * 10_000) for name in ("u0001", HOSTILE)]
    heard = [utterance(1, HOSTILE, HOSTILE)]
    printed = heard if form == "chikugo" else None
    for content in (hostile, confirmed(hostile, HOSTILE, dt.datetime(2025, 8, 8, tzinfo=dt.UTC), printed)):
        read = made(tmp_path, content, form, heard, unreflected=unreflected)
        cells = [cell for table in read.tables for row in table for cell in row]
        whole = "\n".join((*read.texts, *cells, *read.comments))
        assert "\u202e" not in whole
        assert read.record["送信先2"].startswith(
            f"{CLEANED}（{CLEANED}、外部のクラウド）のモデル {CLEANED}、利用計画 {CLEANED}。"
        )
        assert f"{CLEANED}（{CLEANED}）" == read.record["用語辞書"]
    assert CLEANED in read.record["確認"]
    draft = made(tmp_path, hostile, form, heard, unreflected=unreflected)
    listed = [row[-1] for row in draft.tables[0][1:]]
    assert form == "chikugo" or listed == [CLEANED + "長" * 10_000] * 2
    assert form == "chikugo" or any(f"金額「{CLEANED}" in comment for comment in draft.comments)
