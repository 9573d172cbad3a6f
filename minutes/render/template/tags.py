"""The tags {{ … }} and {% … %} in a paragraph of Word: found however Word has cut the text into runs, and made whole.

A clerk writes {% for … %} alone in a paragraph, or alone in a row of a table, and means the paragraphs or rows between it
and its end. docxtpl wants that said ({%p, {%tr); it is said for the clerk here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from docx.oxml.ns import qn

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEVELLED = re.compile(r"(\{[{%#])-?(tr|tc|p|r)(?=\s)")
_TRIMMED = re.compile(r"(?<=\{[{%#])[-+]|[-+](?=[}%#]\})")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'"})
_BLOCK = "{%"
_P, _T, _ROW, _CELL = qn("w:p"), qn("w:t"), qn("w:tr"), qn("w:tc")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Tag(NamedTuple):
    """A tag without its level (`tr`, `tc`, `p`, `r`: what docxtpl is to repeat; "" in running text)."""

    text: str
    level: str

    @property
    def is_block(self) -> bool:
        """Whether it begins, divides or ends a stretch of the document, and prints nothing itself."""
        return self.text.startswith(_BLOCK)

    def written(self, level: str) -> str:
        """The tag as docxtpl reads it."""
        return self.text[:2] + level + self.text[2:] if level else self.text


def texts_of(paragraph: Any) -> list[Any]:
    """The w:t of a paragraph, without those of text boxes that hang on it."""
    return [text for text in paragraph.iter(_T) if next(text.iterancestors(_P)) is paragraph]


def text_of(paragraph: Any) -> str:
    """The paragraph's text."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def tags_in(text: str) -> list[Tag]:
    """The tags in a text, in order."""
    return [_tag(found[0]) for found in TAG.finditer(text)]


def levels(paragraph: Any) -> tuple[list[Tag], str]:
    """The paragraph's tags, and what of the document they repeat: rows, paragraphs or (``""``) text within it."""
    text = text_of(paragraph)
    tags = tags_in(text)
    given = next((tag.level for tag in tags if tag.level), "")
    if given:
        return tags, given
    if not tags or not _lone(text, tags):
        return tags, ""
    row = next(paragraph.iterancestors(_ROW), None)
    if row is not None and _lone(whole := "".join(map(text_of, row.iter(_P))), tags_in(whole)):
        return tags, "tr"
    return tags, "p"


def prepare(root: Any) -> None:
    """Make the tags of a part whole and tell docxtpl of each what it repeats."""
    # levels are read before anything moves: what stands alone in a row does so only in the row as the clerk wrote it
    for paragraph, (tags, level) in [(one, levels(one)) for one in root.iter(_P)]:
        if tags:
            _make_whole(texts_of(paragraph))
        if level in ("p", "tr"):
            _raise(paragraph, tags, level)


def _tag(text: str) -> Tag:
    text = _TRIMMED.sub("", text.translate(_QUOTES))
    found = _LEVELLED.match(text)
    return Tag(found[1] + text[found.end() :], found[2]) if found else Tag(text, "")


def _lone(text: str, tags: Sequence[Tag]) -> bool:
    return all(tag.is_block for tag in tags) and not TAG.sub("", text).strip()


def _make_whole(texts: Sequence[Any]) -> None:
    """Each tag into the run in which it begins."""
    whole = "".join(text.text or "" for text in texts)
    owner = [number for number, text in enumerate(texts) for _ in text.text or ""]
    for start, end in _spans(whole):
        owner[start:end] = [owner[start]] * (end - start)
    parts: list[list[str]] = [[] for _ in texts]
    for number, character in zip(owner, _cleaned(whole), strict=True):
        parts[number].append(character)
    for text, characters in zip(texts, parts, strict=True):
        text.text = "".join(characters)
        text.set(_SPACE, "preserve")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in TAG.finditer(text))


def _cleaned(text: str) -> str:
    """Quotation marks as the engine knows them, in tags only; no character is added or lost."""
    return TAG.sub(lambda found: found[0].translate(_QUOTES), text)


def _raise(paragraph: Any, tags: Sequence[Tag], level: str) -> None:
    """A paragraph or row of nothing but tags into one for each tag, as docxtpl takes a whole one for each."""
    unit = paragraph if level == "p" else next(paragraph.iterancestors(_ROW))
    if level == "tr" and unit.get("done"):
        return
    if level == "tr":
        tags = [tag for one in unit.iter(_P) for tag in tags_in(text_of(one))]
        unit.set("done", "1")
    for tag in tags:
        fresh = deepcopy(unit)
        fresh.attrib.pop("done", None)
        texts = list(fresh.iter(_T))
        for text in texts:
            text.text = ""
        texts[0].text = tag.written(level)
        unit.addprevious(fresh)
    unit.getparent().remove(unit)
