"""The change log of a draft: what is known of its versions, and lines for those that come."""

from __future__ import annotations

from minutes.render import styles
from minutes.render.book import Book, Head
from minutes.render.japanese import moment

_HEAD = ("版", "年月日", "変更した人", "変更の内容")
_WIDTHS = (2.5, 8.0, 9.0)  # characters; the rest is for what was changed
_LINES = 4  # to be filled in


def write_changes(book: Book, head: Head) -> None:
    """No date of the making: the same minutes give the same document on any day."""
    known = [("案", "", "（自動作成）", f"{book.minutes.provenance.software} で作成")]
    if given := book.standing.confirmation:
        known.append(("", moment(given.at), given.by, "Word で直した文書（別のファイル）を確認"))
    empty = [("", "", "", "")] * _LINES
    book.sheet.paragraph(styles.HEADING2, book.labels.changes)
    book.sheet.table([*known, *empty], styles.LIST, _WIDTHS, head=_HEAD)
