"""Phrases of a chair by their sound: a recogniser that errs in a letter or two must not turn a call into an opinion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from minutes.text.reading import reading

# Indel ratio (0–100) of readings. At 70 one kana in four may differ; remarks of substance stay well below 60.
WHOLE_ALIKE = 70.0
PART_ALIKE = 80.0
SHORTEST_PART = 6  # kana; less is found everywhere

# What a chair says to keep a meeting going, whole sentences.
LEADING_ON = (
    "ありがとうございました",
    "ご説明ありがとうございました",
    "ほかにご質問はございますか",
    "ほかにご意見はありませんか",
    "ほかにございますか",
    "ほかによろしいでしょうか",
    "ご意見、ご質問はございますか",
    "ただいまの説明につきまして、ご意見、ご質問はございますでしょうか",
    "ただいまの報告について、ご質問はありますか",
    "ご意見をお願いします",
    "それでは、ご質問をお願いします",
    "ないようですので、お諮りします",
    "よろしいでしょうか",
    "私からも1点よろしいですか",
    "ご異議ございませんか",
    "異議なしと認めます",
    "ご異議なしと認め、そのように決定いたします",
    "それでは、次の議題に移ります",
    "次第に沿って進めてまいります",
    "皆様のご協力をお願いいたします",
    "説明をお願いします",
    "課長、お願いします",
    "課長、どうぞ",
    "委員、お願いします",
    "挙手をお願いします",
    "定刻になりましたので、会議を始めます",
    "ただいまから会議を開会いたします",
    "以上で本日の議題は全て終了しました",
    "これをもちまして、会議を閉会いたします",
    "お疲れさまでした",
)
HANDING_OVER = (
    "説明をお願いします",
    "説明をお願いいたします",
    "報告をお願いします",
    "報告をお願いいたします",
    "議題といたします",
)


@cache
def _sounds(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(reading(phrase) for phrase in phrases)


def leads_on(text: str) -> bool:
    """Whether the sentence sounds like one of LEADING_ON."""
    return _best(reading(text), LEADING_ON, fuzz.ratio, WHOLE_ALIKE)


def hands_over(text: str) -> bool:
    """Whether something like 「説明をお願いします」 is heard in the sentence."""
    sound = reading(text)
    return len(sound) >= SHORTEST_PART and _best(sound, HANDING_OVER, fuzz.partial_ratio, PART_ALIKE)


def _best(sound: str, phrases: tuple[str, ...], scorer: Callable[..., float], cutoff: float) -> bool:
    choices: Sequence[str] = _sounds(phrases)
    return process.extractOne(sound, choices, scorer=scorer, score_cutoff=cutoff) is not None
