"""The Word styles of our documents, as XML built from a short table.

python-docx's own template carries an English office's styles (a hundred of them, theme fonts, en-US); a clerk who opens
the style list should see the few that this document uses. Lengths are twentieths of a point; an indent is also given
in hundredths of a character, which is what Word goes by when the clerk changes the type size.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from minutes.render.forms import Page

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LANGUAGE = "ja-JP"
SMALL = 0.86  # small type in proportion to the body: 9 pt beside 10.5 pt
_TITLE_SCALE = 1.34  # 14 pt beside 10.5 pt

NORMAL = "Normal"
TITLE = "Title"
HEADING1 = "Heading1"
HEADING2 = "Heading2"
HEADING3 = "Heading3"
HEADING4 = "Heading4"
HEADINGS = (HEADING1, HEADING2, HEADING3, HEADING4)
FOOTER = "Footer"
_OWN = "Minutes"
HEADER_LINE = "MinutesHeader"
EXPLANATION = "MinutesExplanation"
OPINION = "MinutesOpinion"
RESULT = "MinutesResult"
UTTERANCE = "MinutesUtterance"
NOTICE = "MinutesNotice"
RECORD = "MinutesRecord"
LIST = "MinutesList"
CELL = "MinutesCell"
CENTRED = "MinutesCentred"
RIGHT = "MinutesRight"
SIGNATURE = "MinutesSignature"
CHECKLIST = "MinutesChecklist"
CHECK = "MinutesCheck"
DRAFT = "MinutesDraft"
DRAFT_NAME = "案の表示"  # without a look of its own: what it marks is found again, and stands in the type around it
COMMENT_TEXT = "CommentText"
COMMENT_REFERENCE = "CommentReference"


class Style(NamedTuple):
    """A paragraph style. `indent`, `hanging` in characters; `before`, `after` in lines of the grid."""

    id: str
    name: str
    based: str = NORMAL
    next: str = ""
    heading: bool = False
    scale: float = 1.0
    align: str = ""
    indent: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    outline: int | None = None
    keep_next: bool = False
    snap: bool = True
    extra: str = ""


_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="808080"/>' for side in ("top", "left", "bottom", "right")
)
_STYLES = (
    Style(TITLE, "Title", next=NORMAL, heading=True, scale=_TITLE_SCALE, align="center", after=0.5, keep_next=True),
    Style(
        HEADING1, "heading 1", next=NORMAL, heading=True, before=1, outline=0, keep_next=True, indent=1.5, hanging=1.5
    ),
    Style(HEADING2, "heading 2", next=NORMAL, heading=True, before=0.5, outline=1, keep_next=True),
    Style(HEADING3, "heading 3", next=NORMAL, heading=True, before=0.5, outline=2, keep_next=True),
    Style(HEADING4, "heading 4", next=NORMAL, heading=True, before=0.5, outline=3, keep_next=True),
    Style(FOOTER, "footer", scale=SMALL, align="center", snap=False),
    Style(HEADER_LINE, "開催概要", align="left", indent=1, hanging=1),
    Style(EXPLANATION, "説明", indent=1, hanging=1),
    Style(OPINION, "質問・答弁", indent=1, hanging=1),
    Style(RESULT, "結果", indent=1, hanging=1),
    Style(UTTERANCE, "発言", indent=6, hanging=6),
    Style(
        NOTICE,
        "注意書き",
        scale=SMALL,
        heading=True,
        indent=0.5,
        align="left",
        extra=f'<w:pBdr>{_BOX}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>',
    ),
    Style(RECORD, "作成の記録", scale=SMALL, align="left", snap=False, keep_next=True),
    Style(LIST, "一覧", scale=SMALL, align="left", snap=False),
    Style(CELL, "表の欄", align="left"),
    Style(CENTRED, "中央", align="center"),
    Style(RIGHT, "右寄せ", align="right"),
    Style(SIGNATURE, "署名", before=0.5, indent=12, align="left"),
    Style(
        CHECKLIST,
        "確認のための一覧",
        next=NORMAL,
        heading=True,
        after=0.5,
        outline=1,
        keep_next=True,
        extra="<w:pageBreakBefore/>",
    ),
    Style(COMMENT_TEXT, "annotation text", scale=SMALL, align="left", snap=False),
)


def styles_xml(page: Page) -> str:
    """The children of w:styles: defaults, then every style, as one XML document."""
    half_points = round(page.size_pt * 2)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(page.font)}"
        f'<w:kern w:val="2"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="{NORMAL}"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f"<w:rPr>{fonts_xml(page.font)}</w:rPr></w:style>"
    )
    body = "".join(_paragraph(style, page) for style in _STYLES)
    return f'<w:styles xmlns:w="{_W}">{defaults}{normal}{_others(page)}{body}</w:styles>'


def style_of(style: str) -> Style:
    """The paragraph style with this id; what is in no table of ours looks like the body."""
    return next((one for one in _STYLES if one.id == style), Style(style, style))


def heading(level: int) -> str:
    """The style of a heading so deep in the document, 1 for the highest."""
    return HEADINGS[min(level, len(HEADINGS)) - 1]


def name_of(style: str) -> str:
    """The name a clerk sees for the style with this id."""
    return style_of(style).name


def fonts_xml(font: str) -> str:
    """One font for every script; the hint makes Word draw ○ → ■ with the East Asian one too."""
    name = quoteattr(font)
    return f'<w:rFonts w:ascii={name} w:eastAsia={name} w:hAnsi={name} w:cs={name} w:hint="eastAsia"/>'


def indent_xml(indent: float, hanging: float, size_pt: float) -> str:
    """w:ind for a left indent and a hanging first line, in characters of `size_pt`."""
    unit = size_pt * 20
    left = round((indent - hanging) * 100)  # Word counts w:leftChars without the hanging part, w:left with it
    return (
        "<w:ind "
        + (f'w:leftChars="{left}" ' if left else "")
        + f'w:left="{round(indent * unit)}" w:hangingChars="{round(hanging * 100)}" w:hanging="{round(hanging * unit)}"/>'
    )


def gap_xml(page: Page) -> str:
    """The properties of an empty paragraph half a line high: Word joins a box to the text below without one."""
    half = round(page.line_pt * 10)
    return f'<w:snapToGrid w:val="0"/><w:spacing w:line="{half}" w:lineRule="exact"/>'


def _paragraph(style: Style, page: Page) -> str:
    size_pt = round(page.size_pt * style.scale * 2) / 2
    font = page.heading_font if style.heading else page.font
    spacing = _spacing(style, page)
    properties = (
        ("<w:keepNext/><w:keepLines/>" if style.keep_next else "")
        + style.extra
        + ("" if style.snap else '<w:snapToGrid w:val="0"/>')
        + spacing
        + (indent_xml(style.indent, style.hanging, size_pt) if style.indent else "")
        + (f'<w:jc w:val="{style.align}"/>' if style.align else "")
        + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "")
    )
    half_points = round(size_pt * 2)
    custom = ' w:customStyle="1"' if style.id.startswith(_OWN) else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if style.scale != 1 else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{escape(style.name)}"/>'
        f'<w:basedOn w:val="{style.based}"/><w:next w:val="{style.next or style.id}"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{fonts_xml(font)}{size}</w:rPr></w:style>"
    )


def _spacing(style: Style, page: Page) -> str:
    unit = page.line_pt * 20
    given = [
        f'w:{side}Lines="{round(lines * 100)}" w:{side}="{round(lines * unit)}"'
        for side, lines in (("before", style.before), ("after", style.after))
        if lines
    ]
    return f"<w:spacing {' '.join(given)}/>" if given else ""


def _others(page: Page) -> str:
    """The character, table and list styles Word expects, and those of our own."""
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{CHECK}"><w:name w:val="要確認"/><w:qFormat/>'
        f'<w:rPr>{fonts_xml(page.heading_font)}<w:b/><w:shd w:val="clear" w:color="auto" w:fill="FFE699"/></w:rPr>'
        "</w:style>"
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{DRAFT}"><w:name w:val="{DRAFT_NAME}"/></w:style>'
        f'<w:style w:type="character" w:styleId="{COMMENT_REFERENCE}"><w:name w:val="annotation reference"/>'
        '<w:semiHidden/><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    )
