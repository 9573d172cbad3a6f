"""The shipped office template, as a city might design it in Word: emblem, stamp boxes, a table of headings, page x / y.

Made by code so that it can be made again to the byte; an office makes its own in Word (docs/templates.ja.md).
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw

PLACE = Path(__file__).parents[2] / "configs" / "templates" / "kessai.docx"
SERIF, SANS = "ＭＳ 明朝", "ＭＳ ゴシック"
_WHEN = dt.datetime(2025, 4, 1)
_TEXT_MM = 160.0
_STAMPS = ("課長", "係長", "担当")
_UNWANTED = (  # what python-docx's template brings along
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_KEPT = {"Normal", "Heading 1", "Heading 2", "Heading 3", "Header", "Footer", "Title", "Table Grid"}  # by their names
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="7F7F7F"/>' for side in ("top", "left", "bottom", "right")
)

# label → the paragraphs of its cell
_HEADINGS = (
    ("会議の名称", ("{{ 会議名 }}",)),
    ("開催日時", ("{{ 開催日時 }}",)),
    ("開催場所", ("{{ 開催場所 }}",)),
    ("議長", ("{{ 議長 }}",)),
    ("案件名", ("{{ 案件名 }}",)),
    (
        "出席者",
        (
            "{{ 凡例 }}",
            "{% for 区分 in 出席者 %}",
            "{% if 区分.区分 %}（{{ 区分.区分 }}）{% endif %}{{ 区分.一覧 }}",
            "{% endfor %}",
        ),
    ),
    ("欠席者", ("{{ 欠席者一覧 }}",)),
    ("担当課", ("{{ 担当課 }}",)),
)
# style → text; what stands alone in a paragraph repeats or leaves out paragraphs
_BODY = (
    ("heading 1", "会議の概要"),
    ("Normal", "{% for 案件 in 議題 %}"),
    ("heading 2", "（{{ 案件.番号 }}）{{ 案件.件名 }}"),
    ("Normal", "{% for 発言 in 案件.発言 %}"),
    ("発言", "{{ 発言.書き出し }}{% if not 発言.書き出し %}　{% endif %}{{ 発言.本文 }}"),
    ("Normal", "{% endfor %}"),
    ("Normal", "{% if 案件.結果 %}"),
    ("小見出し", "結果"),
    ("Normal", "{% for 結果 in 案件.結果 %}"),
    ("発言", "○{{ 結果.本文 }}"),
    ("Normal", "{% endfor %}"),
    ("Normal", "{% endif %}"),
    ("Normal", "{% if 案件.今後の対応 %}"),
    ("小見出し", "今後の対応"),
)
_TODO = (
    ("内容", "担当", "期限"),
    ("{% for 対応 in 案件.今後の対応 %}", "", ""),
    ("{{ 対応.本文 }}", "{{ 対応.担当 }}", "{{ 対応.期限 }}"),
    ("{% endfor %}", "", ""),
)


def make(place: Path) -> None:
    """Write the template."""
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype in _UNWANTED]:
            del relations[key]
    _styles(document)
    _page(document)
    _header(document)
    _footer(document)
    document.paragraphs and document.element.body.remove(document.paragraphs[0]._p)
    _stamps(document)
    document.add_paragraph("{{ 題名 }}", style="Title")
    document.add_paragraph("{% if 注意書き %}")
    notice = document.add_paragraph("{{ 注意書き }}", style="注記")
    notice._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{_BOX}</w:pBdr>"))
    document.add_paragraph("{% endif %}")
    _headings(document)
    for style, text in _BODY:
        document.add_paragraph(text, style=style)
    _todo(document)
    document.add_paragraph("{% endif %}")
    document.add_paragraph("{% endfor %}")
    document.add_paragraph("以上").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("{% if 確認者 %}")
    document.add_paragraph("確認　{{ 確認日 }}　{{ 確認者 }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("{% endif %}")
    _without_strange_styles(document)
    _save(document, place)


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, SERIF, 10.5)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(18)
    for name, size in (("Title", 16), ("heading 1", 12), ("heading 2", 10.5)):
        style = styles[name.title() if name != "Title" else name]
        _font(style, SANS, size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = False
        style.paragraph_format.space_before = Pt(12 if name != "Title" else 6)
        style.paragraph_format.space_after = Pt(4 if name != "Title" else 10)
        style.paragraph_format.keep_with_next = True
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, font, size in (
        ("発言", SERIF, 10.5),
        ("小見出し", SANS, 10.5),
        ("表の文字", SERIF, 10.5),
        ("注記", SANS, 9),
    ):
        style = styles.add_style(name, 1)
        style.base_style = normal
        _font(style, font, size)
    styles["発言"].paragraph_format.left_indent = Pt(10.5)
    styles["発言"].paragraph_format.first_line_indent = Pt(-10.5)
    styles["小見出し"].paragraph_format.space_before = Pt(6)
    styles["小見出し"].paragraph_format.keep_with_next = True
    styles["注記"].paragraph_format.line_spacing = Pt(14)
    styles["注記"].paragraph_format.left_indent = styles["注記"].paragraph_format.right_indent = Pt(4)
    styles["注記"].paragraph_format.space_after = Pt(12)
    for name in ("Header", "Footer"):
        tabs = styles[name].paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    language = styles.element.find(f".//{qn('w:lang')}")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "ja-JP")


def _without_strange_styles(document: Any) -> None:
    """A clerk who opens the list of styles sees those of this form, not a hundred of an English office."""
    styles = list(document.styles)
    ours = [one for one in styles if not one.builtin and not one.name.endswith(" Char")]
    wanted = {one.style_id for one in styles if one in ours or one.name in _KEPT or one.element.get(qn("w:default"))}
    while True:
        more = {
            found.get(qn("w:val"))
            for one in styles
            if one.style_id in wanted
            for tag in ("w:basedOn", "w:link", "w:next")
            if (found := one.element.find(qn(tag))) is not None
        }
        if more <= wanted:
            break
        wanted |= more
    for one in styles:
        if one.style_id not in wanted:
            one.delete()


def _font(style: Any, name: str, size: float) -> None:
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.header_distance, section.footer_distance = Mm(12), Mm(12)


def _header(document: Any) -> None:
    header = document.sections[0].header
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    picture = paragraph.add_run().add_picture(_emblem(), height=Mm(9))
    properties = picture._inline.docPr
    properties.set("name", "市章")
    properties.set("descr", "市章（見本。自分の市の市章に差し替える）")
    paragraph.add_run("　見本市")
    paragraph.add_run("\t様式第3号（第7条関係）")


def _footer(document: Any) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.add_run("{{ 会議名 }}{{ 案 }}\t")
    for code in ("PAGE", "", "NUMPAGES"):
        if not code:
            paragraph.add_run(" / ")
            continue
        for kind in ("begin", code, "separate", "1", "end"):
            run = paragraph.add_run("1" if kind == "1" else "")
            if kind == code:
                run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>'))
            elif kind != "1":
                run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def _stamps(document: Any) -> None:
    """決裁欄: 課長 | 係長 | 担当, a square under each, at the right."""
    table = document.add_table(rows=2, cols=len(_STAMPS) + 1, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.RIGHT
    table.autofit = False
    _widths(table, (9, *(20,) * len(_STAMPS)))
    side = table.cell(0, 0).merge(table.cell(1, 0))
    side.paragraphs[0].text = "決裁"
    side._tc.get_or_add_tcPr().append(parse_xml(f'<w:textDirection {nsdecls("w")} w:val="tbRlV"/>'))
    side._tc.tcPr.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))
    for column, name in enumerate(_STAMPS, start=1):
        table.cell(0, column).paragraphs[0].text = name
    for row, height in zip(table.rows, (6, 18), strict=True):
        row.height = Mm(height)
    for cell in (side, *table.row_cells(0)[1:]):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _headings(document: Any) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER  # flush with the text; Word lets a table stick out by its cells' margin
    table.autofit = False
    for label, texts in _HEADINGS:
        cells = table.add_row().cells
        cells[0].paragraphs[0].text = label
        cells[0]._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EDEDED"/>')
        )
        for number, text in enumerate(texts):
            paragraph = cells[1].paragraphs[0] if number == 0 else cells[1].add_paragraph()
            paragraph.text = text
        for paragraph in (*cells[0].paragraphs, *cells[1].paragraphs):
            paragraph.style = "表の文字"
    _widths(table, (32, _TEXT_MM - 32))
    _whole_rows(table)


def _todo(document: Any) -> None:
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for number, texts in enumerate(_TODO):
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = "表の文字"
            if number == 0:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _widths(table, (_TEXT_MM - 78, 42, 36))  # 「今週の金曜日まで」 on one line
    _whole_rows(table)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _whole_rows(table: Any) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def _emblem() -> io.BytesIO:
    """A made-up emblem: a ring and four leaves."""
    size = 240
    image = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(image)
    colour = (0x1F, 0x4E, 0x79)
    draw.ellipse((8, 8, size - 8, size - 8), outline=colour, width=14)
    centre = size / 2
    for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0)):
        middle = (centre + 48 * x, centre + 48 * y)
        half = (24 + 22 * abs(x), 24 + 22 * abs(y))
        draw.ellipse((middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]), fill=colour)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def _save(document: Any, place: Path) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.title, core.language = "会議録（決裁欄付き）", "ja-JP"
    core.created = core.modified = _WHEN
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as given, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _WHEN.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            taken.writestr(entry, given.read(name))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE)
