"""What a clerk reads where something is to be checked: the reason behind each flag.

Flags are short codes set by the stages, those of grounding with the words in question (see minutes.unsupported); a flag
that is in no table is printed as it is, so none is lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from minutes.unsupported import sentence_of

UNKNOWN = "unknown_speaker"
UNCERTAIN = "uncertain_speaker"
INAUDIBLE = "inaudible"
NO_RESULT = "no_result"
NO_STATEMENTS = "no_statements"
NO_TIMES = "no_times"  # an imported transcript without times: told once for the document, not at every utterance

SPEAKER_REASONS = {
    UNKNOWN: "発言者を名簿の人と結び付けられませんでした。",
    UNCERTAIN: "発言者が確かではありません。",
    "overlap": "複数の人が同時に話しています。",
}
TEXT_REASONS = {
    "low_confidence": "聞き取りが確かではありません。",
    INAUDIBLE: "聞き取れない部分があります。",
    "hallucination": "録音にない言葉を書き起こした疑いがあります。",
    "repetition": "同じ言葉の繰り返しがあり、誤って書き起こした疑いがあります。",
    "silence": "音声のない部分に文字が付いています。",
    "uncertain_term": "専門用語の表記が確かではありません。",
    "uncertain_kind": "質問か回答かの区別が確かではありません。",
    "ungrounded": "録音の発言に裏付けが見つかりません。",
    "topic_proposed": "会議次第がないため、議長の発言から取り出した案件名です。",
    "unplanned_item": "会議次第にない案件です。",
    "taken_together": "前の案件と一括して審議されています。発言は前の案件にあります。",
    "estimated_time": "時刻は、録音の位置と会議の開始時刻から計算したものです。",
    "no_assent": "議長の提案に対する異議の有無が聞き取れません。",
    "result_by_llm": "LLM が結果と判断しましたが、決まり文句の発言では確かめられません。",
    "uncertain_boundary": "案件の境目が確かではありません。",
    NO_RESULT: "結果に当たる発言が見つかりません。",
    NO_STATEMENTS: "この案件の発言が見つかりません。",
}


def about_speaker(flags: Iterable[str], named: bool) -> tuple[str, ...]:
    """The reasons to doubt who spoke.

    Nobody named is a reason by itself; somebody named although the voice was once unknown is not certain.
    """
    doubts = {flag for flag in flags if flag in SPEAKER_REASONS}
    if named and UNKNOWN in doubts:
        doubts = doubts - {UNKNOWN} | {UNCERTAIN}
    elif not named:
        doubts = doubts - {UNCERTAIN} | {UNKNOWN}
    return tuple(reason for flag, reason in SPEAKER_REASONS.items() if flag in doubts)


def about_text(flags: Iterable[str]) -> tuple[str, ...]:
    """The reasons among the flags to doubt what was said."""
    return tuple(dict.fromkeys(_reason(flag) for flag in flags if flag not in SPEAKER_REASONS and flag != NO_TIMES))


def _reason(flag: str) -> str:
    known = TEXT_REASONS.get(flag) or sentence_of(flag)
    return known or (f"確認が必要です（{flag}）。" if flag.isascii() else flag)
