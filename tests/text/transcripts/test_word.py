"""Word documents in the layouts Teams and clerks use, and files that only look like one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from minutes.errors import InputUnreadable
from minutes.text.transcripts import read_transcript

from .roster import MEETING

SAID = [("市長公室長", 3.0, "それでは始めます。"), ("DX推進課長", 75.0, "説明いたします。")]


def read(path: Path) -> list[tuple[str | None, float, str]]:
    return [(u.name, u.start, u.heard) for u in read_transcript(path, MEETING)]


@pytest.fixture
def document(tmp_path: Path) -> Callable[..., Path]:
    def make(*paragraphs: str) -> Path:
        made = docx.Document()
        for paragraph in paragraphs:
            made.add_paragraph(paragraph)
        made.save(str(tmp_path / "a.docx"))
        return tmp_path / "a.docx"

    return make


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("佐藤 一郎   0:03\nそれでは始めます。", "山田 太郎   1:15\n説明いたします。"),
        ("佐藤 一郎   0:03", "それでは始めます。", "山田 太郎   1:15", "説明いたします。"),
        ("**佐藤 一郎** 0:03", "それでは始めます。", "**山田 太郎** 1:15", "説明いたします。"),
        (
            "0:0:3.0 --> 0:0:5.250\n佐藤 一郎\nそれでは始めます。",
            "0:1:15.0 --> 0:1:18.0\n山田 太郎\n説明いたします。",
        ),
        (
            "決定会議-20250806_100000-会議の録画",
            "2025年8月6日, 1:00午前",
            "28分 54秒",
            "佐藤 一郎 が文字起こしを開始しました",
            "佐藤 一郎   0:03\nそれでは始めます。",
            "山田 太郎   1:15\n説明いたします。",
            "佐藤 一郎 が文字起こしを停止しました",
        ),
        ("[0:03] 佐藤一郎：それでは始めます。", "[1:15] 山田太郎：説明いたします。"),
    ],
)
def test_paragraphs(document: Callable[..., Path], paragraphs: tuple[str, ...]) -> None:
    assert read(document(*paragraphs)) == SAID


def test_a_table(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("決定会議")
    table = made.add_table(rows=0, cols=3)
    for row in (
        ("時刻", "発言者", "発言内容"),
        ("0:03", "佐藤 一郎", "それでは\n始めます。"),
        ("1:15", "山田", "説明いたします。"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == SAID


def test_bold_names(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph()
    paragraph.add_run("佐藤 一郎").bold = True
    paragraph.add_run("：それでは始めます。")
    made.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == [("市長公室長", 0.0, "それでは始めます。")]


def test_a_document_in_which_nobody_speaks_is_refused(document: Callable[..., Path]) -> None:
    with pytest.raises(InputUnreadable, match="発言者の名前が見つかりません"):
        read(document("庁舎管理要綱", "第1条　この要綱は、庁舎の管理について定める。"))
    with pytest.raises(InputUnreadable, match="発言が一つもありません"):
        read(document())


def broken_zip(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 500)


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "山田：はい。")


def broken_xml(path: Path) -> None:
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content[: len(content) // 2] if name == "word/document.xml" else content)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (broken_zip, "Word 文書（.docx）として読めません"),
        (other_zip, "Word 文書（.docx）として読めません"),
        (broken_xml, "Word 文書（.docx）として読めません"),
        (lambda path: path.write_text("山田：はい。"), "Word 文書（.docx）として読めません"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99), "古い形式"),
        (lambda path: path.write_bytes(b""), "ファイルが空です"),
    ],
)
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, make: Callable[[Path], None], what: str) -> None:
    make(tmp_path / "a.docx")
    with pytest.raises(InputUnreadable, match=what):
        read(tmp_path / "a.docx")
