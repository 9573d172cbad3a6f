"""An item worded by an LLM, window by window: each claim is checked, what cannot be shown goes back once, then it is settled.

What was refused, and why, is kept: whoever wonders about a sentence finds it in drafting.json.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from minutes.domain import ActionItem, AgendaItem, Decision, Meeting, Statement, Text, Utterance, Value
from minutes.structure.agenda import Section
from minutes.structure.extractive import Register, in_register
from minutes.structure.grounding.claim import Claim, Failure, claim_of, explain
from minutes.structure.llm.draft import Draft, DraftAction, DraftDecision, DraftStatement
from minutes.structure.llm.failure import LlmFailed
from minutes.structure.llm.window import Window
from minutes.structure.sentences import flags_of
from minutes.structure.settle import Part, Tried, Worded, found_by_rules_too, statements

ONLY_BY_LLM = "result_by_llm"  # no formula of deciding was heard where the model found a decision
_Proposed = DraftStatement | DraftDecision | DraftAction
Check = Callable[[Claim, frozenset[str]], tuple[Failure, ...]]  # `Grounds.check`
P = TypeVar("P", Statement, Decision, ActionItem)


class Refusal(Value):
    """A claim of an LLM that could not be shown; `attempt`: 1, or 2 for one sent back."""

    item: Text
    attempt: int
    text: Text
    evidence: tuple[str, ...]
    reasons: tuple[Text, ...]


class Failed(Value):
    """A window (`number` of its item, from 1) for which the LLM gave nothing usable, and what it failed of."""

    item: Text
    number: int
    what: Text


class Scribe(Protocol):
    """What is asked of whoever words windows (`llm.writer.Writer`)."""

    def windows(
        self, section: Section, meeting: Meeting, chair: str | None, register: Register
    ) -> tuple[Window, ...]: ...

    def write(
        self, window: Window, register: Register, previous: Draft | None = None, complaints: Sequence[str] = ()
    ) -> Draft: ...


@dataclass(frozen=True)
class Parts:
    """An item's parts with who worded each."""

    statements: tuple[Worded[Statement], ...] = ()
    decisions: tuple[Worded[Decision], ...] = ()
    actions: tuple[Worded[ActionItem], ...] = ()

    def __add__(self, other: Parts) -> Parts:
        return Parts(self.statements + other.statements, self.decisions + other.decisions, self.actions + other.actions)

    def divided(self, places: Sequence[frozenset[str]]) -> list[Parts]:
        """Each part in the first place that holds an utterance it is about; at the end those that are in none."""
        return [
            Parts(statements, decisions, actions)
            for statements, decisions, actions in zip(
                _divided(self.statements, places),
                _divided(self.decisions, places),
                _divided(self.actions, places),
                strict=True,
            )
        ]


def of_rules(item: AgendaItem) -> Parts:
    """The rules' parts; a statement of theirs is about all the utterances it cites."""
    return Parts(_by_rules(item.statements), _by_rules(item.decisions), _by_rules(item.actions))


