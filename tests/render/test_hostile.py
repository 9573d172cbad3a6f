"""Whatever people say, write or call themselves: the document opens, and they only ever wrote text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from minutes.render.clean import clean
from minutes.render.forms import known_forms, load_form
from tests.render.hostile import LONG, TEXTS, hostile_meeting
from tests.render.word import faults, lapses

EDITIONS = [
    *((form, "draft") for form in known_forms()),
    ("choigi", "public"),
    ("zenbun", "public"),
    ("kessai", "public"),
]


def printed(place: Path) -> str:
    """All text of the body, of paragraphs and tables, and of its comments, as python-docx reads them."""
    document = Document(str(place))
    roots = [document.element.body, *(comment._comment_elm for comment in document.comments)]
    return "".join(text.text or "" for root in roots for text in root.iter(qn("w:t")))


@pytest.mark.parametrize(("form", "edition"), EDITIONS)
def test_word_takes_a_hostile_meeting_and_prints_it_as_text(form, edition, tmp_path):
    place = hostile_meeting().document(form, edition, tmp_path)
    assert faults(place) == []
    assert lapses(place, styles=not load_form(form).template) == []
    whole = printed(place)
    if edition == "draft":  # which keeps nothing back
        assert LONG in whole
        assert [text for text in TEXTS if clean(text).strip() not in whole] == []
    assert "49" not in whole  # nobody has worked out 7*7


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice), which is not installed here")
def test_libreoffice_opens_it(tmp_path):
    place = hostile_meeting().document("choigi", "draft", tmp_path)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(place)], check=True, capture_output=True
    )
    pages = pypdfium2.PdfDocument(place.with_suffix(".pdf"))
    assert "{{ 7*7 }}" in "".join(page.get_textpage().get_text_bounded() for page in pages)
