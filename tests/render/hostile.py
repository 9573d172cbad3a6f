"""A meeting in which every text tries to be something else than text: what lies in its work folder."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from minutes.domain import Correction, Minutes, Unreflected, Utterance
from minutes.render.annexes import Annexes
from tests.render.editions import Held, held

LONG = "長" * 10_000
TEXTS = (
    "制御\x00\x07\x0b\x1b[31m\x7f\x9f",
    "</w:t></w:r><w:p/><!--]]>&amp;&#0;&lt;",
    "逆\u202eさ\u202c\u2066隔離\u2069\u200fマーク\u200b見えない\ufeff",
    "👨‍👩‍👧‍👦家族🇯🇵旗👍🏽葛󠄀か\u3099",
    "=HYPERLINK(\"http://example.jp\",1)",
    "+SUM(A1:A9)|cmd",
    "{{ 7*7 }}{% for x in 議題 %}{# 注 #}{{ 議題.__class__ }}",
    "{speaker}{0}%s%(a)s$x\\n",
    "改行\r\n段落\u2029行\u2028頁\x0c終わり\tタブ",
    "非文字\ufdd0\ufdd1\ufdd2\ufffe\uffff\U0001ffff\ue000",
    "مرحبا שלום Ｚ̴̛͟a̐éö̲",
    "○〇◯Ｏ－ー〜～‐−",
)  # fmt: skip
# What of a meeting anybody may have written or said. Roles and titles hang on each other: a word always becomes the same.
_WRITTEN = {
    "title", "titles", "agenda", "venue", "department", "role", "name", "speaker", "reading", "group", "aliases", "text",
    "heard", "reason", "words", "shown", "owner", "due", "reason_closed", "papers", "contact", "disclosure", "software",
    "notices", "model", "by", "plan", "item", "before", "after", "term", "file",
}  # fmt: skip


def hostile(word: str) -> str:
    """The word with something after it; which, depends on the word alone."""
    return word + TEXTS[crc32(word.encode()) % len(TEXTS)] if word else word


def hostile_meeting() -> Held:
    """The small meeting of all editions with every text made hostile, and one utterance, name and title beyond measure."""
    plain = held()
    said = [Utterance.model_validate(_made(one.model_dump())) for one in plain.utterances]
    said[1] = said[1].model_copy(update={"text": said[1].text + LONG + "".join(TEXTS), "heard": LONG})
    data = _made(plain.minutes.model_dump(by_alias=True))
    statement = data["items"][0]["statements"][0]
    statement["text"] += LONG + "".join(TEXTS)
    statement["flags"] = ["low_confidence", "unsupported_amount:" + TEXTS[1] + "円", TEXTS[1]]
    data["meeting"]["title"] += "題" * 400
    data["meeting"]["attendees"][2]["name"] = "名" * 300 + TEXTS[2]
    data["meeting"]["closed"] = [{**one, "item": 2} for one in data["meeting"]["closed"]]
    return Held(Minutes.model_validate(data), tuple(said), _annexes(plain.beside))


def _made(value: Any, key: str = "") -> Any:
    """The same data with hostile words wherever somebody writes some."""
    if isinstance(value, dict):
        return {name: _made(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_made(one, key) for one in value]
    return hostile(value) if isinstance(value, str) and key in _WRITTEN else value


def _annexes(plain: Annexes) -> Annexes:
    return Annexes(
        coverage=plain.coverage,
        recording=type(plain.recording).model_validate(_made(plain.recording.model_dump()))
        if plain.recording
        else None,
        corrections=[Correction.model_validate(_made(one.model_dump())) for one in plain.corrections],
        unreflected=[Unreflected.model_validate(_made(one.model_dump())) for one in plain.unreflected],
    )
