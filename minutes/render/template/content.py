"""What a template's fields hold for a meeting: text and lists of text, with the pencil's signs where something hangs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minutes.domain import ActionItem, AgendaItem, Attendee, Decision, Minutes, Statement, Utterance
from minutes.render.book import Book
from minutes.render.flags import NO_RESULT, NO_STATEMENTS, NO_TIMES, about_speaker, about_text
from minutes.render.forms import Form, Person
from minutes.render.head import cases, title
from minutes.render.header import disclosure_of, observers_of
from minutes.render.japanese import FULL_SPACE, clock, date_fields, moment, recording_time, span
from minutes.render.notices import notices
from minutes.render.proceedings import KINDS, expects_result
from minutes.render.record import write_record
from minutes.render.sheet import Piece
from minutes.render.sources import Sources
from minutes.render.statements import leads
from minutes.render.styles import CHECK, DRAFT
from minutes.render.template.collected import Collected
from minutes.render.template.pencil import Pencil
from minutes.render.unreflected import write_unreflected
from minutes.render.verbatim import speaker_doubts, words_of

Element = dict[str, Any]

_NAMING: tuple[Person, ...] = ("role", "surname", "full")
_PRESENCE = {"present": "出席", "absent": "欠席", "proxy": "代理出席"}


@dataclass(frozen=True)
class Filling:
    """Everything a field may draw on, and what writes its text."""

    book: Book
    pencil: Pencil

    @property
    def minutes(self) -> Minutes:
        return self.book.minutes

    @property
    def form(self) -> Form:
        return self.book.form

    @property
    def sources(self) -> Sources:
        return self.book.sources

    def text(self, *pieces: Piece | str) -> str:
        """Text as it is, with marks."""
        return self.pencil.text(*pieces)

    def known(self, value: str) -> str:
        """Of the meeting's particulars, or that nobody has filled it in."""
        return self.text(value) or self.text(Piece(self.form.labels.empty, style=CHECK))

    def person(self, attendee: Attendee) -> str:
        """Somebody on the roster as the form writes people there."""
        return self.sources.attendee(attendee, self._how)

    @property
    def names(self) -> bool:
        """Whether the form lets its reader know who somebody on the roster is."""
        return self._how in _NAMING and not self.form.anonymous

    @property
    def _how(self) -> Person:
        return self.form.attendance.person or self.form.person


def content_of(it: Filling, wanted: Collection[str]) -> dict[str, Any]:
    """The values of these fields."""
    return {name: make(it) for name, make in _FIELDS.items() if name in wanted}


# ---- header ------------------------------------------------------------------------------------------------------


def _title(it: Filling) -> str:
    whole, draft = title(it.minutes.meeting, it.form, it.book.standing), _draft(it)
    return it.text(whole.removesuffix(it.form.labels.draft)) + draft if draft else it.text(whole)


def _draft(it: Filling) -> str:
    label = it.form.labels.draft
    return "" if it.book.standing.final or not label else it.text(Piece(label, style=DRAFT))


def _date_of(it: Filling) -> str:
    given = it.minutes.meeting.date
    return it.form.date.format(**date_fields(given)) if given else ""


def _time_of(it: Filling) -> str:
    return span(it.minutes.meeting.start, it.minutes.meeting.end)


def _chair(it: Filling) -> str:
    chair = it.minutes.meeting.chair()
    return it.known(it.person(chair) if chair else "")


def _disclosure(it: Filling) -> str:
    return it.known(disclosure_of(it.minutes.meeting))


def _observers(it: Filling) -> str:
    return it.known(observers_of(it.minutes.meeting, it.form.labels.none))


def _cases(it: Filling) -> str:
    titles = [item.title for item in cases(it.minutes)]
    if len(titles) > 1:
        titles = [f"{number}{FULL_SPACE}{one}" for number, one in enumerate(titles, start=1)]
    return it.pencil.lines(titles) or it.known("")


def _legend(it: Filling) -> str:
    how = it.form.attendance
    marks = ((how.present, "出席"), (how.absent, "欠席"), (how.proxy, "代理出席"))
    return it.text(FULL_SPACE.join(f"{mark}：{word}" for mark, word in marks))


