"""What Word accepts, and what our house wants of every document, as lists of faults.

The schema of the format, its parts and their relations are openxml-audit's business (the rules of Microsoft's Open XML SDK);
here stands what these rules do not say.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from minutes.render.clean import clean

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = (f"{_W}t", f"{_W}instrText", f"{_W}delText")
_OPENING, _CLOSING = f"{_W}commentRangeStart", f"{_W}commentRangeEnd"
_UNIQUE = (f"{_W}comment", f"{_W}bookmarkStart", f"{_DRAWING}docPr")
_WORDED = (f"{_W}body", f"{_W}hdr", f"{_W}ftr", f"{_W}comments")


class Package:
    """A document's parts as they lie in the file."""

    def __init__(self, place: Path) -> None:
        with zipfile.ZipFile(place) as package:
            self.names = package.namelist()
            self.data = {name: package.read(name) for name in self.names}
        self.trees = {
            name: etree.fromstring(data)
            for name, data in self.data.items()
            if name.endswith((".xml", ".rels")) and not name.startswith("customXml/")
        }
        self.worded = {name: tree for name, tree in self.trees.items() if next(tree.iter(*_WORDED), None) is not None}
        self.styles = {one.get(f"{_W}styleId"): one for one in self.trees["word/styles.xml"].iter(f"{_W}style")}


def faults(place: Path) -> list[str]:
    """Why Word would mend or refuse the document."""
    return [*against_the_schema(place), *beyond_the_schema(place)]


def against_the_schema(place: Path) -> list[str]:
    """What openxml-audit finds; a validator for each document, since it keeps what it saw in the one before."""
    found = OpenXmlValidator(FileFormat.OFFICE_2016).validate(place).errors
    return [f"{one.part_uri}: {one.description}" for one in found]


def beyond_the_schema(place: Path) -> list[str]:
    """What the schema does not say and Word does not forgive."""
    package = Package(place)
    return [
        *_parts(package),
        *_ids(package),
        *_remarks(package),
        *_references(package),
        *_texts(package),
    ]


def lapses(place: Path, styles: bool = True) -> list[str]:
    """What our house wants besides. `styles`: also of runs, rows and the body's styles, which in an office's own template are
    the office's."""
    package = Package(place)
    return [*_properties(package), *_pictures(package), *_fonts(package, styles), *(_look(package) if styles else ())]


def _parts(package: Package) -> Iterator[str]:
    """Every part is declared, every target there, nothing stands twice."""
    types = package.trees["[Content_Types].xml"]
    endings = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    overrides = [one.get("PartName", "") for one in types.iter(f"{_TYPES}Override")]
    yield from (f"{name} stands twice" for name, count in Counter(package.names).items() if count > 1)
    for name in package.names:
        if (
            name != "[Content_Types].xml"
            and f"/{name}" not in overrides
            and name.rpartition(".")[2].lower() not in endings
        ):
            yield f"{name} has no content type"
    yield from (f"{one} is declared and not there" for one in overrides if one[1:] not in package.data)
    for name, tree in package.trees.items():
        folder = posixpath.dirname(posixpath.dirname(name))
        for one in tree.iter(f"{_RELATIONS}Relationship"):
            target = posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target", "")))
            if one.get("TargetMode") != "External" and target[1:] not in package.data:
                yield f"{name} leads to {target}, which is not there"


def _ids(package: Package) -> Iterator[str]:
    for tag in _UNIQUE:
        found = [
            one.get(f"{_W}id") or one.get("id") for tree in package.worded.values() for one in tree.iter(tag)
        ]  # one number space for the whole document, as Word keeps it
        yield from (f"{tag} {number} stands {count} times" for number, count in Counter(found).items() if count > 1)
    begun = [one.get(f"{_W}id") for tree in package.worded.values() for one in tree.iter(f"{_W}bookmarkStart")]
    ended = [one.get(f"{_W}id") for tree in package.worded.values() for one in tree.iter(f"{_W}bookmarkEnd")]
    if sorted(begun) != sorted(ended):
        yield f"bookmarks begin {begun} and end {ended}"
    names = Counter(one.get(f"{_W}styleId") for one in package.trees["word/styles.xml"].iter(f"{_W}style"))
    yield from (f"style {name} is defined {count} times" for name, count in names.items() if count > 1)


def _remarks(package: Package) -> Iterator[str]:
    """Each comment has one beginning, one end and one reference, in this order, and hangs on some text of the body."""
    comments = package.trees.get("word/comments.xml")
    given = [one.get(f"{_W}id") for one in comments.iter(f"{_W}comment")] if comments is not None else []
    places: dict[str, list[str]] = {name: [] for name in given}
    words: dict[str, str] = {}
    opened: set[str] = set()
    for one in package.trees["word/document.xml"].iter(_OPENING, _CLOSING, f"{_W}commentReference", f"{_W}t"):
        if one.tag == f"{_W}t":
            for name in opened:
                words[name] = words.get(name, "") + (one.text or "")
            continue
        name = one.get(f"{_W}id")
        places.setdefault(name, []).append(one.tag.removeprefix(_W))
        (opened.add if one.tag == _OPENING else opened.discard)(name)
    for name, found in places.items():
        if found != ["commentRangeStart", "commentRangeEnd", "commentReference"]:
            yield f"comment {name}: {found}"
        if name not in given:
            yield f"comment {name} is not there"
        if not words.get(name):
            yield f"comment {name} hangs on nothing"
    others = (name for name in package.worded if name not in ("word/document.xml", "word/comments.xml"))
    yield from (
        f"{name} holds a comment" for name in others if next(package.worded[name].iter(_OPENING), None) is not None
    )


