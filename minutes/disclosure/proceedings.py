"""The items of the agenda as the public edition prints them, numbered as in the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutes.disclosure.closed import Shut
from minutes.disclosure.reasons import because
from minutes.disclosure.redact import Redactor
from minutes.domain import ActionItem, AgendaItem, Closed, Decision, Statement, Withheld

_TWICE = "{title}（{number}）"  # titles that only differed in what is not shown; the numbering must not change


def public_titles(items: Sequence[AgendaItem], closed: Shut, redactor: Redactor) -> tuple[str, ...]:
    """A title for each item, no two alike."""
    titles: list[str] = []
    for number, item in enumerate(items, start=1):
        given = closed.items.get(number)
        if given and given.title:
            title = redactor.reason(given.title)
            redactor.note(
                Withheld(kind="head", item=number, words=item.title, shown=title, reason=because(given.reason))
            )
        else:
            title = redactor.text("head", item.title, number)
        titles.append(_TWICE.format(title=title, number=number) if title in titles else title)
    return tuple(titles)


def public_items(
    items: Sequence[AgendaItem], titles: Sequence[str], closed: Shut, redactor: Redactor
) -> tuple[AgendaItem, ...]:
    """The items under their public titles: closed ones without what was said, the others with what may be read."""
    return tuple(
        _closed(number, item, title, closed.items[number], redactor)
        if number in closed.items
        else AgendaItem(
            title=title,
            statements=tuple(_statement(number, one, closed, redactor) for one in item.statements),
            decisions=tuple(_decision(number, one, closed, redactor) for one in item.decisions),
            actions=tuple(_action(number, one, closed, redactor) for one in item.actions),
        )
        for number, (item, title) in enumerate(zip(items, titles, strict=True), start=1)
    )


def _closed(number: int, item: AgendaItem, title: str, given: Closed, redactor: Redactor) -> AgendaItem:
    evidence = _evidence(item)
    amount = f"発言{len(item.statements)}件"
    amount += "" if given.result else f"、結果{len(item.decisions)}件、今後の対応{len(item.actions)}件"
    sentence = redactor.instead("item", f"{item.title}（{amount}）", given.reason, number, evidence)
    nobody = Shut({}, {}, {}, ())
    return AgendaItem(
        title=title,
        statements=(Statement(kind="procedure", speaker=None, text=sentence, evidence=evidence[:1]),)
        if evidence
        else (),
        decisions=tuple(_decision(number, one, nobody, redactor) for one in item.decisions) if given.result else (),
        withheld=sentence,
    )


def _evidence(item: AgendaItem) -> tuple[str, ...]:
    parts: Iterable[Statement | Decision | ActionItem] = (*item.statements, *item.decisions, *item.actions)
    return tuple(dict.fromkeys(name for part in parts for name in part.evidence))


def _said(number: int, part: Statement | Decision | ActionItem, closed: Shut, redactor: Redactor) -> str:
    """The sentence, or what stands for it where it rests on something a clerk marked."""
    mark = next((closed.marked[name] for name in part.evidence if name in closed.marked), None)
    if mark:
        return redactor.instead("said", part.text, mark.reason, number, part.evidence)
    return redactor.text("said", part.text, number, part.evidence)


def _statement(number: int, part: Statement, closed: Shut, redactor: Redactor) -> Statement:
    text = _said(number, part, closed, redactor)
    return Statement(kind=part.kind, speaker=redactor.label(part.speaker), text=text, evidence=part.evidence)


def _decision(number: int, part: Decision, closed: Shut, redactor: Redactor) -> Decision:
    return Decision(text=_said(number, part, closed, redactor), evidence=part.evidence)


def _action(number: int, part: ActionItem, closed: Shut, redactor: Redactor) -> ActionItem:
    text = _said(number, part, closed, redactor)
    if any(name in closed.marked for name in part.evidence):
        return ActionItem(text=text, evidence=part.evidence)
    owner, due = (
        redactor.text("said", given, number, part.evidence) if given else given for given in (part.owner, part.due)
    )
    return ActionItem(text=text, owner=owner, due=due, evidence=part.evidence)
