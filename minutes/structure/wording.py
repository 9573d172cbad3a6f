"""Sentences as minutes print them: what is only said aloud goes, the rest is put into the register by `plain`."""

from __future__ import annotations

import re

from minutes.structure.sentences import Sentence

# What opens a sentence of the proceedings and says nothing on paper.
_ALOUD = re.compile(
    r"^(?:(?:それでは|では|はい|皆様|皆さん|以上で|本日は)、?"
    r"|(?:定刻|時間)(?:に|と)?(?:な[^、。]{1,6})?(?:です|であ[^、。]{1,3}|た|ます)?(?:ので|から)、?"
    r"|(?:ただいま|これ|今|ここ)(?:から|より|で(?!は))、?|(?:これ|以上)(?:を|で)(?:も[^、。]{1,5})?、?"
    r"|[^、。]{0,16}ない(?:よう)?(?:です|であ[^、。]{1,3})?ので、)+(?=[^。])"
)
_STOPS = "。？！?!"


def recorded(text: str, sentence: Sentence) -> str:
    """「ただいまから調整会議を開会する。」 → 「調整会議を開会する（午前10時）。」; no time where it is said in the text."""
    bare = _ALOUD.sub("", text)
    if not sentence.time or sentence.timed_by == sentence.evidence:
        return bare
    return f"{bare.rstrip(_STOPS)}（{sentence.time}）。"
