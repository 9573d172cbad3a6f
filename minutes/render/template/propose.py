"""Fields put into an office's existing minutes: beside the labels they have, and a loop where their body was.

What was done is told step by step; what belongs to the old meeting and was left is told too, since it would otherwise be
printed in every minutes to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from minutes.render.template.labels import BODY, BODY_LABELS, DATED, ENDS, FIELD_OF, TITLE, labelled, plain
from minutes.render.template.places import Paragraph, Part, paragraphs_of, parts_of
from minutes.render.template.tags import TAG, text_of, texts_of

_P, _R, _T, _TR, _TC, _TBL = map(qn, ("w:p", "w:r", "w:t", "w:tr", "w:tc", "w:tbl"))
_TAB = "\t"
_CONTENT = (_T, qn("w:tab"), qn("w:br"), qn("w:cr"))
_TITLE_WITHIN = 8  # paragraphs from the top
_PAIR, _LABEL = 2, 12  # cells of a row that is a label and its value; characters of a label
_SHOWN = 24  # characters of a text that is told
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Proposal:
    """A document being made a template. `steps`: what was done; `left`: what seems to be of the old meeting."""

    def __init__(self, document: Any) -> None:
        self.steps: list[str] = []
        self.left: list[str] = []
        self._places: dict[Any, str] = {}
        self._done: set[Any] = set()
        parts = parts_of(document)
        for part in parts:
            for paragraph in paragraphs_of(part):
                self._places[paragraph.element] = paragraph.place
        self._has_body = False
        self._title(parts[0])
        for part in parts:
            for row in list(part.root.iter(_TR)):
                self._row(row)
            for paragraph in list(paragraphs_of(part)):
                self._paragraph(paragraph)
        if not self._has_body:
            self._append_body(parts[0].root)
        self.left += self._leftovers(parts)

    def _title(self, body: Part) -> None:
        first = [one for one in paragraphs_of(body) if text_of(one.element).strip()][:_TITLE_WITHIN]
        for paragraph in first:
            text = text_of(paragraph.element).strip()
            if TITLE.search(text) and not labelled(text):
                self._put(paragraph.element, 0, "{{ 題名 }}", "題名の所に")
                return

    def _row(self, row: Any) -> None:
        cells = row.findall(_TC)
        for cell, beside in zip(cells, [*cells[1:], None], strict=True):
            paragraphs = cell.findall(_P)
            text = "".join(map(text_of, paragraphs))
            label = plain(text)
            if label in BODY_LABELS and not self._has_body:
                target = beside if beside is not None else _below(row)
                if target is not None:
                    self._fill_body(target.findall(_P), label)
                    self._done.update(paragraphs)
            elif label in FIELD_OF and beside is not None and plain(_cell_text(beside)) not in FIELD_OF:
                self._fill_cell(beside, FIELD_OF[label], label)
                self._done.update(paragraphs)
        self._unknown_row(cells)

    def _unknown_row(self, cells: Sequence[Any]) -> None:
        """A label we do not know, with something of the old meeting beside it."""
        if len(cells) != _PAIR or not (label := plain(_cell_text(cells[0]))) or len(label) > _LABEL:
            return
        value = _cell_text(cells[1]).strip()
        first = next(iter(cells[1].findall(_P)), None)
        if value and not TAG.search(value) and label not in FIELD_OF:
            self.left.append(f"{self._places.get(first, '')}：「{label}」の右の「{_shown(value)}」")
            self._done.update(cells[1].findall(_P))

    def _fill_cell(self, cell: Any, field: str, label: str) -> None:
        paragraphs = cell.findall(_P)
        for table in cell.findall(_TBL):
            cell.remove(table)
        for extra in paragraphs[1:]:
            cell.remove(extra)
        self._put(paragraphs[0], 0, field, f"「{label}」の右に")

    def _paragraph(self, paragraph: Paragraph) -> None:
        element = paragraph.element
        if element in self._done or element.getparent() is None:
            return
        text = _with_tabs(element)
        found = labelled(text)
        label = found.label if found else plain(text)
        if label in BODY_LABELS and not self._has_body:
            self._fill_body(list(_following(element)), label, after=element)
        elif found and label in FIELD_OF:
            tabs = text[: found.value_at].count(_TAB)
            self._put(element, found.value_at - tabs, FIELD_OF[label], f"「{label}」の後に")
        elif label in FIELD_OF and (below := _only_value_below(element)) is not None:
            self._put(below, 0, FIELD_OF[label], f"「{label}」の次の段落に")

    def _fill_body(self, old: Sequence[Any], label: str, after: Any = None) -> None:
        """The loop in place of the old paragraphs, in the look of the first that has text."""
        look = next((one for one in old if text_of(one).strip()), old[0] if old else after)
        fresh = [_like(look, text) for text in BODY]
        anchor = after if after is not None else old[0]
        place = self._places.get(anchor, "")
        for one in reversed(fresh):
            anchor.addnext(one)
        for one in old:
            one.getparent().remove(one)
        self._done.update(fresh)
        self._has_body = True
        removed = sum(bool(text_of(one).strip()) for one in old)
        self.steps.append(
            f"{place}：「{label}」の所に、案件ごとのくり返し（件名、発言、結果、今後の対応）を入れました。"
            + (f"前の会議の本文{removed}段落は外しました" if removed else "")
        )

    def _append_body(self, body: Any) -> None:
        last = [one for one in body if one.tag in (_P, _TBL)]
        if not last:
            return
        anchor = last[-1]
        paragraphs = [one for one in last if one.tag == _P]
        for text in reversed(BODY):
            fresh = _like(paragraphs[-1], text) if paragraphs else _like(OxmlElement("w:p"), text)
            anchor.addnext(fresh)
            self._done.add(fresh)
        self.steps.append(
            "議事の本文の見出し（会議の概要、審議内容など）が見つからないので、文書の終わりにくり返しを入れました。Word で正しい所へ移してください"
        )

    def _put(self, paragraph: Any, start: int, field: str, where: str) -> None:
        """The field in place of what stands from `start` on."""
        texts = texts_of(paragraph)
        whole = text_of(paragraph)
        holder, at = None, 0
        for text in texts:
            value = text.text or ""
            if holder is None and at + len(value) > start:
                holder = text
            text.text = value[: max(start - at, 0)]
            text.set(_SPACE, "preserve")
            at += len(value)
        if holder is None:
            holder = _run(paragraph)
        holder.text += field
        _clear_after(paragraph, holder)
        self._done.add(paragraph)
        old = f"（前の内容：「{_shown(whole[start:].strip())}」）" if whole[start:].strip() else ""
        self.steps.append(f"{self._places.get(paragraph, '')}：{where} {field} を入れました{old}")

    def _leftovers(self, parts: Sequence[Part]) -> Iterator[str]:
        for part in parts:
            for one in paragraphs_of(part):
                text = TAG.sub("", text_of(one.element)).strip()
                if one.element not in self._done and DATED.search(text):
                    yield f"{one.place}：「{_shown(text)}」"


def _clear_after(paragraph: Any, last: Any) -> None:
    """Take out the line breaks and tabs of the old value."""
    runs = [one for run in paragraph.findall(_R) for one in run if one.tag in _CONTENT]
    for one in runs[runs.index(last) + 1 :] if last in runs else ():
        one.getparent().remove(one)


def _shown(text: str) -> str:
    return text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")


def _with_tabs(paragraph: Any) -> str:
    """The text with what spreads a label from its value."""
    pieces = [one for run in paragraph.findall(_R) for one in run if one.tag in (_T, qn("w:tab"))]
    return "".join((one.text or "") if one.tag == _T else _TAB for one in pieces) or text_of(paragraph)


def _below(row: Any) -> Any | None:
    following = row.getnext()
    cells = following.findall(_TC) if following is not None and following.tag == _TR else []
    return cells[0] if len(cells) == 1 else None


def _cell_text(cell: Any) -> str:
    return "".join(map(text_of, cell.findall(_P)))


def _following(label: Any) -> Iterator[Any]:
    """The paragraphs of the old body: up to a table, another label, or what closes a document."""
    for one in label.itersiblings():
        text = text_of(one).strip() if one.tag == _P else ""
        if one.tag != _P or one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            return
        if ENDS.match(text) or plain(text) in FIELD_OF or ((found := labelled(text)) and found.label in FIELD_OF):
            return
        yield one


def _only_value_below(label: Any) -> Any | None:
    below = label.getnext()
    if below is None or below.tag != _P:
        return None
    text = text_of(below).strip()
    return below if text and plain(text) not in (*FIELD_OF, *BODY_LABELS) and not labelled(text) else None


def _like(look: Any, text: str) -> Any:
    """A paragraph with this text in the look of another."""
    made = OxmlElement("w:p")
    properties = look.find(qn("w:pPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    run = OxmlElement("w:r")
    given = next((one.find(qn("w:rPr")) for one in look.iter(_R) if one.find(qn("w:rPr")) is not None), None)
    if given is not None:
        run.append(deepcopy(given))
    content = OxmlElement("w:t")
    content.text = text
    content.set(_SPACE, "preserve")
    run.append(content)
    made.append(run)
    return made


def _run(paragraph: Any) -> Any:
    """The text of a new run at the end of a paragraph, in the look of what is before it."""
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    looks = [one.find(qn("w:rPr")) for one in paragraph.findall(_R)] or [paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")]
    if looks[-1] is not None:
        run.append(deepcopy(looks[-1]))
    run.append(text)
    paragraph.append(run)
    text.text = ""
    text.set(_SPACE, "preserve")
    return text
