"""F1: per item the main opinions as threads of ○ and →, then the result (formats.md section 1, F1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from minutes.domain import ActionItem, AgendaItem, Decision, Minutes, Statement
from minutes.render import styles
from minutes.render.flags import NO_RESULT, NO_STATEMENTS, about_speaker, about_text
from minutes.render.forms import Form
from minutes.render.head import cases
from minutes.render.japanese import FULL_SPACE
from minutes.render.sheet import Indent, Row, Sheet
from minutes.render.sources import Sources

_KINDS = {
    "explanation": "説明",
    "question": "質問",
    "answer": "回答",
    "opinion": "意見",
    "request": "要望",
    "procedure": "議事進行",
}
_RAISES = ("question", "opinion", "request")
_NOTHING_TO_DECIDE = re.compile(r"^その他|[（(]報告[）)]$")  # formats.md section 1: the tag of an item for information


def write_opinions(sheet: Sheet, minutes: Minutes, sources: Sources) -> list[Row]:
    """The body. Returns what it leaves out, for the record."""
    items = cases(minutes) or (AgendaItem(title=""),)
    for number, item in enumerate(items, start=1):
        doubts = sources.check(about_text(flag for flag in item.flags if flag != NO_STATEMENTS))
        if len(items) > 1:  # a single item's title already stands in the header
            heading = sources.form.labels.item.format(number=number, title=item.title)
            sheet.paragraph(styles.HEADING1, heading, *doubts)
            doubts = ()
        sheet.paragraph(styles.HEADING2, sources.form.labels.opinions.format(number=1), *doubts)
        _write_item(sheet, item, sources)
    return _left_out(minutes, sources.form)


def leads(statements: Sequence[Statement], form: Form) -> Iterator[tuple[Statement, str]]:
    """Each printed statement with the pattern it begins with; "" continues the one before it.

    A thread opens with whoever raises something. When the same person speaks again after an answer, that is a follow-up
    and carries the answer's mark, unless the words themselves announce another topic.
    """
    opener: str | None = None
    answered = False
    before: Statement | None = None
    for statement in statements:
        lead = form.leads.get(statement.kind)
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


def _continues(statement: Statement, before: Statement) -> bool:
    """Whether it is a further paragraph of what the same person is saying: explaining on, or in the same breath."""
    if (statement.kind, statement.speaker) != (before.kind, before.speaker):
        return False
    return statement.kind == "explanation" or not set(statement.evidence).isdisjoint(before.evidence)


def _write_item(sheet: Sheet, item: AgendaItem, sources: Sources) -> None:
    form, labels = sources.form, sources.form.labels
    printed = list(leads(item.statements, form))
    for statement, lead in printed:
        _write_statement(sheet, statement, lead, sources)
    if not item.statements:
        sheet.paragraph(styles.OPINION, labels.no_item, *sources.check(about_text((NO_STATEMENTS,))))
    elif not any(statement.kind in _RAISES for statement, _ in printed):
        sheet.paragraph(styles.OPINION, labels.no_opinions)
    numbers = count(2)
    if item.decisions or not _NOTHING_TO_DECIDE.search(item.title):
        sheet.paragraph(styles.HEADING2, labels.result.format(number=next(numbers)))
    for decision in item.decisions:
        _write_result(sheet, decision, decision.text, sources)
    if not item.decisions and not _NOTHING_TO_DECIDE.search(item.title):
        sheet.paragraph(styles.RESULT, form.result_mark + labels.no_result, *sources.check(about_text((NO_RESULT,))))
    if item.actions:
        sheet.paragraph(styles.HEADING2, labels.actions.format(number=next(numbers)))
    for action in item.actions:
        _write_result(sheet, action, action.text + _whose(action, form), sources)


def _write_statement(sheet: Sheet, statement: Statement, lead: str, sources: Sources) -> None:
    doubts = about_speaker(statement.flags, named=statement.speaker is not None)
    sheet.paragraph(
        styles.EXPLANATION if statement.kind == "explanation" else styles.OPINION,
        lead.format(speaker=sources.person(statement.speaker)) if lead else FULL_SPACE,
        *sources.check(doubts, statement.evidence),
        *sources.remarked(statement.text, statement.evidence),
        *sources.check(about_text(statement.flags), statement.evidence),
        indent=None if lead else Indent(1, 0),
    )


def _write_result(sheet: Sheet, proven: Decision | ActionItem, text: str, sources: Sources) -> None:
    reasons = about_speaker(proven.flags, named=True) + about_text(proven.flags)
    said = sources.remarked(text, proven.evidence)
    sheet.paragraph(styles.RESULT, sources.form.result_mark, *said, *sources.check(reasons, proven.evidence))


def _whose(action: ActionItem, form: Form) -> str:
    known = [form.labels.owner.format(owner=action.owner)] if action.owner else []
    known += [form.labels.due.format(due=action.due)] if action.due else []
    return f"（{FULL_SPACE.join(known)}）" if known else ""


def _left_out(minutes: Minutes, form: Form) -> list[Row]:
    kinds = Counter(
        statement.kind for item in minutes.items for statement in item.statements if statement.kind not in form.leads
    )
    return [
        ("不掲載", f"{_KINDS[kind]}の発言{count}件は、この様式では本文に載せていない。")
        for kind, count in sorted(kinds.items())
    ]
