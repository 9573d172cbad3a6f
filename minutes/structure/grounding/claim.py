"""What is said to have been said, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutes.domain import ActionItem, Decision, Statement

Kind = Literal["statement", "decision", "action"]
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
]
PREFIX = "unsupported_"

# For the model that wrote it and for the clerk who reads the comment; {} is the detail.
SENTENCES: dict[Code, str] = {
    "no_evidence": "根拠となる発言の番号がありません。",
    "unknown_evidence": "根拠の番号「{}」の発言はありません。",
    "foreign_evidence": "根拠の発言「{}」は、この議題の発言ではありません。",
    "wrong_speaker": "「{}」の発言であることを、根拠の発言から確かめられません。",
    "number": "数「{}」が、根拠の発言に（その意味では）ありません。",
    "amount": "金額「{}」が、根拠の発言に（その意味では）ありません。",
    "date": "日付や時期「{}」が、根拠の発言に（その意味では）ありません。",
    "time": "時刻や期間「{}」が、根拠の発言に（その意味では）ありません。",
    "percentage": "割合「{}」が、根拠の発言に（その意味では）ありません。",
    "name": "名前「{}」が、根拠の発言にありません。",
    "organisation": "組織や場所の名「{}」が、根拠の発言にありません。",
    "negation": "「{}」は、根拠の発言と肯定・否定、増減などの向きが違います。",
    "modality": "「{}」は、根拠の発言と言い方の強さ（検討・予定・見込み・可能性・義務・依頼など）が違います。",
    "wording": "「{}」に当たる内容が、根拠の発言に見当たりません。",
}


@dataclass(frozen=True)
class Claim:
    """A statement, decision or to-do of minutes with the utterances it names as proof; `speaker` and `owner` are roles as
    printed, `due` as spoken."""

    kind: Kind
    text: str
    speaker: str | None
    evidence: tuple[str, ...]
    owner: str | None = None
    due: str | None = None


@dataclass(frozen=True)
class Failure:
    """What of a claim cannot be shown; `detail` is the part of the claim it is about."""

    code: Code
    detail: str

    @property
    def flag(self) -> str:
        """As it stands in minutes.json: unsupported_number:120万円."""
        return f"{PREFIX}{self.code}:{self.detail}"


def explain(failure: Failure) -> str:
    """One Japanese sentence: what is wrong."""
    return SENTENCES[failure.code].format(failure.detail)


def of_flag(flag: str) -> Failure | None:
    """The failure a flag of minutes.json tells of, None for another flag."""
    name, _, detail = flag.partition(":")
    code = name.removeprefix(PREFIX)
    return next((Failure(known, detail) for known in SENTENCES if known == code), None) if code != name else None


def claim_of(part: Statement | Decision | ActionItem) -> Claim:
    """A part of the minutes as a claim."""
    if isinstance(part, Statement):
        return Claim("statement", part.text, part.speaker, part.evidence)
    if isinstance(part, Decision):
        return Claim("decision", part.text, None, part.evidence)
    return Claim("action", part.text, None, part.evidence, part.owner, part.due)