def _references(package: Package) -> Iterator[str]:
    """Styles and lists that are used are defined."""
    numbering = package.trees.get("word/numbering.xml")
    lists = {one.get(f"{_W}numId") for one in numbering.iter(f"{_W}num")} if numbering is not None else set()
    for name, tree in (*package.worded.items(), ("word/styles.xml", package.trees["word/styles.xml"])):
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            used = {one.get(f"{_W}val") for one in tree.iter(_W + kind)}
            yield from (f"{name}: {kind} {one} is not there" for one in sorted(used - set(package.styles)))
        used = {one.get(f"{_W}val") for one in tree.iter(f"{_W}numId")} - {"0"}
        yield from (f"{name}: list {one} is not there" for one in sorted(used - lists))


def _texts(package: Package) -> Iterator[str]:
    """No control characters; spaces at the ends are kept; a cell ends with a paragraph, a row has as many as it says."""
    for name, tree in package.worded.items():
        for one in tree.iter(*_TEXTS):
            text = one.text or ""
            if text != clean(text):
                yield f"{name}: {text[:40]!r} is not clean"
            if text != text.strip() and one.get(_SPACE) != "preserve":
                yield f"{name}: {text[:40]!r} loses its spaces"
        for cell in tree.iter(f"{_W}tc"):
            if len(cell) == 0 or cell[-1].tag != f"{_W}p":
                yield f"{name}: a cell does not end with a paragraph"
        for table in tree.iter(f"{_W}tbl"):
            columns = len(table.find(f"{_W}tblGrid"))
            if any(_cells(row) != columns for row in table.findall(f"{_W}tr")):
                yield f"{name}: a row has not {columns} cells"


def _cells(row: Any) -> int:
    spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.findall(f"{_W}tc"))
    return sum(1 if span is None else int(span.get(f"{_W}val")) for span in spans)


def _properties(package: Package) -> Iterator[str]:
    """The document says what it is and not who sat before the screen."""
    held = {one.tag.split("}")[1]: one.text or "" for one in package.trees["docProps/core.xml"]}
    yield from (f"property {name} is empty" for name in ("title", "subject", "keywords") if not held.get(name))
    yield from (f"property {name} tells {held[name]}" for name in ("creator", "lastModifiedBy") if held.get(name))


def _pictures(package: Package) -> Iterator[str]:
    for name, tree in package.worded.items():
        if any(not one.get("descr") for one in tree.iter(f"{_DRAWING}docPr")):
            yield f"{name}: a picture without a word for those who do not see it"


def _fonts(package: Package, every: bool) -> Iterator[str]:
    """An East Asian font on every run itself (`every`) or through its styles, and Japanese as the language."""
    defaults = package.trees["word/styles.xml"].find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
    language = defaults.find(f"{_W}lang") if defaults is not None else None
    if language is None or language.get(f"{_W}eastAsia") != "ja-JP":
        yield "the language is not Japanese"
    for name, tree in package.worded.items():
        for run in tree.iter(f"{_W}r"):
            if next(run.iter(*_TEXTS), None) is None:
                continue
            own = run.find(f"{_W}rPr/{_W}rFonts")
            if every and (own is None or not own.get(f"{_W}eastAsia")):
                yield f"{name}: a run without its font: {''.join(run.itertext())[:40]}"
            if not any(_names_font(one) for one in (run.find(f"{_W}rPr"), *_styles_of(run, package), defaults)):
                yield f"{name}: no East Asian font for {''.join(run.itertext())[:40]}"


def _names_font(properties: Any) -> bool:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    return fonts is not None and bool(fonts.get(f"{_W}eastAsia") or fonts.get(f"{_W}eastAsiaTheme"))


def _styles_of(run: Any, package: Package) -> Iterator[Any]:
    """The run properties of the styles a run has, nearest first."""
    paragraph = next(run.iterancestors(f"{_W}p"))
    for used in (run.find(f"{_W}rPr/{_W}rStyle"), paragraph.find(f"{_W}pPr/{_W}pStyle")):
        style = package.styles.get(used.get(f"{_W}val")) if used is not None else None
        while style is not None:
            yield style.find(f"{_W}rPr")
            based = style.find(f"{_W}basedOn")
            style = package.styles.get(based.get(f"{_W}val")) if based is not None else None


def _look(package: Package) -> Iterator[str]:
    """Rows are not torn apart, heads of tables come again on every page, paragraphs have a style."""
    for table in package.trees["word/document.xml"].iter(f"{_W}tbl"):
        for number, row in enumerate(table.findall(f"{_W}tr")):
            whole = row.find(f"{_W}trPr/{_W}cantSplit") is not None
            if not whole and max(len(cell.findall(f"{_W}p")) for cell in row.findall(f"{_W}tc")) <= 12:
                yield f"a row may be torn apart: {''.join(row.itertext())[:40]}"
            head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            if head and number:
                yield f"a head in the midst of a table: {''.join(row.itertext())[:40]}"
    for one in package.trees["word/document.xml"].iter(f"{_W}p"):
        if "".join(one.itertext()) and one.find(f"{_W}pPr/{_W}pStyle") is None:
            yield f"a paragraph without a style: {''.join(one.itertext())[:40]}"
