"""Every document of every form opens in Word as it was meant, in all its editions."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from benchmarks.minuting.meeting import long_meeting
from minutes.domain import Minutes, Provenance
from minutes.render.annexes import Annexes
from minutes.render.forms import known_forms, load_form
from minutes.structure.compose import Manner, compose
from minutes.text.tidying.edit import House
from minutes.text.tidying.levels import at_level, tidy
from tests.render.editions import EDITIONS, Held, held
from tests.render.word import against_the_schema, beyond_the_schema, faults, lapses


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("form", known_forms())
def test_word_takes_every_edition_of_every_form(form, edition, tmp_path):
    place = held().document(form, edition, tmp_path)
    assert faults(place) == []
    assert lapses(place, styles=not load_form(form).template) == []


@pytest.fixture(scope="module")
def long() -> Held:
    """A meeting of a quarter of an hour, with minutes by the rules."""
    meeting, utterances = long_meeting(4_000)
    manner = Manner("dearu", House())
    edited = at_level(utterances, tidy(utterances, manner.house), "edited")
    made = compose(edited, meeting, manner)
    minutes = Minutes(meeting=meeting, items=made.items, provenance=Provenance(software="minutes 9.9"))
    return Held(minutes, edited, Annexes(unreflected=made.unreflected))


@pytest.mark.parametrize("form", known_forms())
def test_word_takes_a_long_meeting_in_every_form(form, long, tmp_path):
    place = long.document(form, "draft", tmp_path)
    assert faults(place) == []
    assert lapses(place, styles=not load_form(form).template) == []
    assert len(Document(str(place)).paragraphs) > 30


# ---- the checks find what they are for -------------------------------------------------------------------------------

_BODY, _STYLES, _COMMENTS = "word/document.xml", "word/styles.xml", "word/comments.xml"
_SCHEMA: dict[str, tuple[str, str, str]] = {
    "properties of a paragraph out of order": (_BODY, r'(<w:pStyle w:val="MinutesHeader"/>)(<w:ind [^>]*/>)', r"\2\1"),
    "properties of a run out of order": (_BODY, r'(<w:rStyle w:val="MinutesCheck"/>)(<w:rFonts [^>]*/>)', r"\2\1"),
    "properties of a cell out of order": (_BODY, r"(<w:tcW [^>]*/>)(<w:shd [^>]*/>)", r"\2\1"),
    "properties of a section out of order": (_BODY, r"(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)", r"\2\1"),
    "a part without its type": ("[Content_Types].xml", r'<Override PartName="/word/comments.xml"[^>]*/>', ""),
    "an element nobody knows": (_BODY, r"<w:pPr>", "<w:pPr><w:nothing/>"),
    "a cell without a paragraph": (_BODY, r"(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>"),
}  # fmt: skip
_BEYOND: dict[str, tuple[str, str, str]] = {
    "a row without a cell": (_BODY, r"<w:tc>((?!</w:tc>).)*</w:tc></w:tr>", "</w:tr>"),
    "a style nobody defined": (_BODY, 'w:val="MinutesHeader"', 'w:val="Nothing"'),
    "a style defined twice": (_STYLES, r'(<w:style [^>]*w:styleId="Title".*?</w:style>)', r"\1\1"),
    "a list nobody defined": (_BODY, r"(<w:pStyle [^>]*/>)", r'\1<w:numPr><w:numId w:val="7"/></w:numPr>'),
    "a comment that is not there": (_COMMENTS, 'w:id="0"', 'w:id="99"'),
    "two comments of one number": (_COMMENTS, 'w:id="1"', 'w:id="0"'),
    "a comment that does not end": (_BODY, '<w:commentRangeEnd w:id="0"/>', ""),
    "a comment that hangs on nothing": (
        _BODY, r'(<w:commentRangeStart w:id="0"/>)(<w:r>.*?</w:r>)(<w:commentRangeEnd w:id="0"/>)', r"\2\1\3",
    ),
    "two bookmarks of one number": (_BODY, r"</w:pPr>", "</w:pPr>" + 2 * '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'),
    "a character that turns the text round": (_BODY, r"<w:t xml:space=.preserve.>", "\\g<0>\u202e"),
    "spaces that are lost": (_BODY, r"<w:t xml:space=.preserve.>", "<w:t> "),
    "a way to nowhere": ("word/_rels/document.xml.rels", "comments.xml", "nothing.xml"),
}  # fmt: skip
_LAPSES: dict[str, tuple[str, str, str]] = {
    "a run without its font": (_BODY, r"(<w:r><w:rPr>)<w:rFonts [^>]*/>", r"\1"),
    "another language": (_STYLES, 'w:eastAsia="ja-JP"', 'w:eastAsia="zh-CN"'),
    "a row that may be torn apart": (_BODY, "<w:cantSplit/>", ""),
    "a paragraph without a style": (_BODY, '<w:pStyle w:val="MinutesHeader"/>', ""),
    "an author": ("docProps/core.xml", "<dc:creator/>|<dc:creator></dc:creator>", "<dc:creator>山田</dc:creator>"),
    "no title": ("docProps/core.xml", "<dc:title>.*?</dc:title>", "<dc:title/>"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    return held().document("choigi", "draft", tmp_path_factory.mktemp("sound"))


def _changed(sound: Path, place: Path, change: tuple[str, str, str]) -> Path:
    """The document with the first place found in one part put otherwise."""
    name, pattern, instead = change
    with zipfile.ZipFile(sound) as given, zipfile.ZipFile(place, "w") as taken:
        for part in given.namelist():
            text = given.read(part)
            if part == name:
                whole, found = re.subn(pattern, instead, text.decode(), count=1, flags=re.DOTALL)
                assert found, pattern
                text = whole.encode()
            taken.writestr(part, text)
    return place


_CHECKS = ((against_the_schema, _SCHEMA), (beyond_the_schema, _BEYOND), (lapses, _LAPSES))


@pytest.mark.parametrize(
    ("check", "change"),
    [pytest.param(check, change, id=name) for check, changes in _CHECKS for name, change in changes.items()],
)
def test_the_checks_see(check: Callable[[Path], list[str]], change: tuple[str, str, str], sound, tmp_path):
    """In a document in which they find nothing, as the tests above say."""
    assert check(_changed(sound, tmp_path / "changed.docx", change)) != []