# ---- people ------------------------------------------------------------------------------------------------------


def _marked(attendee: Attendee, it: Filling) -> str:
    return _mark(attendee, it) + it.person(attendee)


def _mark(attendee: Attendee, it: Filling) -> str:
    how = it.form.attendance
    return {"present": how.present, "absent": how.absent, "proxy": how.proxy}[attendee.presence]


def _person(attendee: Attendee, it: Filling) -> Element:
    text = it.pencil.text
    return {
        "印": text(_mark(attendee, it)),
        "出欠": _PRESENCE[attendee.presence],
        "役職": text(attendee.role if it.names else it.person(attendee)),
        "氏名": text(attendee.name if it.names else ""),
        "区分": text(attendee.group),
    }


def _groups(it: Filling) -> list[Element]:
    groups: dict[str, list[Attendee]] = {}
    for attendee in it.minutes.meeting.attendees:
        groups.setdefault(attendee.group, []).append(attendee)
    ungrouped = it.form.attendance.ungrouped if any(groups) else ""
    return [
        {
            "区分": it.text(group or ungrouped),
            "一覧": it.text(FULL_SPACE.join(_marked(member, it) for member in members)),
            "名簿": [_person(member, it) for member in members],
        }
        for group, members in groups.items()
    ]


def _everybody(it: Filling) -> str:
    lines = [f"（{group['区分']}）{group['一覧']}" if group["区分"] else group["一覧"] for group in _groups(it)]
    return it.pencil.lines(lines) or it.known("")


def _absent(it: Filling) -> str:
    people = it.minutes.meeting.attendees
    away = [it.person(one) for one in people if one.presence == "absent"]
    return it.text("、".join(away) or it.form.labels.none) if people else it.known("")


# ---- proceedings -------------------------------------------------------------------------------------------------


def _items(it: Filling) -> list[Element]:
    return [_item(number, item, it) for number, item in enumerate(cases(it.minutes), start=1)]


def _item(number: int, item: AgendaItem, it: Filling) -> Element:
    doubts = it.sources.check(about_text(flag for flag in item.flags if flag != NO_STATEMENTS))
    statements = [_statement(one, lead, it) for one, lead in leads(item.statements, it.form)]
    if item.withheld:
        statements = [_unled(it.text(item.withheld))]
    return {
        "番号": it.text(str(number)),
        "件名": it.text(item.title, *doubts),
        "発言": statements if item.statements or item.withheld else [_nothing_said(it)],
        "結果": [_decision(one, it) for one in item.decisions] or ([_no_result(it)] if expects_result(item) else []),
        "今後の対応": [_action(action, it) for action in item.actions],
    }


def _nothing_said(it: Filling) -> Element:
    missing = it.sources.check(about_text((NO_STATEMENTS,)))
    return _unled(it.text(it.form.labels.no_item, *missing))


def _unled(text: str) -> Element:
    """What stands in place of statements."""
    return {"種類": "", "書き出し": "", "発言者": "", "本文": text}


def _no_result(it: Filling) -> Element:
    return {"本文": it.text(it.form.labels.no_result, *it.sources.check(about_text((NO_RESULT,))))}


def _statement(statement: Statement, lead: str, it: Filling) -> Element:
    sources, text = it.sources, it.pencil.text
    doubts = about_speaker(statement.flags, named=statement.speaker is not None)
    doubted = sources.check(doubts, statement.evidence)
    speaker = sources.person(statement.speaker)
    return {
        "種類": KINDS[statement.kind],
        "書き出し": text(lead.format(speaker=speaker), *doubted) if lead else "",
        "発言者": text(speaker, *doubted),
        "本文": text(
            *sources.remarked(statement.text, statement.evidence),
            *sources.check(about_text(statement.flags), statement.evidence),
        ),
    }


def _decision(decision: Decision, it: Filling) -> Element:
    return {"本文": _proven(decision, it)}


def _action(action: ActionItem, it: Filling) -> Element:
    text = it.pencil.text
    return {
        "本文": _proven(action, it),
        "担当": text(it.sources.owner(action.owner) if action.owner else ""),
        "期限": text(action.due or ""),
    }


