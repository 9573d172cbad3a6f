"""What a text of the minutes says that its evidence does not: the codes of grounding, in sentences for people.

A flag carries the code and, after a colon, the words in question: `unsupported_number:120万円`. The sentence is read by the
clerk in a remark and by the model that is to put its text right, so both are told the same.
"""

from __future__ import annotations

PREFIX = "unsupported_"
_LONGEST = 80  # characters of the words in question that a sentence repeats

# code → the sentence with the words in question, and the one without
_SENTENCES = {
    "no_evidence": ("根拠とする発言が示されていません（{detail}）。", "根拠とする発言が示されていません。"),
    "unknown_evidence": (
        "根拠として示された発言の番号（{detail}）は、この会議にありません。",
        "根拠として示された番号の発言は、この会議にありません。",
    ),
    "foreign_evidence": (
        "根拠として示された発言（{detail}）は、この案件の発言ではありません。",
        "根拠として示された発言は、この案件の発言ではありません。",
    ),
    "wrong_speaker": (
        "「{detail}」は、根拠の発言をした人ではありません。",
        "発言者が、根拠の発言をした人と違います。",
    ),
    "number": ("「{detail}」という数が、根拠の発言にありません。", "根拠の発言にない数があります。"),
    "amount": ("「{detail}」という金額が、根拠の発言にありません。", "根拠の発言にない金額があります。"),
    "date": ("「{detail}」という日付が、根拠の発言にありません。", "根拠の発言にない日付があります。"),
    "time": ("「{detail}」という時刻や時間が、根拠の発言にありません。", "根拠の発言にない時刻や時間があります。"),
    "percentage": ("「{detail}」という割合が、根拠の発言にありません。", "根拠の発言にない割合があります。"),
    "name": ("「{detail}」という名前が、根拠の発言にありません。", "根拠の発言にない名前があります。"),
    "organisation": ("「{detail}」という組織名が、根拠の発言にありません。", "根拠の発言にない組織名があります。"),
    "negation": (
        "「〜ない」「〜せず」などの打消しが、根拠の発言と違います（{detail}）。",
        "「〜ない」「〜せず」などの打消しが、根拠の発言と違います。",
    ),
    "modality": (
        "「検討する」「予定である」「したい」などの言い方が、根拠の発言と違います（{detail}）。",
        "「検討する」「予定である」「したい」などの言い方が、根拠の発言と違います。",
    ),
    "wording": (
        "根拠の発言にない言葉が多く、発言された内容か確かめられません（{detail}）。",
        "根拠の発言にない言葉が多く、発言された内容か確かめられません。",
    ),
}
CODES = tuple(_SENTENCES)


def sentence(code: str, detail: str = "") -> str:
    """What is not supported, in one Japanese sentence. KeyError for a code that is none."""
    with_detail, without = _SENTENCES[code]
    shown = detail if len(detail) <= _LONGEST else detail[:_LONGEST] + "…"
    return with_detail.replace("{detail}", shown) if shown.strip() else without


def flag(code: str, detail: str = "") -> str:
    """How a statement, decision or to-do carries it."""
    return f"{PREFIX}{code}:{detail}" if detail else PREFIX + code


def sentence_of(flag: str) -> str | None:
    """The sentence for a flag; None for one that says something else."""
    if not flag.startswith(PREFIX):
        return None
    code, _, detail = flag.removeprefix(PREFIX).partition(":")
    return sentence(code, detail) if code in _SENTENCES else None
