"""Papers as .pdf, by PDFium (pypdfium2).

Chosen over pypdf and pdfminer.six by trying all three on papers written with LibreOffice: both of these broke vertical
text into single characters, pdfminer.six also the order of a table's cells; PDFium read them as a person does, knows the
character sets of Japanese fonts that are not in the file, and is the fastest. It needs no other package (Apache/BSD).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from minutes.errors import InputUnreadable
from minutes.materials.papers import Paper, line
from minutes.materials.unwrapping import unwrapped
from minutes.text.plainfile import read_bytes, tidy_lines

_LEAST_CHARACTERS = 10  # of a page with text; a scanned one may carry a stamp or a page number
_NO_LETTERS = re.compile("[\ue000-\uf8ff\ufffd\x01-\x08\x0e-\x1f]")  # private use, replaced, controls
_MOST_NO_LETTERS = 0.1  # share beyond which the fonts tell nobody which characters they draw
_HYPHEN = re.compile("[\ufffe\u00ad\x02]\r?\n?")  # what PDFium makes of a word divided at the line's end
_WRONG_PASSWORD = "password"


def read_pdf(path: Path) -> Paper:
    """Raises InputMissing, or InputUnreadable (password, damaged, only scanned pages, letters nobody can tell)."""
    pages = [_HYPHEN.sub("", page) for page in _pages(path)]
    empty = sum(len("".join(page.split())) < _LEAST_CHARACTERS for page in pages)
    if empty == len(pages):
        raise InputUnreadable(
            "PDF に文字が入っていません。紙をスキャンした画像だけの PDF のようです",
            subject=path,
            advice="元の Word や Excel のファイルを指定するか、文字認識（OCR）をした PDF を指定してください。",
        )
    text = "".join(pages)
    if len(_NO_LETTERS.findall(text)) > _MOST_NO_LETTERS * len(text):
        raise InputUnreadable(
            "PDF の文字を取り出せません。文字の情報が入っていないフォントが使われています",
            subject=path,
            advice="元の Word や Excel のファイルを指定してください。",
        )
    remark = f"{len(pages)}ページのうち{empty}ページには文字がありません（画像のページです）" if empty else ""
    lines = (line(text) for page in pages for text in unwrapped(list(_lines(page))))
    return Paper(path.name, tuple(one for one in lines if one.text), remark=remark)


def _pages(path: Path) -> list[str]:
    data = read_bytes(path)
    try:
        with pypdfium2.PdfDocument(data) as document:
            return [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        locked = _WRONG_PASSWORD in str(error).lower()
        raise InputUnreadable(
            "パスワード付きの PDF です" if locked else "PDF として読めません。ファイルが壊れているようです",
            subject=path,
            advice="パスワードを外した PDF を指定してください。"
            if locked
            else "PDF を開けるか確かめ、もう一度コピーするか、元の Word や Excel のファイルを指定してください。",
        ) from error


def _lines(page: str) -> Iterator[str]:
    """Indents are kept: they tell where a paragraph begins."""
    for one in page.splitlines():
        kept = "".join(tidy_lines(one))
        if kept:
            yield one[: len(one) - len(one.lstrip())] + kept
