"""A Word document as our forms write it: paragraphs of pieces, remarks for the clerk, and the same bytes every time.

The only module that knows python-docx. Paragraphs are built from the XML elements below its proxies: a verbatim record
has thousands, and every run must carry the East Asian font itself, or a template pasted around the text changes it.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement

from minutes.render import styles
from minutes.render.clean import clean
from minutes.render.forms import Page
from minutes.render.sheet import Control, Indent, Piece

_PROPERTY_LIMIT = 255  # characters; python-docx refuses longer core properties
_EARLIEST = dt.datetime(1980, 1, 1)  # the zip format knows no earlier time; also stands for "no date given"
_LATEST = dt.datetime(2107, 12, 31, 23, 59, 58)
OLD_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_UNWANTED = (  # what python-docx's template brings along: a picture of an empty page, another program's name
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    OLD_STYLES,
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="840"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
    f'<w:themeFontLang w:val="{styles.LANGUAGE}" w:eastAsia="{styles.LANGUAGE}"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
_COMMENT_AUTHOR = "minutes（自動作成）"
_KEPT_TOGETHER = 12  # lines; a longer row (a roster of sixty) would leave half a page empty
_COMMENT_INITIALS = "自動"


class Properties(NamedTuple):
    """What Word shows under document properties. `date` also stamps the file, so that bytes repeat."""

    title: str
    subject: str
    keywords: str
    date: dt.datetime | None


def file_date(date: dt.datetime | None) -> dt.datetime:
    """The time a document and all in it carry, as near as a file can to the meeting's."""
    return min(max(date or _EARLIEST, _EARLIEST), _LATEST)


