"""The paper that lists what a meeting is about, as pairs."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes.materials.agenda import ProposedAgenda, propose_agenda
from minutes.materials.papers import Paper, line

_DAY = dt.date(2025, 8, 6)


@pytest.mark.parametrize(
    ("text", "agenda"),
    [
        (
            """令和7年度第2回介護保険運営協議会　次第
            日　時：令和7年8月6日（水）午後1時30分～3時
            場　所：市役所　第2会議室
            １　開　会
            ２　会長あいさつ
            ３　議　題
            （１）介護保険事業計画の策定方針について　【資料1】
            （２）地域包括支援センターの運営について（資料2）
            ４　その他
            ５　閉　会""",
            ProposedAgenda(
                "令和7年度第2回介護保険運営協議会",
                _DAY,
                dt.time(13, 30),
                "市役所　第2会議室",
                ("介護保険事業計画の策定方針について", "地域包括支援センターの運営について", "その他"),
            ),
        ),
        (
            """庁議次第
            令和7年8月6日
            1. 開会
            2. 生成AIの全庁導入について
            3. 令和8年度予算編成方針について
            4. 閉会""",
            ProposedAgenda("庁議", _DAY, items=("生成AIの全庁導入について", "令和8年度予算編成方針について")),
        ),
        (
            """第3回　都市計画審議会
            次　第
            と　き　令和７年８月６日（水）
            　　　　午後２時から
            ところ　第３委員会室
            １ 開会
            ２ 委嘱状交付
            ３ 報告事項
            　① 用途地域の変更
            ４ 審議事項
            　① 地区計画の決定
            　② 生産緑地
            ５ 閉会""",
            ProposedAgenda(
                "第3回　都市計画審議会",
                _DAY,
                dt.time(14),
                "第3委員会室",
                ("用途地域の変更", "地区計画の決定", "生産緑地"),
            ),
        ),
        ("委員名簿\n会長　山田　太郎\n委員　佐藤　花子", ProposedAgenda()),
    ],
)
def test_an_agenda_says(text: str, agenda: ProposedAgenda) -> None:
    paper = Paper("資料.docx", tuple(line(one.strip()) for one in text.splitlines()))
    assert propose_agenda([paper]) == agenda
