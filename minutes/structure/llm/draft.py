"""What a model proposes for a window, read and restored but not yet checked against what was said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutes.domain import StatementKind
from minutes.structure.llm.protection import Protection
from minutes.structure.llm.reply import ActionReply, DecisionReply, MinutesReply, StatementReply
from minutes.structure.llm.window import Window

_HONORIFIC = re.compile(r"(?:さん|様|氏|君)$")
_AROUND = "（）()「」『』【】〔〕[]<>○◯◎●→:：、。・ 　"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class DraftStatement:
    """As `domain.Statement`, but its evidence may be empty or wrong; `unknown`: placeholders that stand for nobody."""

    kind: StatementKind
    speaker: str | None
    text: str
    evidence: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftDecision:
    """As `domain.Decision`, unchecked."""

    text: str
    evidence: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftAction:
    """As `domain.ActionItem`, unchecked."""

    text: str
    owner: str | None
    due: str | None
    evidence: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The minutes of a window as a model wrote them."""

    statements: tuple[DraftStatement, ...] = ()
    decisions: tuple[DraftDecision, ...] = ()
    actions: tuple[DraftAction, ...] = ()


def draft_of(reply: MinutesReply, window: Window, protection: Protection) -> Draft:
    """The reply with ids, speakers and names as they are in the window."""

    def cited(one: StatementReply | DecisionReply | ActionReply) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_id(id_, window.spoken_by) for id_ in one.evidence))

    def restored(text: str, evidence: Sequence[str]) -> str:
        return protection.restore(text, "".join(window.said.get(id_, "") for id_ in evidence))

    def maybe(text: str | None, evidence: Sequence[str]) -> str | None:
        return None if text is None else restored(text, evidence)

    def whose(label: str, evidence: Sequence[str]) -> str | None:
        meant = _label(restored(label, evidence), evidence, window)
        return window.speakers.get(meant, meant)

    def unknown(*texts: str | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sign for text in texts if text for sign in protection.unknown(text)))

    return Draft(
        statements=tuple(
            DraftStatement(
                one.kind, whose(one.speaker, ids), restored(one.text, ids), ids, unknown(one.speaker, one.text)
            )
            for one in reply.statements
            for ids in (cited(one),)
        ),
        decisions=tuple(
            DraftDecision(restored(one.text, ids), ids, unknown(one.text))
            for one in reply.decisions
            for ids in (cited(one),)
        ),
        actions=tuple(
            DraftAction(
                restored(one.text, ids),
                maybe(one.owner, ids),
                maybe(one.due, ids),
                ids,
                unknown(one.text, one.owner, one.due),
            )
            for one in reply.actions
            for ids in (cited(one),)
        ),
    )


def _id(word: str, known: Mapping[str, str]) -> str:
    """u12 and Ｕ００１２ are u0012 where that is an utterance of the window; anything else stays to be refused."""
    plain = unicodedata.normalize("NFKC", word).lower()
    if plain in known:
        return plain
    number = _NUMBER.search(plain)
    alike = [one for one in known if number and (digits := _NUMBER.search(one)) and int(digits[0]) == int(number[0])]
    return alike[0] if len(alike) == 1 else word


def _label(written: str, evidence: Sequence[str], window: Window) -> str:
    """The label a model meant: 「（総務課長）」 and 「総務課長さん」 are 総務課長; unnamed, whoever spoke all the evidence."""
    bare = _bare(written)
    if not bare:
        voices = {window.spoken_by[one] for one in evidence if one in window.spoken_by}
        return voices.pop() if len(voices) == 1 else written
    same = [label for label in window.speakers if _bare(label) == bare]
    alike = same or [label for label in window.speakers if _bare(label).endswith(bare) or bare.endswith(_bare(label))]
    return alike[0] if len(alike) == 1 else written


def _bare(label: str) -> str:
    return _HONORIFIC.sub("", unicodedata.normalize("NFKC", label).strip(_AROUND))
