"""What a text of the minutes says that its evidence does not: the codes of grounding, in sentences for people.

A flag carries the code and, after a colon, the words in question: `unsupported_number:120万円`. The sentence is read by the
clerk in a remark and by the model that is to put its text right, so both are told the same.
"""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal[
    "no_evidence",
    "unknown_evidence",
    "foreign_evidence",
    "wrong_speaker",
    "number",
    "amount",
    "date",
    "time",
    "percentage",
    "name",
    "organisation",
    "negation",
    "modality",
    "wording",
    "placeholder",
]
PREFIX = "unsupported_"
_LONGEST = 80  # characters of the words in question that a sentence repeats

# code → the sentence with the words in question ({}), and the one where there are none
_SENTENCES: dict[str, tuple[str, str]] = {
    "no_evidence": ("根拠となる発言が示されていません（{}）。", "根拠となる発言が示されていません。"),
    "unknown_evidence": (
        "根拠として示された番号「{}」の発言は、この会議にありません。",
        "根拠として示された番号の発言は、この会議にありません。",
    ),
    "foreign_evidence": (
        "根拠として示された発言「{}」は、この議題の発言ではありません。",
        "根拠として示された発言は、この議題の発言ではありません。",
    ),
    "wrong_speaker": (
        "「{}」の発言であることを、根拠の発言から確かめられません。",
        "誰の発言かを、根拠の発言から確かめられません。",
    ),
    "number": ("数「{}」が、根拠の発言に（その意味では）ありません。", "根拠の発言にない数があります。"),
    "amount": ("金額「{}」が、根拠の発言に（その意味では）ありません。", "根拠の発言にない金額があります。"),
    "date": ("日付や時期「{}」が、根拠の発言に（その意味では）ありません。", "根拠の発言にない日付や時期があります。"),
    "time": ("時刻や期間「{}」が、根拠の発言に（その意味では）ありません。", "根拠の発言にない時刻や期間があります。"),
    "percentage": ("割合「{}」が、根拠の発言に（その意味では）ありません。", "根拠の発言にない割合があります。"),
    "name": ("名前「{}」が、根拠の発言にありません。", "根拠の発言にない名前があります。"),
    "organisation": ("組織や場所の名「{}」が、根拠の発言にありません。", "根拠の発言にない組織や場所の名があります。"),
    "negation": (
        "「{}」は、根拠の発言と肯定・否定、増減などの向きが違います。",
        "根拠の発言と、肯定・否定、増減などの向きが違います。",
    ),
    "modality": (
        "「{}」は、根拠の発言と言い方の強さ（検討・予定・見込み・可能性・義務・依頼など）が違います。",
        "根拠の発言と、言い方の強さ（検討・予定・見込み・可能性・義務・依頼など）が違います。",
    ),
    "placeholder": (
        "「{}」は、伏せ字の表にない符号です。発言にある符号だけを、そのまま書いてください。",
        "伏せ字の表にない符号があります。",
    ),
    "wording": ("「{}」に当たる内容が、根拠の発言に見当たりません。", "根拠の発言に見当たらない内容があります。"),
}
CODES: tuple[Code, ...] = get_args(Code)


def sentence(code: str, detail: str = "") -> str:
    """What is not supported, in one Japanese sentence. KeyError for a code that is none."""
    with_detail, without = _SENTENCES[code]
    shown = detail if len(detail) <= _LONGEST else detail[:_LONGEST] + "…"
    return with_detail.replace("{}", shown) if shown.strip() else without


def flag(code: str, detail: str = "") -> str:
    """How a statement, decision or to-do carries it."""
    return f"{PREFIX}{code}:{detail}" if detail else PREFIX + code


def sentence_of(flag: str) -> str | None:
    """The sentence for a flag; None for one that says something else."""
    if not flag.startswith(PREFIX):
        return None
    code, _, detail = flag.removeprefix(PREFIX).partition(":")
    return sentence(code, detail) if code in _SENTENCES else None
