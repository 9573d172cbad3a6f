"""What is said to have been said, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutes.domain import ActionItem, Decision, Statement
from minutes.unsupported import CODES, PREFIX, Code, flag, sentence

Kind = Literal["statement", "decision", "action"]


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
        return flag(self.code, self.detail)


def explain(failure: Failure) -> str:
    """One Japanese sentence: what is wrong."""
    return sentence(failure.code, failure.detail)


def of_flag(flag: str) -> Failure | None:
    """The failure a flag of minutes.json tells of, None for another flag."""
    name, _, detail = flag.partition(":")
    code = name.removeprefix(PREFIX)
    return next((Failure(known, detail) for known in CODES if known == code), None) if code != name else None


def claim_of(part: Statement | Decision | ActionItem) -> Claim:
    """A part of the minutes as a claim."""
    if isinstance(part, Statement):
        return Claim("statement", part.text, part.speaker, part.evidence)
    if isinstance(part, Decision):
        return Claim("decision", part.text, None, part.evidence)
    return Claim("action", part.text, None, part.evidence, part.owner, part.due)