def _proven(proven: Decision | ActionItem, it: Filling) -> str:
    reasons = about_speaker(proven.flags, named=True) + about_text(proven.flags)
    said = it.sources.remarked(proven.text, proven.evidence)
    return it.text(*said, *it.sources.check(reasons, proven.evidence))


def _utterances(it: Filling) -> list[Element]:
    return [_utterance(utterance, it) for utterance in it.sources.utterances]


def _utterance(utterance: Utterance, it: Filling) -> Element:
    doubts = it.sources.check(speaker_doubts(utterance, it.sources), (utterance.id,))
    return {
        "時刻": recording_time(utterance.start) if NO_TIMES not in utterance.flags else "",
        "発言者": it.text(it.sources.speaker(utterance), *doubts),
        "本文": it.text(*words_of(utterance, it.sources)),
    }


# ---- how it was made ---------------------------------------------------------------------------------------------


def _notices(it: Filling) -> str:
    def lines() -> Sequence[str]:
        return notices(it.minutes, it.book.standing, it.book.beside, it.sources)

    return it.pencil.later(lines) if lines() else ""


def _record(it: Filling) -> list[Element]:
    def rows() -> list[tuple[str, ...]]:
        sheet = Collected(it.form.page)
        write_record(sheet, it.minutes, it.book.standing, it.book.beside, it.book.notes, it.sources)
        return sheet.tables[0]

    def value(number: int) -> Callable[[], Sequence[str]]:
        return lambda: (rows()[number][1],)

    return [
        {"項目": it.text(label), "内容": it.pencil.later(value(number))} for number, (label, _) in enumerate(rows())
    ]


def _unreflected(it: Filling) -> list[Element]:
    sheet = Collected(it.form.page)
    if it.book.aids:
        write_unreflected(sheet, it.minutes, it.book.beside.unreflected, it.sources)
    text = it.pencil.text
    return [
        {
            "案件": text(row[0]) if len(row) > 3 else "",  # a single item needs no number
            **{name: text(cell) for name, cell in zip(("時刻", "発言者", "発言"), row[-3:], strict=True)},
        }
        for table in sheet.tables
        for row in table
    ]


def _confirmed_by(it: Filling) -> str:
    given = it.book.standing.confirmation
    return it.text(given.by) if given and it.book.standing.final else ""


def _confirmed_at(it: Filling) -> str:
    given = it.book.standing.confirmation
    return it.text(moment(given.at)) if given and it.book.standing.final else ""


_FIELDS: Mapping[str, Callable[[Filling], Any]] = {
    "題名": _title,
    "案": _draft,
    "会議名": lambda it: it.text(it.minutes.meeting.title),
    "開催日時": lambda it: it.known(FULL_SPACE.join(filter(None, (_date_of(it), _time_of(it))))),
    "開催日": lambda it: it.known(_date_of(it)),
    "開催時間": lambda it: it.known(_time_of(it)),
    "開始時刻": lambda it: it.known(clock(it.minutes.meeting.start) if it.minutes.meeting.start else ""),
    "終了時刻": lambda it: it.known(clock(it.minutes.meeting.end) if it.minutes.meeting.end else ""),
    "開催場所": lambda it: it.known(it.minutes.meeting.venue),
    "担当課": lambda it: it.known(re.sub(r"\s+", FULL_SPACE, it.minutes.meeting.department)),
    "議長": _chair,
    "公開の別": _disclosure,
    "傍聴者数": _observers,
    "会議資料": lambda it: it.pencil.lines(it.minutes.meeting.papers) or it.known(""),
    "問合せ先": lambda it: it.known(it.minutes.meeting.contact),
    "案件名": _cases,
    "凡例": _legend,
    "出席者一覧": _everybody,
    "欠席者一覧": _absent,
    "出席者": _groups,
    "名簿": lambda it: [_person(one, it) for one in it.minutes.meeting.attendees],
    "議題": _items,
    "発言の記録": _utterances,
    "注意書き": _notices,
    "反映していない発言": _unreflected,
    "作成の記録": _record,
    "確認者": _confirmed_by,
    "確認日": _confirmed_at,
}
