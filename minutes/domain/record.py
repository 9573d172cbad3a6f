"""The minutes as data: items with statements, decisions and to-dos, each with its evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from minutes.domain.meeting import Meeting
from minutes.domain.provenance import Provenance
from minutes.domain.value import Text, Value

StatementKind = Literal["explanation", "question", "answer", "opinion", "request", "procedure"]


class Statement(Value):
    """One sentence group of the minutes and the utterances that prove it. `speaker` is a role or None (unknown)."""

    kind: StatementKind
    speaker: Text | None
    text: Text
    evidence: Annotated[tuple[str, ...], Field(min_length=1)]
    flags: tuple[str, ...] = ()


class Decision(Value):
    """What was decided."""

    text: Text
    evidence: Annotated[tuple[str, ...], Field(min_length=1)]
    flags: tuple[str, ...] = ()


class ActionItem(Value):
    """What someone is to do; `owner` and `due` as spoken."""

    text: Text
    owner: Text | None = None
    due: Text | None = None
    evidence: Annotated[tuple[str, ...], Field(min_length=1)]
    flags: tuple[str, ...] = ()


class AgendaItem(Value):
    """One item of the agenda with all that belongs to it, in spoken order.

    `withheld`: in a public edition, the sentence that stands instead of what was said; empty where all of it is shown.
    """

    title: Text
    statements: tuple[Statement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    flags: tuple[str, ...] = ()
    withheld: Text = Field(default="", exclude_if=lambda withheld: not withheld)


class Withheld(Value):
    """Something the public edition does not show. For its keepers only.

    `kind`: of what (a whole `item`, an `utterance` of the verbatim record, `said`: of the minutes' sentences, `head`: of
    the header and the titles, `person`: a name that a label stands for); `item`: the number of its item, 0 for none;
    `words`: what stands in the original, `shown`: what stands instead; `evidence`: the utterances it rests on.
    """

    kind: Literal["item", "utterance", "said", "head", "person"]
    item: int = 0
    words: Text
    shown: Text
    reason: Text
    evidence: tuple[str, ...] = ()


class Unreflected(Value):
    """Something of substance that was said and that no statement, decision or to-do of the minutes uses: an utterance's id
    and its sentences."""

    utterance: str
    text: Text


class Minutes(Value):
    """The minutes as data; a form turns them into a document."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    provenance: Provenance
