"""Proposals as what a clerk approves: rows of a dictionary, and attendees for the meeting file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from minutes.domain import Term
from minutes.materials.roster import ProposedAttendee
from minutes.materials.terms import ProposedTerm

# What a term ends with → its 分類; terms of one 分類 stand near one another in talk. The first that fits.
CATEGORIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("事業", "制度", "サービス", "支援", "研修", "調査", "試験", "工法", "方式"), "事業・制度"),
    (("審議会", "協議会", "委員会", "会議", "連合会", "協会", "会"), "会議・団体"),
    (("法", "条例", "規則", "要綱", "要領", "指針", "約款"), "例規"),
    (("計画", "ビジョン", "プラン", "プログラム", "戦略", "方針"), "計画"),
    (("センター", "施設", "場", "館", "所", "園", "池", "学校"), "施設"),
    (("課", "部", "局", "室", "係"), "組織"),
    (("交付金", "補助金", "助成金", "負担金", "加入金", "基金", "資金", "料", "費", "債", "税"), "財源"),
    (("率", "比率", "係数", "度", "額", "量", "単価"), "指標"),
    (("アプリ", "システム", "クラウド", "ネットワーク"), "システム"),
)
OTHER = "会議資料"
CHECK_READING = "よみ要確認"

_TOML_HEAD = """\
# 資料から集めた出席者の案です。確かめてから、会議ファイル（.toml）の終わりに貼り付けてください。
# role は議事録に出る役職です。いない人は [[attendees]] から次の空行までを消してください。
"""


def term_rows(proposed: Iterable[ProposedTerm]) -> tuple[Term, ...]:
    """Rows of a dictionary in the order given; what a clerk decides by stands in 備考."""
    return tuple(
        Term(text=one.text, reading=one.reading, category=category_of(one.text), note=_note(one)) for one in proposed
    )


def category_of(text: str) -> str:
    """The 分類 proposed for a term, by what it ends with."""
    return next((category for endings, category in CATEGORIES if text.endswith(endings)), OTHER)


def attendees_toml(proposed: Sequence[ProposedAttendee]) -> str:
    """`[[attendees]]` tables, readable by people; a guessed reading says so."""
    return "\n".join([_TOML_HEAD, *map(_table, proposed)])


def _note(one: ProposedTerm) -> str:
    parts = [CHECK_READING] if not one.sure else []
    parts += [f"「{one.stands_for}」の略"] if one.stands_for else []
    parts += [f"{one.times}回", f"{one.source}：{one.example}"]
    return "。".join(parts)


def _table(one: ProposedAttendee) -> str:
    attendee = one.attendee
    lines = [f"[[attendees]]  # {one.source}", f"role = {_quoted(attendee.role)}", f"name = {_quoted(attendee.name)}"]
    if attendee.reading:
        check = "" if one.sure else f"  # {CHECK_READING}"
        lines.append(f"reading = {_quoted(attendee.reading)}{check}")
    if attendee.presence != "present":
        lines.append(f"presence = {_quoted(attendee.presence)}")
    if attendee.chair:
        lines.append("chair = true")
    if attendee.group:
        lines.append(f"group = {_quoted(attendee.group)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A JSON string is a TOML one."""
    return json.dumps(text, ensure_ascii=False)
