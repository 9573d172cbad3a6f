"""Papers of every kind come in as lines and tables; one that cannot be read says why and stops no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from minutes.errors import InputMissing, InputUnreadable
from minutes.materials.collect import read_paper, read_papers
from minutes.materials.papers import Line, Table
from tests.materials.papers import RESOURCES, add_xml, write_docx, write_pptx, write_xlsx


def test_a_word_file_is_read_with_its_headings_and_tables(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "議案.docx",
        ["# 料金の改定", "１　総括原価", "本文である。", [["氏　名", "役職"], ["山田　太郎", "会長"]]],
    )
    assert read_paper(path).blocks == (
        Line("料金の改定", heading=True),
        Line("1　総括原価", heading=True),
        Line("本文である。"),
        Table((("氏　名", "役職"), ("山田　太郎", "会長"))),
    )


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (
            "<w:ins><w:r><w:t>加えた</w:t></w:r></w:ins><w:del><w:r><w:delText>消した</w:delText></w:r></w:del>",
            "加えた",
        ),
        ("<w:moveFrom><w:r><w:t>去った</w:t></w:r></w:moveFrom><w:r><w:t>残った</w:t></w:r>", "残った"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>たかなし</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>小鳥遊</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r><w:r><w:t>地区</w:t></w:r>",
            "小鳥遊地区",
        ),
    ],
)
def test_a_word_file_reads_as_it_stands_when_every_change_is_accepted(tmp_path: Path, xml: str, text: str) -> None:
    paper = read_paper(add_xml(write_docx(tmp_path / "a.docx", []), xml))
    assert paper.blocks[0] == Line(text)
    assert paper.ruby == ((("小鳥遊", "たかなし"),) if "小鳥遊" in text else ())


def test_a_workbook_gives_its_words_and_not_its_numbers(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"名簿": [["番号", "ﾌﾘｶﾞﾅ"], [1, "ヤマダ"], [None, None]]})
    assert read_paper(path).blocks == (Line("名簿", heading=True), Table((("番号", "フリガナ"), ("", "ヤマダ"))))


def test_slides_are_read_with_title_and_notes(tmp_path: Path) -> None:
    path = write_pptx(tmp_path / "a.pptx", "フレイル予防", "一行目\n二行目", "基幹型包括")
    assert read_paper(path).blocks == (
        Line("フレイル予防", heading=True),
        Line("一行目"),
        Line("二行目"),
        Line("基幹型包括"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_text_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_text("１．開会\n\nＤＢＯ方式", encoding=encoding)
    assert read_paper(tmp_path / "a.txt").blocks == (Line("1．開会", heading=True), Line("DBO方式"))


def test_a_pdfs_paragraphs_are_whole_again() -> None:
    lines = [line.text for line in read_paper(RESOURCES / "gian.pdf").lines()]
    assert "看護小規模多機能型居宅介護（以下「看多機」という。）を東部圏域に1か所整備する。" in lines
    assert any(
        line.endswith(
            "介護給付費準備基金（以下「準備基金」という。）の活用による保険料の上昇抑制を検討する。準備基金の残高は、令和6年度末で12億3，400万円である。"
        )
        for line in lines
    )
    assert any(line.startswith("◎長谷川　修 ハセガワ　オサム") for line in lines)


def test_a_pdf_in_vertical_writing_is_read_in_order() -> None:
    text = "".join(line.text for line in read_paper(RESOURCES / "tategaki.pdf").lines())
    assert "受益者負担金及び水洗化促進助成金に関する事項を調査審議する。" in text


def _scanned(path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(path)


@pytest.mark.parametrize(
    ("name", "make", "what"),
    [
        ("a.pdf", _scanned, "スキャンした画像だけの PDF"),
        ("a.pdf", lambda path: path.write_bytes((RESOURCES / "locked.pdf").read_bytes()), "パスワード付きの PDF"),
        ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7 broken"), "壊れている"),
        ("a.docx", lambda path: path.write_bytes(b"PK\x03\x04 broken"), "Word 文書（.docx）として読めません"),
        (
            "a.xlsx",
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
            "パスワード付きの Excel",
        ),
        ("a.pptx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 99), "古い形式（.ppt）"),
        ("a.jtd", lambda path: path.write_bytes(b"x"), "資料として読める形式ではありません"),
    ],
)
def test_a_paper_that_cannot_be_read_says_why_and_the_others_are_used(
    tmp_path: Path, name: str, make: Callable[[Path], object], what: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(InputUnreadable) as raised:
        read_papers([tmp_path])
    assert what in str(raised.value)
    (tmp_path / "次第.txt").write_text("１．開会")
    papers = read_papers([tmp_path])
    assert [paper.name for paper in papers.read] == ["次第.txt"]
    assert [what in str(problem) for problem in papers.problems] == [True]


def test_a_folder_is_read_in_a_persons_order_without_what_word_leaves_beside(tmp_path: Path) -> None:
    for name in ("資料10.txt", "資料2.txt", "~$資料2.docx", "写真.jpg"):
        (tmp_path / name).write_text("開会")
    assert [paper.name for paper in read_papers([tmp_path]).read] == ["資料2.txt", "資料10.txt"]


def test_a_folder_without_papers_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "no.docx"):
        with pytest.raises(InputMissing):
            read_papers([place])
