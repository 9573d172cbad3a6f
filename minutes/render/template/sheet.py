"""A filled-in template as a sheet: what a draft needs besides is written into it in the template's own type.

Styles, paper, headers and settings of the template stay; only styles of ours that are used and not there are added, under
names of our own and based on nothing, so that neither changes the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement

from minutes.render import styles
from minutes.render.docx import OLD_STYLES, Properties, WordSheet, file_date
from minutes.render.forms import Page
from minutes.render.sheet import Control, Indent, Piece
from minutes.render.template.typeface import page_of

# A heading or remark of the template may carry its numbering and colours; ours have names the template cannot know.
_OWN, _ADDED, _ADDED_NAME = "Minutes", "MinutesAdded", "追記："
_AFTER_SPACING = tuple(map(qn, ("w:ind", "w:jc", "w:outlineLvl")))


class TemplateSheet(WordSheet):
    """Paragraphs are added at the end, or at the beginning while `at_the_beginning`."""

    def __init__(self, document: Any, page: Page, properties: Properties) -> None:
        self._document = document
        self._date = file_date(properties.date)
        self._set_properties(properties)
        self._body = document.element.body
        if self._body.sectPr is None:
            self._body.append(OxmlElement("w:sectPr"))
        self._end = self._body.sectPr
        self.page = page_of(document, page)
        self._comments = document.part._comments_part.element
        self.remarks = 1 + max((int(one.get(qn("w:id"), "0")) for one in self._comments), default=-1)
        self._used: set[str] = set()
        self._ours = {style.get(qn("w:styleId")): style for style in _our_styles(self.page)}
        font = parse_xml(styles.fonts_xml(self.page.font).replace("<w:rFonts", f"<w:rFonts {nsdecls('w')}", 1))
        self._fonts = dict.fromkeys((*self._ours, *(id_.removeprefix(_ADDED) for id_ in self._ours)), font)

    @contextmanager
    def at_the_beginning(self) -> Iterator[None]:
        """Write before everything the template holds."""
        self._end, end = self._body[0], self._end
        yield
        self._end = end

    @contextmanager
    def on_a_new_page(self) -> Iterator[None]:
        """What is written first begins a page."""
        before = self._end.getprevious()
        yield
        first = self._body[0] if before is None else before.getnext()
        if first is not self._end and first.tag == qn("w:p"):
            first.find(qn("w:pPr")).find(qn("w:pStyle")).addnext(OxmlElement("w:pageBreakBefore"))

    def hang(self, piece: Piece, look: Any, remarked: bool) -> list[Any]:
        """A piece as elements of a paragraph of the template, in the look of the run it stands in; its remark where Word
        takes one."""
        holder = OxmlElement("w:p")
        self._add_piece(
            holder, piece if remarked else piece._replace(remark=()), look if look is not None else _plain()
        )
        self._rename(holder)
        made = list(holder)
        for run in made:
            if run.tag == qn("w:r"):
                self._dress(run, piece, look)
        return made

    def save(self, place: Path) -> None:
        """As every document of ours. The second set of styles that Word 2010 left beside the first one goes: it knows none of
        what was added here, and no other Word reads it."""
        self._drop(OLD_STYLES)
        sheet = self._document.part._styles_part.element
        there = {style.get(qn("w:styleId")) for style in sheet.iter(qn("w:style"))}
        for id_ in sorted(self._used - there):
            sheet.append(self._ours[id_])
        super().save(place)

    def _dress(self, run: Any, piece: Piece, look: Any) -> None:
        """Give a run the properties of the one it was written in, with our character style first."""
        fresh = deepcopy(look) if look is not None else OxmlElement("w:rPr")
        given = run.find(qn("w:rPr"))
        ours = given.find(qn("w:rStyle")) if given is not None else None
        for old in fresh.findall(qn("w:rStyle")) if ours is not None else ():
            fresh.remove(old)
        if ours is not None:
            fresh.insert(0, ours)
        if given is not None:
            run.remove(given)
        if len(fresh):
            run.insert(0, fresh)

    def _paragraph(self, style: str, pieces: Sequence[Piece | Control | str], indent: Indent | None) -> Any:
        made = super()._paragraph(style, pieces, indent)
        self._rename(made)
        return made

    def _comment(self, number: str, lines: Sequence[str]) -> Any:
        made = super()._comment(number, lines)
        self._rename(made)
        return made

    def _rename(self, element: Any) -> None:
        for kind in ("w:pStyle", "w:rStyle"):
            for style in element.iter(qn(kind)):
                id_ = _renamed(style.get(qn("w:val")))
                style.set(qn("w:val"), id_)
                self._used.add(id_)


def _plain() -> Any:
    return parse_xml(f"<w:rFonts {nsdecls('w')}/>")


def _renamed(id_: str) -> str:
    return id_ if id_.startswith(_OWN) else _ADDED + id_


def _our_styles(page: Page) -> Iterator[Any]:
    """Our styles under our names. Character styles keep the font around them; paragraph styles stand on their own."""
    for style in list(parse_xml(styles.styles_xml(page)).iter(qn("w:style"))):
        if style.get(qn("w:type")) not in ("paragraph", "character"):
            continue
        id_, name = style.get(qn("w:styleId")), style.find(qn("w:name"))
        if not id_.startswith(_OWN):
            style.set(qn("w:styleId"), _renamed(id_))
            name.set(qn("w:val"), _ADDED_NAME + name.get(qn("w:val")))
        style.set(qn("w:customStyle"), "1")
        style.attrib.pop(qn("w:default"), None)
        for tag in ("w:basedOn", "w:next"):
            if (found := style.find(qn(tag))) is not None:
                style.remove(found)
        _stand_alone(style, page)
        yield style


def _stand_alone(style: Any, page: Page) -> None:
    look = style.find(qn("w:rPr"))
    if style.get(qn("w:type")) == "character":
        if look is not None and (fonts := look.find(qn("w:rFonts"))) is not None:
            look.remove(fonts)
        return
    paragraph = style.find(qn("w:pPr"))
    if paragraph.find(qn("w:spacing")) is None:
        spacing = parse_xml(f'<w:spacing {nsdecls("w")} w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>')
        after = next((one for one in paragraph if one.tag in _AFTER_SPACING), None)
        paragraph.append(spacing) if after is None else after.addprevious(spacing)
    if look.find(qn("w:sz")) is None:
        for tag in ("w:sz", "w:szCs"):
            size = OxmlElement(tag)
            size.set(qn("w:val"), str(round(page.size_pt * 2)))
            look.append(size)
