"""A council whose members have names: what the forms for councils, for the public and for memos are tested with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from minutes.domain import ActionItem, AgendaItem, Attendee, Decision, Meeting, Minutes, Provenance, Utterance
from tests.render.sample import said, utterance

HOURS = "開館時間の延長について"
VAN = "移動図書館の巡回について"
NAMES = ("森田", "和夫", "佐藤", "恵子", "藤井", "岡田", "木下")


def council(**changed: Any) -> Meeting:
    people = (
        Attendee(role="会長", name="森田 和夫", chair=True, group="委員"),
        Attendee(role="佐藤委員", name="佐藤 恵子", group="委員"),
        Attendee(role="藤井委員", name="藤井 正", group="委員"),
        Attendee(role="木下委員", name="木下 健", presence="absent", group="委員"),
        Attendee(role="図書館長", name="岡田 誠", group="事務局"),
    )
    given: dict[str, Any] = {
        "title": "図書館運営審議会",
        "date": dt.date(2025, 11, 14),
        "start": dt.time(14),
        "end": dt.time(16, 5),
        "venue": "中央図書館　会議室",
        "department": "教育局 図書館",
        "agenda": (HOURS, VAN, "その他"),
        "attendees": people,
        "disclosure": "一部公開",
        "reason_closed": "個人に関する情報を扱うため",
        "observers": 0,
        "papers": ("資料1　試行の結果", "資料2　巡回の表"),
        "contact": "図書館管理係　電話 042-000-0000",
    }
    return Meeting(**{**given, **changed})


def spoken() -> tuple[Utterance, ...]:
    return (
        utterance(1, "会長", "ただいまから審議会を開会します。初めに、館長から挨拶をお願いします。"),
        utterance(2, "図書館長", "資料1を御覧ください。試行の結果を説明します。"),
        utterance(3, "藤井委員", "夜の安全は、どう考えていますか。"),
        utterance(4, "図書館長", "警備員を置きます。"),
        utterance(5, "図書館長", "午後9時まで置きます。"),
        utterance(6, "佐藤委員", "藤井委員の意見に賛成です。岡田館長に、続けてほしいと思います。"),
        utterance(7, "会長", "了承します。休憩します。"),
        utterance(8, "図書館長", "巡回を見直します。"),
        utterance(9, "会長", "次回は2月です。閉会します。"),
    )


def minutes_of_council(**changed: Any) -> Minutes:
    first = AgendaItem(
        title=HOURS,
        statements=(
            said("procedure", "会長", "審議会を開会する（午後2時）。", 1),
            said("explanation", "図書館長", "試行の結果を説明する。", 2),
            said("question", "藤井委員", "夜の安全は、どう考えているのか。", 3),
            said("answer", "図書館長", "警備員を置く。", 4),
            said("answer", "図書館長", "午後9時まで置く。", 5),
            said("opinion", "佐藤委員", "藤井委員の意見に賛成である。", 6),
            said("request", "佐藤委員", "岡田館長に、続けてほしい。", 6),
            said("procedure", "会長", "休憩前に引き続き会議を開く（午後3時）。", 7),
        ),
        decisions=(Decision(text="了承する。", evidence=("u0007",)),),
        actions=(ActionItem(text="警備員を置く。", owner="岡田館長", due="4月", evidence=("u0004",)),),
    )
    second = AgendaItem(
        title=VAN,
        statements=(said("explanation", "図書館長", "巡回を見直す。", 8),),
        decisions=(Decision(text="継続して審議する。", evidence=("u0008",)),),
    )
    last = AgendaItem(
        title="その他",
        statements=(
            said("opinion", "会長", "次回は2月である。", 9),
            said("procedure", "会長", "閉会する（午後4時5分）。", 9),
        ),
    )
    given: dict[str, Any] = {
        "meeting": council(),
        "items": (first, second, last),
        "provenance": Provenance(software="minutes 9.9"),
    }
    return Minutes(**{**given, **changed})