class WordSheet:
    """A document under construction: A4 by default, page x / y at the foot, ready to take paragraphs."""

    _gap: Any = None  # the room after the last table

    def __init__(self, page: Page, properties: Properties) -> None:
        self.page = page
        self._date = file_date(properties.date)
        self._document = Document()
        self._set_parts()
        self._set_page()
        self._set_footer()
        self._set_properties(properties)
        self._body = self._document.element.body
        self._end = self._body.sectPr
        self._comments = self._document.part._comments_part.element
        self.remarks = 0

    # ---- content -------------------------------------------------------------------------------------------------

    def paragraph(self, style: str, *pieces: Piece | Control | str, indent: Indent | None = None) -> None:
        """Add a paragraph in the style with this id. One that begins a page needs no room above it: where a table fills
        the page before, that room would be a page of its own."""
        if style == styles.CHECKLIST and self._gap is not None and self._gap is self._end.getprevious():
            self._body.remove(self._gap)
        self._end.addprevious(self._paragraph(style, pieces, indent))

    def reserve(self) -> Any:
        """Keep a place for paragraphs that can only be written when the rest is known; give it to `fill`."""
        place = OxmlElement("w:p")
        self._end.addprevious(place)
        return place

    def fill(self, place: Any, style: str, lines: Sequence[str]) -> None:
        """Put one paragraph a line in the reserved place and half a line of room after them."""
        for line in lines:
            place.addprevious(self._paragraph(style, (line,), None))
        place.append(parse_xml(f"<w:pPr {nsdecls('w')}>{styles.gap_xml(self.page)}</w:pPr>"))

    def table(
        self, rows: Sequence[tuple[str, ...]], style: str, widths: Sequence[float], head: tuple[str, ...] = ()
    ) -> None:
        """Add a ruled table. `widths`: of all columns but the last, in characters of body type; `head` is repeated on
        every page."""
        columns = [round((chars + 1) * self.page.size_pt * 20) for chars in widths]
        table = self._ruled(columns)
        for row in (head, *rows) if head else rows:
            cells = [self._cell([text], style, shaded=row is head) for text in row]
            table.append(_table_row(cells, repeated=row is head))
        self._add_table(table)

    def facts(self, rows: Sequence[tuple[str, Sequence[Piece | str]]], style: str, label_width: float) -> None:
        """Add a ruled table of two columns, a label and the lines of its value. `label_width` in characters of body type."""
        table = self._ruled([round((label_width + 1.5) * self.page.size_pt * 20)])
        for label, lines in rows:
            cells = [self._cell([label], style, shaded=True), self._cell(lines, style, shaded=False)]
            table.append(_table_row(cells, repeated=False, whole=len(lines) <= _KEPT_TOGETHER))
        self._add_table(table)

    def save(self, place: Path) -> None:
        """Write the document; the same content gives the same bytes. OSError passes."""
        if not self.remarks:
            self._drop(RELATIONSHIP_TYPE.COMMENTS)
        buffer = io.BytesIO()
        self._document.save(buffer)
        stamp = self._date.timetuple()[:6]
        with zipfile.ZipFile(buffer) as given, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as taken:
            for name in given.namelist():
                entry = zipfile.ZipInfo(name, stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0  # otherwise the bytes tell which system wrote them
                taken.writestr(entry, given.read(name))

    # ---- elements ------------------------------------------------------------------------------------------------

    def _ruled(self, columns: list[int]) -> Any:
        """A table without rows; the last column takes what the others leave."""
        whole = round((self.page.width_mm - self.page.left_mm - self.page.right_mm) / 25.4 * 1440)
        columns.append(whole - sum(columns))
        return parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:tblBorders>'
            + "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            + '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
            + "</w:tblGrid></w:tbl>"
        )

    def _add_table(self, table: Any) -> None:
        """With its columns' widths in every cell, as Word wants them, and half a line of room after it."""
        columns = [column.get(qn("w:w")) for column in table.find(qn("w:tblGrid"))]
        for row in table.iter(qn("w:tr")):
            for cell, width in zip(row.iter(qn("w:tc")), columns, strict=True):
                cell[0].insert(0, parse_xml(f'<w:tcW {nsdecls("w")} w:w="{width}" w:type="dxa"/>'))
        self._end.addprevious(table)
        self._gap = parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{styles.gap_xml(self.page)}</w:pPr></w:p>")
        self._end.addprevious(self._gap)

    def _cell(self, lines: Sequence[Piece | str], style: str, shaded: bool) -> Any:
        cell = OxmlElement("w:tc")
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if shaded else ""
        cell.append(parse_xml(f"<w:tcPr {nsdecls('w')}>{shade}</w:tcPr>"))
        cell.extend(self._paragraph(style, (line,), None) for line in lines)
        return cell

    def _paragraph(self, style: str, pieces: Sequence[Piece | Control | str], indent: Indent | None) -> Any:
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(_valued("w:pStyle", style))
        if indent:
            given = styles.indent_xml(indent.left, indent.hanging, self.page.size_pt)
            properties.append(parse_xml(given.replace("<w:ind ", f"<w:ind {nsdecls('w')} ", 1)))
        paragraph.append(properties)
        font = self._fonts[style]
        for piece in pieces:
            if isinstance(piece, Piece):
                self._add_piece(paragraph, piece, font)
            elif isinstance(piece, Control):
                paragraph.append(self._run("", font, OxmlElement(piece.value)))
            else:
                paragraph.append(self._run(piece, font))
        return paragraph

    def _add_piece(self, paragraph: Any, piece: Piece, font: Any) -> None:
        run = self._run(piece.text, font if not piece.style else self._fonts[piece.style])
        properties = run[0]
        if piece.style:
            properties.insert(0, _valued("w:rStyle", piece.style))
        if piece.bold:
            properties.append(OxmlElement("w:b"))
        if not piece.remark:
            paragraph.append(run)
            return
        number = str(self.remarks)
        self.remarks += 1
        self._comments.append(self._comment(number, piece.remark))
        paragraph.append(_numbered("w:commentRangeStart", number))
        paragraph.append(run)
        paragraph.append(_numbered("w:commentRangeEnd", number))
        reference = OxmlElement("w:r")
        look = OxmlElement("w:rPr")
        look.append(_valued("w:rStyle", styles.COMMENT_REFERENCE))
        look.append(deepcopy(font))
        reference.append(look)
        reference.append(_numbered("w:commentReference", number))
        paragraph.append(reference)

    def _run(self, text: str, font: Any, content: Any = None) -> Any:
        """A run with its font, holding the text, or else the content."""
        run = OxmlElement("w:r")
        properties = OxmlElement("w:rPr")
        properties.append(deepcopy(font))
        run.append(properties)
        if text := clean(text):
            run.append(_text(text))
        if content is not None:
            run.append(content)
        return run

    def _comment(self, number: str, lines: Sequence[str]) -> Any:
        comment = OxmlElement("w:comment")
        comment.set(qn("w:id"), number)
        comment.set(qn("w:author"), _COMMENT_AUTHOR)
        comment.set(qn("w:initials"), _COMMENT_INITIALS)
        comment.set(qn("w:date"), self._date.strftime("%Y-%m-%dT%H:%M:%SZ"))
        for line in lines:
            comment.append(self._paragraph(styles.COMMENT_TEXT, (line,), None))
        reference = OxmlElement("w:r")
        look = OxmlElement("w:rPr")
        look.append(_valued("w:rStyle", styles.COMMENT_REFERENCE))
        look.append(deepcopy(self._fonts[styles.COMMENT_TEXT]))
        reference.append(look)
        reference.append(OxmlElement("w:annotationRef"))
        comment[0].insert(1, reference)
        return comment

    # ---- set-up --------------------------------------------------------------------------------------------------

    def _set_parts(self) -> None:
        self._drop(*_UNWANTED)
        sheet = self._document.part._styles_part.element
        kept = sheet.find(qn("w:latentStyles"))
        fresh = parse_xml(styles.styles_xml(self.page))
        sheet[:] = [fresh[0], kept, *fresh[1:]]
        self._fonts = {
            style.get(qn("w:styleId")): style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            for style in sheet.iter(qn("w:style"))
        }
        settings = self._document.settings.element
        settings[:] = list(parse_xml(f"<w:settings {nsdecls('w')}>{_SETTINGS}</w:settings>"))

    def _drop(self, *kinds: str) -> None:
        """Parts that nothing refers to are not written."""
        for relations in (self._document.part.rels, self._document.part.package.rels):
            for key in [key for key, relation in relations.items() if relation.reltype in kinds]:
                del relations[key]

    def _set_page(self) -> None:
        page, section = self.page, self._document.element.body.sectPr
        mm = 1440 / 25.4
        section[:] = list(
            parse_xml(
                f"<w:sectPr {nsdecls('w')}>"
                f'<w:pgSz w:w="{round(page.width_mm * mm)}" w:h="{round(page.height_mm * mm)}"/>'
                f'<w:pgMar w:top="{round(page.top_mm * mm)}" w:right="{round(page.right_mm * mm)}"'
                f' w:bottom="{round(page.bottom_mm * mm)}" w:left="{round(page.left_mm * mm)}"'
                ' w:header="720" w:footer="720" w:gutter="0"/><w:cols w:space="425"/>'
                f'<w:docGrid w:type="lines" w:linePitch="{round(page.line_pt * 20)}"/></w:sectPr>'
            )
        )

    def _set_footer(self) -> None:
        footer = self._document.sections[0].footer
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        paragraph[:] = list(self._paragraph(styles.FOOTER, (), None))
        font = self._fonts[styles.FOOTER]
        for field in ("PAGE", "", "NUMPAGES"):
            paragraph.extend(self._field(field, font) if field else [self._run(" / ", font)])

    def _field(self, code: str, font: Any) -> list[Any]:
        """A field Word fills in itself, with 1 as what stands there before it does."""
        instruction = OxmlElement("w:instrText")
        instruction.text = f" {code} "
        instruction.set(qn("xml:space"), "preserve")
        contents = (_char("begin"), instruction, _char("separate"), _text("1"), _char("end"))
        return [self._run("", font, content) for content in contents]

    def _set_properties(self, properties: Properties) -> None:
        core = self._document.core_properties
        core.title, core.subject, core.keywords = (
            clean(text)[:_PROPERTY_LIMIT] for text in (properties.title, properties.subject, properties.keywords)
        )
        core.author = core.last_modified_by = core.comments = ""
        core.language = styles.LANGUAGE
        core.created = core.modified = self._date


def _table_row(cells: Sequence[Any], repeated: bool, whole: bool = True) -> Any:
    """A row; no page tears apart one that is `whole`."""
    row = OxmlElement("w:tr")
    header = "<w:tblHeader/>" if repeated else ""
    kept = "<w:cantSplit/>" if whole else ""
    row.append(parse_xml(f"<w:trPr {nsdecls('w')}>{kept}{header}</w:trPr>"))
    row.extend(cells)
    return row


def _valued(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _numbered(tag: str, number: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:id"), number)
    return element


def _char(kind: str) -> Any:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _text(text: str) -> Any:
    element = OxmlElement("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element
