"""The proceedings item by item, what came of them, and how the meeting opened and closed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from minutes.domain import ActionItem, AgendaItem, Decision, Statement
from minutes.render import styles
from minutes.render.book import Book, Head, Numbering
from minutes.render.flags import NO_RESULT, NO_STATEMENTS, about_speaker, about_text
from minutes.render.head import cases
from minutes.render.japanese import FULL_SPACE, circled, clock
from minutes.render.layout import BlockName, Part, PartName
from minutes.render.sheet import Indent, Row
from minutes.render.statements import BREAK, is_of, leads, write_explained, write_paragraphs, write_statements

KINDS = {
    "explanation": "説明",
    "question": "質問",
    "answer": "回答",
    "opinion": "意見",
    "request": "要望",
    "procedure": "議事進行",
}
NOT_PRINTED = "不掲載"
_ACTION = "今後の対応"
_OTHER = re.compile(r"^その他")
Found = TypeVar("Found", Decision, ActionItem)
_NOTHING_TO_DECIDE = re.compile(r"^その他|[（(]報告[）)]$")  # formats.md section 1: the tag of an item for information
_OPENS = re.compile(r"開会|開議|を(?:開く|開き|始め|開催)")
_CLOSES = re.compile(r"閉会|散会|延会|を(?:閉じ|終了|終わ|終え)")


def write_items(book: Book, head: Head) -> None:
    """Every item but その他, where that has a place of its own."""
    elsewhere = book.form.has("other")
    shown = [item for item in cases(book.minutes) if not (elsewhere and _OTHER.match(item.title))]
    head()
    for item, heading in _headed(book, shown or (AgendaItem(title=""),)):
        _write_item(book, item, heading, book.level)
    book.notes += left_out(book)


def _headed(book: Book, items: Sequence[AgendaItem]) -> Iterator[tuple[AgendaItem, str]]:
    """Each item with its heading, "" where it needs none: alone, or without a title."""
    several = len(items) > 1 or book.form.item_headings == "always"
    for number, item in enumerate(items, start=1):
        named = {"number": number, "circled": circled(number), "title": item.title}
        yield item, book.labels.item.format(**named) if several and item.title else ""


def write_other(book: Book, head: Head) -> None:
    """その他, if it is on the agenda or something was said on it."""
    for item in cases(book.minutes):
        if _OTHER.match(item.title):
            head()
            _write_item(book, item, "", book.level - 1)


def _write_item(book: Book, item: AgendaItem, heading: str, level: int) -> None:
    doubts = book.sources.check(about_text(flag for flag in item.flags if flag != NO_STATEMENTS))
    if heading:
        book.sheet.paragraph(styles.heading(level), heading, *doubts)
        doubts = ()
    if item.withheld:
        book.sheet.paragraph(styles.OPINION, item.withheld)
    numbering = Numbering(book.sheet)
    for part in _parts(book, item):
        head = numbering.head(part.heading, styles.heading(level + 1), doubts)
        _PARTS[part.part](book, item, part, head)
        doubts = () if numbering.written else doubts


def _parts(book: Book, item: AgendaItem) -> Sequence[Part]:
    """Of a closed item at most what was decided."""
    if not item.withheld:
        return book.form.parts
    return [part for part in book.form.parts if part.part == "results" and item.decisions]


def _write_results(book: Book, item: AgendaItem, part: Part, head: Head) -> None:
    """The decisions; that none was found, where something was to be decided."""
    expected = expects_result(item)
    mark = book.form.result_mark if part.mark is None else part.mark
    if item.decisions or expected:
        head()
    for decision in item.decisions:
        _write_result(book, decision, decision.text, mark)
    if not item.decisions and expected:
        missing = book.sources.check(about_text((NO_RESULT,)))
        book.sheet.paragraph(styles.RESULT, mark + book.labels.no_result, *missing)


def expects_result(item: AgendaItem) -> bool:
    """Whether something was to be decided on it, and may be told."""
    return not item.withheld and not _NOTHING_TO_DECIDE.search(item.title)


def _write_actions(book: Book, item: AgendaItem, part: Part, head: Head) -> None:
    if item.actions:
        head()
    mark = book.form.result_mark if part.mark is None else part.mark
    for action in item.actions:
        _write_result(book, action, action.text + _whose(action, book), mark)


def write_all_results(book: Book, head: Head) -> None:
    """The decisions of the whole meeting, each under its item where there are several."""
    for decision in _of_all(book, head, lambda item: item.decisions):
        _write_result(book, decision, decision.text, book.form.result_mark)


def write_all_actions(book: Book, head: Head) -> None:
    """The to-dos of the whole meeting, each under its item where there are several."""
    for action in _of_all(book, head, lambda item: item.actions):
        _write_result(book, action, action.text + _whose(action, book), book.form.result_mark)


def _of_all(book: Book, head: Head, found: Callable[[AgendaItem], Sequence[Found]]) -> Iterator[Found]:
    """What is found in each item, its heading written before the first of them."""
    items = list(_headed(book, cases(book.minutes)))
    if any(found(item) for item, _ in items):
        head()
    for item, heading in items:
        if heading and found(item):
            book.sheet.paragraph(styles.heading(book.level), heading)
        yield from found(item)


def write_agenda(book: Book, head: Head) -> None:
    """議事次第 (formats.md section 1, F6): 1. 開会 2. 議事 ①② 3. 閉会."""
    head()
    agenda = book.form.agenda
    if agenda.heading:
        book.sheet.paragraph(styles.HEADING2, agenda.heading)
    items = [f"{circled(number)}{item.title}" for number, item in enumerate(cases(book.minutes), start=1)]
    lines = ((agenda.opening, ()), (agenda.items, items), (agenda.closing, ()))
    for number, (line, below) in enumerate(((line, below) for line, below in lines if line), start=1):
        book.sheet.paragraph(styles.HEADER_LINE, f"{number}．{line}", indent=Indent(2.5, 1.5))
        for title in below:
            book.sheet.paragraph(styles.HEADER_LINE, title, indent=Indent(3.5, 1))


def write_opening(book: Book, head: Head) -> None:
    """The statements that open the meeting; without one the time, if it is known."""
    _write_event(book, head, _OPENS, book.minutes.meeting.start, "{time}　開会")


def write_closing(book: Book, head: Head) -> None:
    """The statements that close the meeting; without one the time, if it is known."""
    _write_event(book, head, _CLOSES, book.minutes.meeting.end, "{time}　閉会")


def _write_event(book: Book, head: Head, event: re.Pattern[str], time: dt.time | None, timed: str) -> None:
    head()
    said = [
        statement
        for item in book.minutes.items
        for statement in item.statements
        if statement.kind == "procedure" and _is_any(statement, (event,))
    ]
    for statement in said:
        doubts = book.sources.check(about_text(statement.flags), statement.evidence)
        book.sheet.paragraph(
            styles.EXPLANATION, FULL_SPACE, *book.sources.remarked(statement.text, statement.evidence), *doubts
        )
    if not said and time:
        book.sheet.paragraph(styles.EXPLANATION, FULL_SPACE + timed.format(time=clock(time)))


def _write_result(book: Book, proven: Decision | ActionItem, text: str, mark: str) -> None:
    reasons = about_speaker(proven.flags, named=True) + about_text(proven.flags)
    said = book.sources.remarked(text, proven.evidence)
    book.sheet.paragraph(styles.RESULT, mark, *said, *book.sources.check(reasons, proven.evidence))


def _whose(action: ActionItem, book: Book) -> str:
    owner = book.sources.owner(action.owner) if action.owner else ""
    known = [book.labels.owner.format(owner=owner)] if owner else []
    known += [book.labels.due.format(due=action.due)] if action.due else []
    return f"（{FULL_SPACE.join(known)}）" if known else ""


class Unprinted(NamedTuple):
    """Something of the minutes that the form has no place for: the item's number, what it is, whose, the words."""

    item: int
    kind: str
    whose: str
    text: str
    evidence: tuple[str, ...]


