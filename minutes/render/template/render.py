"""Minutes in the office's own Word file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from minutes.render import styles
from minutes.render.book import Book
from minutes.render.composition import compose
from minutes.render.docx import Properties
from minutes.render.layout import TAIL, BlockName
from minutes.render.notices import notices
from minutes.render.proceedings import left_out
from minutes.render.sheet import Row
from minutes.render.template.check import sound
from minutes.render.template.content import Filling, content_of
from minutes.render.template.fill import fill
from minutes.render.template.pencil import Pencil
from minutes.render.template.settle import count_checks, settle
from minutes.render.template.sheet import TemplateSheet
from minutes.render.typing import typed

_NOTICES = "注意書き"
_PRINTED: dict[BlockName, str] = {"unreflected": "反映していない発言", "record": "作成の記録"}


def render_template(book: Book, properties: Properties, place: Path) -> int:
    """Write the minutes in the form's template to `place`; how many places in it are marked for the clerk.

    What a draft must say and the template has no place for is put before and after it. The same minutes give the same
    bytes. Raises InputMissing, BadConfiguration; OSError passes.
    """
    template = Path(book.form.template)
    examined = sound(template, trial=False)  # it was tried when the form was loaded
    used = examined.used
    book.notes.extend(_not_printed(book, used))
    pencil = Pencil(book.form.digits)
    document = fill(template, content_of(Filling(book, pencil), examined.named))
    sheet = TemplateSheet(document, book.form.page, properties)
    book = replace(book, sheet=typed(sheet, book.form.digits))
    book.sources.checks = count_checks(document, pencil, book.form.labels.check)
    settle(document, pencil, sheet)
    if _NOTICES not in used:
        lines = notices(book.minutes, book.standing, book.beside, book.sources)
        if lines:
            with sheet.at_the_beginning():
                book.sheet.fill(book.sheet.reserve(), styles.NOTICE, lines)
    with sheet.on_a_new_page():
        compose(book, [block for block in TAIL if _PRINTED.get(block) not in used])
    sheet.save(place)
    return book.sources.checks


def _not_printed(book: Book, used: Collection[str]) -> list[Row]:
    """What the minutes hold and this template has no place for."""
    if "議題" not in used:
        return []
    results = sum(len(item.decisions) for item in book.minutes.items)
    lost = f"結果{results}件は、ひな形に入れる所がないため、本文に載せていない。"
    return [*left_out(book), *([("不掲載", lost)] if results and "議題.結果" not in used else [])]
