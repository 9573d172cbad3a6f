"""The last page of a draft: what is to be checked before the minutes are used, each with a box to tick."""

from __future__ import annotations

from collections.abc import Iterator

from minutes.domain import ActionItem, Decision, Statement
from minutes.render import styles
from minutes.render.book import Book, Head
from minutes.render.header import missing
from minutes.render.lost import rows_of
from minutes.render.proceedings import KINDS, NOT_PRINTED, unprinted
from minutes.unsupported import sentence_of

_BOX = "□"
_HEAD = ("", "確かめること", "この案では")
_WIDTHS = (1.0, 11.0)  # characters; the rest is for what was found
_UNPRINTED = ("案件", "種類", "発言者・担当", "文")
_UNPRINTED_WIDTHS = (2.5, 5.0, 7.0)
_LISTED = 5  # sentences without certain evidence named one by one
_QUOTED = 30  # characters of each
_UNCERTAIN = ("ungrounded", "no_evidence")


def write_checklist(book: Book, head: Head) -> None:
    """On a page of its own; numbers are of this document, places are in the comments and in the lists above."""
    book.sheet.paragraph(styles.CHECKLIST, book.labels.checklist)
    rows = [(_BOX, what, found) for what, found in _rows(book)]
    book.sheet.table(rows, styles.LIST, _WIDTHS, head=_HEAD)
    _write_unprinted(book)


def _write_unprinted(book: Book) -> None:
    """What the minutes hold and the form has no place for, so that it can be taken in by hand; no procedure."""
    left = [one for one in unprinted(book) if one.kind != KINDS["procedure"]] if book.form.has("items") else []
    if not left:
        return
    book.sheet.paragraph(styles.HEADING3, book.labels.unprinted)
    rows = [(str(one.item), one.kind, one.whose, one.text) for one in left]
    book.sheet.table(rows, styles.LIST, _UNPRINTED_WIDTHS, head=_UNPRINTED)


def _rows(book: Book) -> Iterator[tuple[str, str]]:
    sources, beside = book.sources, book.beside
    if empty := missing(book):
        yield "開催の概要に空欄がないか", f"未記入：{'、'.join(empty)}"
    else:
        yield "開催の概要は正しいか", "すべて記入済み"
    if beside.coverage:
        for label, found in rows_of(beside.coverage, beside.recording):
            yield f"録音を聞き漏らしていないか（{label}）", found
    voices = (
        f"名簿の人と結び付いていない声が{sources.voices}人分ある。"
        if sources.voices
        else "すべて名簿の人と結び付けた。"
    )
    yield "発言者は正しいか", voices
    yield (
        "要確認の印を確かめたか",
        f"{sources.checks}か所。理由と録音の時刻はコメントにある。" if sources.checks else "なし",
    )
    if book.form.prints_statements:
        yield "文に録音の裏付けがあるか", _uncertain(book)
        yield "漏れた発言がないか", _unreflected(book)
    yield "用語の候補を採るか", f"{sources.suggested}か所（コメントと前の一覧）" if sources.suggested else "なし"
    if left := [note for label, note in book.notes if label == NOT_PRINTED]:
        yield "載せない発言はこれでよいか", "".join(left)


def _unreflected(book: Book) -> str:
    count = len(book.beside.unreflected)
    if not count and not book.minutes.provenance.authorship:  # minutes of before anybody looked for it
        return "調べていない。minutes structure をもう一度実行すると調べる。"
    return f"反映していない発言{count}件（前の一覧）" if count else "反映していない発言はない。"


def _uncertain(book: Book) -> str:
    """Sentences whose words the recording does not bear out as they stand."""
    found = [part for part in _parts(book) if any(flag in _UNCERTAIN or sentence_of(flag) for flag in part.flags)]
    if not found:
        return "裏付けの確かでない文はない。"
    listed = "".join(f"「{_short(part.text)}」" for part in found[:_LISTED])
    more = f" ほか{len(found) - _LISTED}件" if len(found) > _LISTED else ""
    return f"確かでない文{len(found)}件：{listed}{more}"


def _parts(book: Book) -> Iterator[Statement | Decision | ActionItem]:
    for item in book.minutes.items:
        yield from item.statements
        yield from item.decisions
        yield from item.actions


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
