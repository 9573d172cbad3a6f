"""The type of a Word document: paper, margins, and the fonts and size its text has when nothing else is said."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from minutes.render.forms import Page

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_JAPANESE = "Jpan"
_ASSUMED_PT = 10.0  # Word's size where a document states none


def page_of(document: Any, fallback: Page) -> Page:
    """The page of the document's last section; fonts nobody states are the fallback's."""
    section = document.sections[-1]
    lengths = {
        "width_mm": section.page_width,
        "height_mm": section.page_height,
        "top_mm": section.top_margin,
        "bottom_mm": section.bottom_margin,
        "left_mm": section.left_margin,
        "right_mm": section.right_margin,
    }
    font = _font(document) or fallback.font
    return fallback.model_copy(
        update={
            **{name: length.mm for name, length in lengths.items() if length is not None},
            "font": font,
            "heading_font": font,
            "size_pt": _size(document),
            "line_pt": round(_size(document) * 1.7, 1),
        }
    )


def _properties(document: Any) -> list[Any]:
    """Run properties that hold for plain text, nearest first: those of the default paragraph style, the defaults."""
    sheet = document.part._styles_part.element
    normal = [
        style.find(qn("w:rPr"))
        for style in sheet.iter(qn("w:style"))
        if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
    ]
    defaults = sheet.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    return [one for one in (*normal, defaults) if one is not None]


def _font(document: Any) -> str:
    for properties in _properties(document):
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            continue
        theme = fonts.get(qn("w:eastAsiaTheme"))
        named = _of_theme(document, theme) if theme else fonts.get(qn("w:eastAsia"))
        if named:
            return str(named)
    return ""


def _of_theme(document: Any, wanted: str) -> str:
    """The Japanese font of a theme: its East Asian one, else the one it names for the script."""
    part = next(
        (one.target_part for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.THEME), None
    )
    if part is None:
        return ""
    kind = "majorFont" if wanted.startswith("major") else "minorFont"
    fonts = next(ElementTree.fromstring(part.blob).iter(_DRAWING + kind), None)
    if fonts is None:
        return ""
    east_asian = fonts.find(_DRAWING + "ea")
    named = east_asian.get("typeface", "") if east_asian is not None else ""
    scripts = {font.get("script"): font.get("typeface", "") for font in fonts.iter(_DRAWING + "font")}
    return named or scripts.get(_JAPANESE, "")


def _size(document: Any) -> float:
    for properties in _properties(document):
        size = properties.find(qn("w:sz"))
        if size is not None:
            return int(size.get(qn("w:val"))) / 2
    return _ASSUMED_PT