@dataclass
class Desk:
    """Where an LLM's drafts of one meeting are checked. `refused` and `failed` grow as it goes on."""

    scribe: Scribe
    check: Check
    register: Register
    utterances: Mapping[str, Utterance]
    refused: list[Refusal] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def word(self, window: Window, rules: Parts, allowed: frozenset[str]) -> Parts:
        """The window's parts; the rules' where the LLM fails. `allowed`: the ids of the item's utterances."""
        try:
            draft = self.scribe.write(window, self.register)
        except LlmFailed as failure:
            self.failed.append(Failed(item=window.item_title, number=window.number, what=failure.what))
            return rules
        first = self._checked(draft, window, 1, allowed)
        second = self._again(draft, first.complaints, window, allowed) if first.complaints else _Checked()
        return Parts(
            statements(first.statements, second.statements, rules.statements),
            self._confirmed(found_by_rules_too(first.decisions, second.decisions, rules.decisions), rules.decisions),
            found_by_rules_too(first.actions, second.actions, rules.actions),
        )

    def _again(self, draft: Draft, complaints: Sequence[str], window: Window, allowed: frozenset[str]) -> _Checked:
        """A model that cannot mend its draft costs no more than the claims in question."""
        try:
            return self._checked(self.scribe.write(window, self.register, draft, complaints), window, 2, allowed)
        except LlmFailed as failure:
            self.failed.append(Failed(item=window.item_title, number=window.number, what=failure.what))
            return _Checked()

    def _confirmed(
        self, parts: Sequence[Worded[Decision]], rules: Sequence[Worded[Decision]]
    ) -> tuple[Worded[Decision], ...]:
        """A decision that only the model found is one to be confirmed."""
        known = frozenset(id_ for one in rules for id_ in one.about)
        return tuple(one if one.by == "rules" or one.about & known else _doubted(one, ONLY_BY_LLM) for one in parts)

    # ---- checking ------------------------------------------------------------------------------------------------

    def _checked(self, draft: Draft, window: Window, attempt: int, allowed: frozenset[str]) -> _Checked:
        complaints: list[str] = []

        def tried(proposed: Sequence[_Proposed], made: Callable[[_Proposed], Worded[P]]) -> Tried[P]:
            shown: list[Worded[P]] = []
            refused: list[frozenset[str]] = []
            for one in proposed:
                failures = _made_up(one) + self.check(_claim(one), allowed)
                if failures:
                    complaints.append(_complaint(one, failures))
                    self.refused.append(_refusal(window.item_title, attempt, one, failures))
                    refused.append(self._about(one))
                else:
                    shown.append(made(one))
            return Tried(tuple(shown), tuple(refused))

        return _Checked(
            tried(draft.statements, self._statement),
            tried(draft.decisions, self._decision),
            tried(draft.actions, self._action),
            complaints,
        )

    def _about(self, proposed: _Proposed) -> frozenset[str]:
        """The utterances of its own speaker if it cites any, else all it cites that were said."""
        known = [self.utterances[id_] for id_ in proposed.evidence if id_ in self.utterances]
        own = [one for one in known if isinstance(proposed, DraftStatement) and one.name == proposed.speaker]
        return frozenset(one.id for one in own or known)

    def _flags(self, about: frozenset[str]) -> tuple[str, ...]:
        return flags_of(one for id_, one in self.utterances.items() if id_ in about)

    # ---- what a checked claim becomes ----------------------------------------------------------------------------

    def _statement(self, proposed: _Proposed) -> Worded[Statement]:
        assert isinstance(proposed, DraftStatement)
        about = self._about(proposed)
        part = Statement(
            kind=proposed.kind,
            speaker=proposed.speaker,
            text=in_register(proposed.text, self.register),
            evidence=proposed.evidence,
            flags=self._flags(about),
        )
        return Worded(part, "llm", about)

    def _decision(self, proposed: _Proposed) -> Worded[Decision]:
        text = in_register(proposed.text, self.register)
        flags = tuple(flag for flag in self._flags(self._about(proposed)) if flag != "unknown_speaker")
        return Worded(Decision(text=text, evidence=proposed.evidence, flags=flags), "llm", self._about(proposed))

    def _action(self, proposed: _Proposed) -> Worded[ActionItem]:
        assert isinstance(proposed, DraftAction)
        part = ActionItem(
            text=proposed.text,
            owner=proposed.owner,
            due=proposed.due,
            evidence=proposed.evidence,
            flags=self._flags(self._about(proposed)),
        )
        return Worded(part, "llm", self._about(proposed))


@dataclass(frozen=True)
class _Checked:
    """A draft after checking, and what is to be told to whoever wrote it."""

    statements: Tried[Statement] = field(default_factory=Tried)
    decisions: Tried[Decision] = field(default_factory=Tried)
    actions: Tried[ActionItem] = field(default_factory=Tried)
    complaints: Sequence[str] = ()


def doubts(check: Check, allowed: frozenset[str]) -> Callable[[Statement | Decision | ActionItem], tuple[str, ...]]:
    """What the rules' own words cannot show, as flags."""
    return lambda part: tuple(failure.flag for failure in check(claim_of(part), allowed))


def _claim(proposed: _Proposed) -> Claim:
    match proposed:
        case DraftStatement():
            return Claim("statement", proposed.text, proposed.speaker, proposed.evidence)
        case DraftDecision():
            return Claim("decision", proposed.text, None, proposed.evidence)
        case DraftAction():
            return Claim("action", proposed.text, None, proposed.evidence, proposed.owner, proposed.due)


def _made_up(proposed: _Proposed) -> tuple[Failure, ...]:
    """Placeholders that stand for nobody cannot be restored, whatever else the claim says."""
    return tuple(Failure("placeholder", sign) for sign in proposed.unknown)


def _complaint(proposed: _Proposed, failures: Sequence[Failure]) -> str:
    return f"「{proposed.text}」：{''.join(map(explain, failures))}"


def _refusal(item: str, attempt: int, proposed: _Proposed, failures: Sequence[Failure]) -> Refusal:
    return Refusal(
        item=item,
        attempt=attempt,
        text=proposed.text,
        evidence=proposed.evidence,
        reasons=tuple(map(explain, failures)),
    )


def _doubted(worded: Worded[Decision], flag: str) -> Worded[Decision]:
    part = worded.part.model_copy(update={"flags": (*worded.part.flags, flag)})
    return Worded(part, worded.by, worded.about)


def _divided(parts: Sequence[Worded[Part]], places: Sequence[frozenset[str]]) -> list[tuple[Worded[Part], ...]]:
    found: list[list[Worded[Part]]] = [[] for _ in (*places, None)]
    for one in parts:
        found[next((index for index, ids in enumerate(places) if ids & one.about), -1)].append(one)
    return [tuple(group) for group in found]


def _by_rules(parts: Sequence[Part]) -> tuple[Worded[Part], ...]:
    return tuple(Worded(part, "rules", frozenset(part.evidence)) for part in parts)
