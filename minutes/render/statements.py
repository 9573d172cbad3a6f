"""The statements of an item: threads of marks (○ and →, formats.md section 1, F1), paragraphs of opinions, papers explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from minutes.domain import AgendaItem, Statement
from minutes.render import styles
from minutes.render.book import Book, Head
from minutes.render.flags import NO_STATEMENTS, about_speaker, about_text
from minutes.render.forms import Form
from minutes.render.japanese import FULL_SPACE
from minutes.render.layout import Part
from minutes.render.sheet import Indent, Piece
from minutes.render.sources import Sources

_RAISES = ("question", "opinion", "request")
BREAK = re.compile(r"休憩|再開")
_PAPER = re.compile(
    r"(?:参考)?資料(?:[0-9０-９]+(?:[-－の][0-9０-９]+(?![0-9０-９]|ページ|頁|枚))?|[一二三四五六七八九十]+)"
)
_SENTENCE = re.compile(r"[^。]*。|[^。]+$")


def leads(statements: Sequence[Statement], form: Form) -> Iterator[tuple[Statement, str]]:
    """Each printed statement with the pattern it begins with; "" continues the one before it.

    A thread opens with whoever raises something. When the same person speaks again after an answer, that is a follow-up
    and carries the answer's mark, unless the words themselves announce another topic.
    """
    opener: str | None = None
    answered = False
    before: Statement | None = None
    for statement in statements:
        lead = _lead(statement, form)
        if lead is None:
            continue
        if before and _continues(statement, before):
            lead = ""
        elif statement.kind == "answer":
            answered = True
        elif statement.kind in _RAISES:
            again = answered and opener is not None and statement.speaker == opener
            if again and form.follow_up and not statement.text.startswith(form.new_topic):
                lead = form.follow_up
            opener, answered = statement.speaker, False
        before = statement
        yield statement, lead


def _lead(statement: Statement, form: Form) -> str | None:
    if statement.kind == "procedure" and "procedure" not in form.leads and BREAK.search(statement.text):
        return form.leads.get("break")
    return form.leads.get(statement.kind)


def _continues(statement: Statement, before: Statement) -> bool:
    """Whether it is a further paragraph of what the same person is saying: explaining on, or in the same breath."""
    if (statement.kind, statement.speaker) != (before.kind, before.speaker):
        return False
    return statement.kind == "explanation" or not set(statement.evidence).isdisjoint(before.evidence)


def wanted(item: AgendaItem, part: Part, form: Form) -> list[Statement]:
    """The statements this part is about."""
    return [one for one in item.statements if _lead(one, form) is not None and is_of(one, part)]


def is_of(statement: Statement, part: Part) -> bool:
    """Whether the part prints statements of this kind; a break stands wherever statements do."""
    return not part.kinds or statement.kind in part.kinds or statement.kind == "procedure"


def write_statements(book: Book, item: AgendaItem, part: Part, head: Head) -> None:
    """Threads, each paragraph with its mark and speaker."""
    head()
    printed = list(leads(wanted(item, part, book.form), book.form))
    for statement, lead in printed:
        _write_statement(book, statement, lead)
    if not item.statements:
        _write_missing(book)
    elif not any(statement.kind in _RAISES for statement, _ in printed) and _is_about_opinions(part):
        book.sheet.paragraph(styles.OPINION, book.labels.no_opinions)


def _is_about_opinions(part: Part) -> bool:
    return not part.kinds or any(kind in _RAISES for kind in part.kinds)


def _write_missing(book: Book) -> None:
    book.sheet.paragraph(styles.OPINION, book.labels.no_item, *book.sources.check(about_text((NO_STATEMENTS,))))


def _write_statement(book: Book, statement: Statement, lead: str) -> None:
    doubts = about_speaker(statement.flags, named=statement.speaker is not None) if "{speaker}" in lead else ()
    book.sheet.paragraph(
        styles.EXPLANATION if statement.kind == "explanation" else styles.OPINION,
        lead.format(speaker=book.sources.person(statement.speaker)) if lead else FULL_SPACE,
        *book.sources.check(doubts, statement.evidence),
        *book.sources.remarked(statement.text, statement.evidence),
        *book.sources.check(about_text(statement.flags), statement.evidence),
        indent=None if lead else Indent(1, 0),
    )


def write_paragraphs(book: Book, item: AgendaItem, part: Part, head: Head) -> None:
    """What one speaker says in a row, without saying who: one paragraph of a few sentences (formats.md section 1, F6)."""
    head()
    for same in _runs(wanted(item, part, book.form), part.sentences):
        lead = _lead(same[0], book.form) or ""
        speaker = book.sources.person(same[0].speaker) if "{speaker}" in lead else ""
        pieces = [piece for statement in same for piece in _in_paragraph(statement, book.sources)]
        book.sheet.paragraph(styles.OPINION, lead.format(speaker=speaker), *pieces)
    if not item.statements:
        _write_missing(book)


def _in_paragraph(statement: Statement, sources: Sources) -> Iterable[Piece]:
    yield from sources.remarked(statement.text, statement.evidence)
    yield from sources.check(about_text(statement.flags), statement.evidence)


def _runs(statements: Sequence[Statement], sentences: int) -> Iterator[list[Statement]]:
    """Statements of one speaker in a row, cut where there would be too many sentences. Two unknown people are never one."""
    for speaker, group in groupby(statements, key=lambda one: one.speaker):
        run: list[Statement] = []
        held = 0
        for statement in group:
            count = len(_SENTENCE.findall(statement.text))
            if run and (speaker is None or held + count > sentences):
                yield run
                run, held = [], 0
            run.append(statement)
            held += count
        yield run


def write_explained(book: Book, item: AgendaItem, part: Part, head: Head) -> None:
    """（事務局より資料1に基づき説明）, once for each who explains in a row."""
    explained = [one for one in item.statements if one.kind == "explanation"]
    if explained:
        head()
    for speaker, group in groupby(explained, key=lambda one: book.sources.person(one.speaker)):
        same = list(group)
        papers = "、".join(dict.fromkeys(_PAPER.findall(book.sources.heard(same))))
        told = part.text.format(speaker=speaker, papers=f"{papers}に基づき" if papers else "")
        proof = tuple(name for one in same for name in one.evidence)
        doubts = about_speaker([flag for one in same for flag in one.flags], named=same[0].speaker is not None)
        book.sheet.paragraph(styles.EXPLANATION, Piece(told, evidence=proof), *book.sources.check(doubts, proof))
