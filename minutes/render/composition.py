"""A form's layout, block by block, on any sheet."""

from __future__ import annotations

from collections.abc import Collection

from minutes.render import styles
from minutes.render.book import Block, Book, Head, Numbering
from minutes.render.changes import write_changes
from minutes.render.checklist import write_checklist
from minutes.render.head import title
from minutes.render.header import write_attendance, write_lines, write_table
from minutes.render.japanese import clock
from minutes.render.layout import AIDS, BlockName, Entry
from minutes.render.notices import notices
from minutes.render.proceedings import (
    write_agenda,
    write_all_actions,
    write_all_results,
    write_closing,
    write_items,
    write_opening,
    write_other,
)
from minutes.render.receipts import write_receipts
from minutes.render.record import write_record
from minutes.render.sheet import Indent
from minutes.render.unreflected import write_unreflected
from minutes.render.verbatim import write_verbatim
from minutes.render.withheld import write_withheld

_STYLES = {"left": styles.NORMAL, "center": styles.CENTRED, "right": styles.RIGHT}
_LAST_PAGE = ("checklist", "changes")
_LINE_FOR_NAME = 20  # full-width spaces to sign on


def compose(book: Book, only: Collection[BlockName] | None = None) -> None:
    """Write everything the form prints, in its order; draft aids only where the document has them. `only`: of its layout
    these blocks, where the rest stands in the office's own template."""
    numbering = Numbering(book.sheet)
    notice, listed = None, False
    for entry in book.form.layout if only is None else [one for one in book.form.layout if one.block in only]:
        if entry.block == "notices":
            notice = book.sheet.reserve()
        elif entry.block not in AIDS or book.aids:
            if entry.block in _LAST_PAGE and not listed:
                write_withheld(book.sheet, book.beside.withheld, book.sources)
                listed = True
            _write(book, entry, numbering)
    if notice is not None:
        lines = notices(book.minutes, book.standing, book.beside, book.sources)
        book.sheet.fill(notice, styles.NOTICE, lines)
    if not listed:
        write_withheld(book.sheet, book.beside.withheld, book.sources)


def _write(book: Book, entry: Entry, numbering: Numbering) -> None:
    head = numbering.head(entry.heading, styles.heading(entry.level))
    if entry.said and not book.sources.mentions(entry.said):
        return
    book.level = entry.level + bool(entry.heading)
    if entry.block:
        _BLOCKS[entry.block](book, head)
    else:
        head()
    if entry.text:
        _write_text(book, entry)


def _write_text(book: Book, entry: Entry) -> None:
    """A line with a time nobody knows is left out."""
    meeting = book.minutes.meeting
    times = {name: clock(time) if time else "" for name, time in (("start", meeting.start), ("end", meeting.end))}
    if all(times[name] for name in times if "{" + name + "}" in entry.text):
        book.sheet.paragraph(_STYLES[entry.align], entry.text.format(**times))


def _write_title(book: Book, head: Head) -> None:
    book.sheet.paragraph(styles.TITLE, title(book.minutes.meeting, book.form, book.standing))


def _write_signatures(book: Book, head: Head) -> None:
    given = book.form.signatures
    head()
    book.sheet.paragraph(styles.NORMAL, given.text)
    for who in given.who:
        book.sheet.paragraph(styles.SIGNATURE, f"{who}　" + "＿" * _LINE_FOR_NAME, indent=Indent(12, 0))


def _nothing(book: Book, head: Head) -> None:
    """The box of the first page: it is written last, when all is known that it tells."""


def _unreflected(book: Book, head: Head) -> None:
    write_unreflected(book.sheet, book.minutes, book.beside.unreflected, book.sources)


def _receipts(book: Book, head: Head) -> None:
    write_receipts(book.sheet, book.beside.corrections if book.form.receipts else (), book.sources)


def _record(book: Book, head: Head) -> None:
    write_record(book.sheet, book.minutes, book.standing, book.beside, book.notes, book.sources)


_BLOCKS: dict[BlockName, Block] = {
    "title": _write_title,
    "notices": _nothing,
    "lines": write_lines,
    "table": write_table,
    "attendance": write_attendance,
    "agenda": write_agenda,
    "opening": write_opening,
    "items": write_items,
    "other": write_other,
    "verbatim": write_verbatim,
    "results": write_all_results,
    "actions": write_all_actions,
    "closing": write_closing,
    "signatures": _write_signatures,
    "unreflected": _unreflected,
    "receipts": _receipts,
    "record": _record,
    "checklist": write_checklist,
    "changes": write_changes,
}
