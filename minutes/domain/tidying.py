"""How an office writes, and an utterance's levels with every change."""

from __future__ import annotations

from typing import Literal

from minutes.domain.value import Text, Value


class Style(Value):
    """How an office spells where offices differ; `keep` leaves what was recognised.

    `official`: the rules for official documents (公用文) at all. `honorific`: ご意見 or 御意見. `digits`: half-width,
    full-width, or `mixed` (one digit full-width, more half-width). `long_vowel`: サーバー or サーバ. `comma`: 、 or ，.
    """

    official: Literal["on", "off"] = "on"
    honorific: Literal["keep", "御", "ご"] = "御"
    digits: Literal["keep", "half", "full", "mixed"] = "half"
    counted: Literal["keep", "一つ", "1つ"] = "一つ"
    comma: Literal["、", "，"] = "、"
    long_vowel: Literal["keep", "ー", "なし"] = "ー"
    children: Literal["keep", "子ども", "こども", "子供"] = "keep"
    disability: Literal["keep", "障害", "障がい"] = "keep"
    greeting: Literal["keep", "挨拶", "あいさつ"] = "keep"
    handout: Literal["keep", "配付", "配布"] = "keep"
    chatgpt: Literal["keep", "ChatGPT", "チャットGPT"] = "ChatGPT"


class Change(Value):
    """One change of tidying, by which rule. Offsets are characters of the level before: the corrected text for level 1,
    `clean` for level 2."""

    rule: str
    before: Text
    after: Text
    start: int
    end: int
    level: Literal[1, 2]


class Tidied(Value):
    """An utterance without what the mouth adds while the mind looks for words (`clean`, level 1: ケバ取り), and that
    written as minutes are (`edited`, level 2: 整文). `id` is the utterance's."""

    id: str
    clean: Text
    edited: Text
    changes: tuple[Change, ...] = ()