def unprinted(book: Book) -> Iterator[Unprinted]:
    """In spoken order, item by item; to-dos after the statements."""
    form = book.form
    parts = [part for part in form.parts if part.part in ("statements", "paragraphs")]
    events: tuple[tuple[BlockName, re.Pattern[str]], ...] = (("opening", _OPENS), ("closing", _CLOSES))
    elsewhere = [event for block, event in events if form.has(block)]
    has_actions = form.has("actions") or any(part.part == "actions" for part in form.parts)
    for number, item in enumerate(cases(book.minutes), start=1):
        printed = {id(one) for one, _ in leads(item.statements, form) if any(is_of(one, part) for part in parts)}
        for one in item.statements:
            if id(one) not in printed and not (one.kind == "procedure" and _is_any(one, elsewhere)):
                yield Unprinted(number, KINDS[one.kind], one.speaker or book.labels.unknown, one.text, one.evidence)
        for action in () if has_actions else item.actions:
            yield Unprinted(number, _ACTION, action.owner or "", action.text, action.evidence)


def left_out(book: Book) -> list[Row]:
    """What no part prints, for the record."""
    kinds = Counter(one.kind for one in unprinted(book))
    order = [*KINDS.values(), _ACTION]
    return [
        (
            NOT_PRINTED,
            f"{kind if kind == _ACTION else f'{kind}の発言'}{kinds[kind]}件は、この様式では本文に載せていない。",
        )
        for kind in order
        if kinds[kind]
    ]


def _is_any(statement: Statement, events: Sequence[re.Pattern[str]]) -> bool:
    """Resuming after a break opens nothing."""
    return any(event.search(statement.text) for event in events) and not BREAK.search(statement.text)


_PARTS: dict[PartName, Callable[[Book, AgendaItem, Part, Head], None]] = {
    "explained": write_explained,
    "statements": write_statements,
    "paragraphs": write_paragraphs,
    "results": _write_results,
    "actions": _write_actions,
}
