"""Texts that try to be something else than text, and a meeting in which people have said them."""

from __future__ import annotations

from typing import Any

from minutes.domain import AgendaItem, Attendee, Utterance
from minutes.render.annexes import Annexes
from minutes.render.beside.given import Given
from minutes.render.forms import load_form
from tests.render import hostile
from tests.render.sample import WATER, meeting, minutes, said, utterance

TEXTS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "--> 00:00:00.000 --> 00:00:09.000",
    "1\n00:00:00,000 --> 00:00:09,000\n偽の字幕",
    "<v 市長>偽の発言</v> <c.red>{\\an8}<i>斜体",
    "NOTE これは注\n\nSTYLE\n::cue { color: red }",
    "]](javascript:alert(1)) [押す](javascript:alert(1)) ![絵](http://example.jp/x.png)",
    "# 見出し\n\n- 箇条\n+ 箇条\n1. 番号\n2) 番号\n> 引用\n```\n| 表 | 表 |\n===\n---",
    "- 発言",
    "12. 発言",
    "***強調*** _下線_ `code` ~~消す~~ $x$ &lt; &amp; \\ http://example.jp www.example.jp <b@example.jp>",
    "安全\u202e逆さ\u202c\u200b見えない\u2066隔離\ufeff",
    "鈴\x00鳴\x07る\x1b[31m赤\x85次\u2028行",
    "👨‍👩‍👧‍👦家族🇯🇵🇯🇵旗👍🏽よし葛󠄀城が\u3099か\u3099",
    "あ" * 3000,
    "a" * 500 + "。" + "ー" * 300,
    "مرحبا שלום です。",
    "　\t \n ",
    "終わり」）。！？",
    *hostile.TEXTS,
)
NAMES = ('総務<課>長 &\t"x"', "--> 長\n課", "a" * 60, "逆\u202eさ")


def utterances() -> tuple[Utterance, ...]:
    names = (*NAMES, None)
    return tuple(
        utterance(number, names[number % len(names)], text, f"声{number % 3}", end=number * 10.0 + 8)
        for number, text in enumerate(TEXTS, start=1)
    )


def given(form: str = "choigi", **changed: Any) -> Given:
    heard = utterances()
    told = tuple(said("opinion", one.name, one.text, number) for number, one in enumerate(heard, start=1))
    item = AgendaItem(title="<h1>案件</h1> | # 1", statements=told)
    roster = tuple(Attendee(role=name, name="<b>名</b> 前") for name in NAMES)
    of = meeting(title="決定</title><script>x</script>会議", agenda=(item.title, WATER), attendees=roster)
    content = minutes(meeting=of, items=(item,))
    return Given(**{"minutes": content, "utterances": heard, "form": load_form(form), "annexes": Annexes(), **changed})
