"""How text is typed: one glyph for a circle, composed characters, figures in the width the form says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from minutes.domain import Meeting, Minutes, Statement, Utterance
from minutes.render.beside.markdown import markdown
from minutes.render.beside.page import page
from minutes.render.clean import clean
from minutes.render.forms import known_forms
from minutes.render.render import render
from minutes.render.typing import figures
from tests.render.editions import Held, held

MIXED = "第〇回の◯◯か\u3099１０月3日、二〇二五年度に１２,000円と５人"


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("〇議事概要", "○議事概要"),
        ("◯◯市〇〇町", "○○市○○町"),
        ("第〇回", "第○回"),
        ("二〇二五年、一〇〇人、三千〇一", "二〇二五年、一〇〇人、三千〇一"),
        ("〇・五パーセント、一・〇倍", "〇・五パーセント、一・〇倍"),
        ("〇歳児、午前〇時、〇点", "〇歳児、午前〇時、〇点"),
    ],
)
def test_circles(given, written):
    assert clean(given) == written


@pytest.mark.parametrize(
    ("digits", "written"),
    [
        ("keep", "令和７年12月3日、１,200円、R７、0４2-000、00:12、１．５倍、（2）、3"),
        ("half", "令和7年12月3日、1,200円、R7、042-000、00:12、1.5倍、（2）、3"),
        ("full", "令和７年１２月３日、１,２００円、R7、042-000、00:12、１.５倍、（２）、３"),
        ("mixed", "令和７年12月３日、1,200円、R7、042-000、00:12、1.5倍、（２）、３"),
    ],
)
def test_figures(digits, written):
    assert figures("令和７年12月3日、１,200円、R７、0４2-000、00:12、１．５倍、（2）、3", digits) == written


def mixed() -> Held:
    """A meeting typed by several people."""
    plain = held()
    first = plain.minutes.items[0]
    said = Statement(kind="opinion", speaker="会長", text=MIXED, evidence=("u0001",))
    item = first.model_copy(update={"statements": (*first.statements, said)})
    meeting = Meeting.model_validate(plain.minutes.meeting.model_dump() | {"venue": MIXED, "closed": ()})
    minutes = plain.minutes.model_copy(update={"meeting": meeting, "items": (item, *plain.minutes.items[1:])})
    heard = Utterance(id="u0012", speaker="会長", name="会長", start=120, end=128, heard=MIXED, text=MIXED)
    return Held(Minutes.model_validate(minutes.model_dump(by_alias=True)), (*plain.utterances, heard), plain.beside)


def printed(form: str, digits: str, folder: Path) -> tuple[list[str], list[str]]:
    """Every paragraph of the document, and every line of two files beside it."""
    given = mixed().given(form, "draft")
    given = replace(given, form=given.form.model_copy(update={"digits": digits}))
    place = folder / "out.docx"
    render(given.minutes, given.utterances, given.form, place, given.annexes)
    body = Document(str(place)).element.body
    paragraphs = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]
    assert any("第○回の○○が" in paragraph for paragraph in paragraphs)
    html = re.sub("<style>.*?</style>", "", page(given), flags=re.DOTALL)
    return paragraphs, [*markdown(given).splitlines(), *html.splitlines()]


@pytest.mark.parametrize("form", known_forms())
def test_every_text_of_every_form_is_composed_and_has_one_circle(form, tmp_path):
    paragraphs, beside = printed(form, "keep", tmp_path)
    for line in (*paragraphs, *beside):
        assert line == unicodedata.normalize("NFC", line)
        assert "◯" not in line and "〇" not in line.replace("二〇二五", "")


WIDTHS = [*((form, "full") for form in known_forms()), ("choigi", "half"), ("choigi", "mixed"), ("kessai", "mixed")]


@pytest.mark.parametrize(("form", "digits"), WIDTHS)
def test_figures_have_one_width_in_every_text(form, digits, tmp_path):
    paragraphs, beside = printed(form, digits, tmp_path)
    month, money, people = {
        "half": ("10月3日", "12,000円", "5人"),
        "full": ("１０月３日", "１２,０００円", "５人"),
        "mixed": ("10月３日", "12,000円", "５人"),
    }[digits]
    for whole in ("\n".join(paragraphs), "\n".join(beside)):
        assert month in whole and money in whole and people in whole
    assert [line for line in paragraphs if figures(line, digits) != line] == []
