"""A meeting in which much is not for the public: residents, a closed item, what a clerk marked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from minutes.domain import (
    ActionItem,
    AgendaItem,
    Attendee,
    Authorship,
    Closed,
    Decision,
    Mask,
    Meeting,
    Minutes,
    ModelUse,
    Provenance,
    Sent,
    Statement,
    Utterance,
)

PLAN, CASE, FEE = "計画の改定について", "個別事案（丸山川商店）について", "使用料について"
# What must stand nowhere in the public edition of this meeting.
SECRETS = (
    "鈴木花子",
    "鈴木 花子",
    "090-1234-5678",
    "相模原市中央区中央2丁目11番15号",
    "丸山川商店",
    "不正な受給",
    "予定価格",
    "3,200万円",
    "第二候補地",
)
NAMES = ("佐藤", "恵子", "藤井", "森田", "和夫", "岡田", "まこと")


def meeting(**changed: Any) -> Meeting:
    people = (
        Attendee(role="会長", name="森田 和夫", reading="もりた かずお", chair=True, group="委員"),
        Attendee(role="佐藤委員", name="佐藤 恵子", reading="さとう けいこ", group="委員", aliases=("佐藤さん",)),
        Attendee(role="委員（藤井）", group="委員", presence="absent"),
        Attendee(role="図書館長", name="岡田 誠", reading="おかだ まこと", group="事務局", channel=2),
    )
    given: dict[str, Any] = {
        "title": "図書館運営審議会",
        "date": dt.date(2025, 8, 6),
        "start": dt.time(10),
        "venue": "第3委員会室",
        "department": "図書館",
        "confidentiality": 2,
        "dictionaries": ("gyosei",),
        "agenda": (PLAN, CASE, FEE),
        "attendees": people,
        "closed": (Closed(item=2, reason="個人に関する情報", title="個別事案について"),),
        "mask": (
            Mask(text="第二候補地", reason="公にすると用地の取得に支障があるため"),
            Mask(text="丸山川商店", reason="法人の情報"),
            Mask(utterance="u0009", reason="入札に関する情報（丸山川商店）"),
        ),
    }
    return Meeting(**{**given, **changed})


def utterance(number: int, name: str | None, text: str, speaker: str = "", **changed: Any) -> Utterance:
    given = {"id": f"u{number:04d}", "speaker": speaker or name or "?", "name": name, "start": number * 10.0}
    return Utterance(**{**given, "end": number * 10.0 + 8, "heard": text + "えー", "text": text, **changed})


def utterances() -> tuple[Utterance, ...]:
    return (
        utterance(1, "会長", "ただいまから開会します。計画の改定について、図書館長お願いします。", flags=("overlap",)),
        utterance(2, "図書館長", "岡田です。第二候補地に建てる計画です。佐藤委員の御意見を入れました。"),
        utterance(
            3,
            "佐藤委員",
            "鈴木花子さんから090-1234-5678に電話がありました。相模原市中央区中央2丁目11番15号にお住まいです。",
        ),
        utterance(4, "会長", "承認してよろしいですか。異議なしと認めます。"),
        utterance(5, "会長", "次に個別事案です。"),
        utterance(6, "図書館長", "丸山川商店の不正な受給がありました。"),
        utterance(7, "委員（藤井）", "それはひどい話です。", confidence=0.4),
        utterance(8, "会長", "次に使用料です。"),
        utterance(9, "図書館長", "予定価格は3,200万円です。"),
        utterance(10, "佐藤委員", "鈴木さんも値上げを心配していました。森田会長はどうお考えですか。"),
        utterance(11, None, "私も心配です。", "岡田 誠（録音機）"),
    )


def said(kind: Any, speaker: str | None, text: str, *evidence: int, flags: tuple[str, ...] = ()) -> Statement:
    return Statement(kind=kind, speaker=speaker, text=text, evidence=ids(*evidence), flags=flags)


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"u{number:04d}" for number in numbers)


def items() -> tuple[AgendaItem, ...]:
    return (
        AgendaItem(
            title=PLAN,
            statements=(
                said("explanation", "図書館長", "第二候補地に建てる計画である。佐藤委員の意見を入れた。", 2),
                said(
                    "opinion",
                    "佐藤委員",
                    "鈴木花子さんから090-1234-5678に電話があった。相模原市中央区中央2丁目11番15号に住んでいる。",
                    3,
                    flags=("uncertain_kind",),
                ),
            ),
            decisions=(Decision(text="承認する。", evidence=ids(4)),),
        ),
        AgendaItem(
            title=CASE,
            statements=(
                said("procedure", "会長", "次の案件に移る。", 5),
                said("explanation", "図書館長", "丸山川商店の不正な受給があった。", 6),
            ),
            decisions=(Decision(text="丸山川商店に返還を求める。", evidence=ids(6)),),
        ),
        AgendaItem(
            title=FEE,
            statements=(
                said("explanation", "図書館長", "予定価格は3,200万円である。", 9),
                said("question", "佐藤委員", "鈴木さんも値上げを心配している。森田会長の考えを伺う。", 10),
                said("opinion", None, "心配である。", 11),
            ),
            actions=(ActionItem(text="資料を作る。", owner="岡田館長", evidence=ids(10)),),
            flags=("no_result",),
        ),
    )


def minutes(**changed: Any) -> Minutes:
    made = Provenance(
        software="minutes 9.9",
        recording="ab12" * 16,
        models=(ModelUse(stage="structure", name="office-llm"),),
        dictionaries={"gyosei": "0123" * 16},
        notices=("試用モデルで書き起こした。",),
        sent=(
            Sent(
                endpoint="office", host="llm.lan", location="local", model="office-llm", requests=1, hashes=("ee" * 32,)
            ),
        ),
        authorship=tuple(Authorship(item=title, by_llm=2, by_rules=1) for title in (PLAN, CASE, FEE)),
    )
    return Minutes(**{"meeting": meeting(), "items": items(), "provenance": made, **changed})
