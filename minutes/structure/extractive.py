"""Edited utterances → the items of the minutes, by rules alone: sentences are put into the register, not rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal, TypeVar

from minutes.domain import ActionItem, AgendaItem, Decision, Meeting, Statement, Style, Utterance
from minutes.structure import cues
from minutes.structure.agenda import Section, sections
from minutes.structure.ourselves import ourselves
from minutes.structure.people import chair_key
from minutes.structure.results import decisions
from minutes.structure.sentences import Sentence, sentences
from minutes.structure.threads import statements
from minutes.structure.todos import actions
from minutes.structure.turns import turns
from minutes.text.plain_style import plain
from minutes.text.tidying.draft import Draft
from minutes.text.tidying.edit import House, typography

# One-word answers have no である form of their own.
WORD_ANSWERS = {
    "はい。": "そのとおりである。",
    "ええ。": "そのとおりである。",
    "そうです。": "そのとおりである。",
    "分かりました。": "承知した。",
    "わかりました。": "承知した。",
    "かしこまりました。": "承知した。",
}

Register = Literal["dearu", "desumasu", "spoken"]


def extract(
    utterances: Sequence[Utterance], meeting: Meeting, register: Register, house: House | None = None
) -> tuple[AgendaItem, ...]:
    """One AgendaItem per item of the agenda, in its order (without an agenda: per topic announced, flagged).

    `utterances` are edited (level 2), `house` says in which style.
    Opening, closing and breaks are statements of the kind "procedure" of the item they stand in, so that a form that
    prints them can; calls, thanks and greetings are left out. Every statement names the utterances it comes from.
    """
    house = house or House()
    said = sentences([_unset(utterance, house) for utterance in utterances])
    if not said:
        return tuple(AgendaItem(title=title, flags=("no_statements",)) for title in meeting.agenda)
    chair = chair_key(said, meeting)
    return tuple(_set(_item(section, meeting, chair, register), house) for section in sections(said, meeting, chair))


def _item(section: Section, meeting: Meeting, chair: str | None, register: Register) -> AgendaItem:
    talk = turns(section.sentences, chair)
    write = partial(in_register, register=register)
    return AgendaItem(
        title=section.title,
        statements=statements(talk, meeting, partial(_written, register=register)),
        decisions=decisions(section.sentences, chair, write),
        actions=actions(talk, meeting),
        flags=section.flags,
    )


def _written(sentence: Sentence, register: Register) -> str:
    """A sentence as the minutes print it; "" if nothing is left of it."""
    text = in_register(sentence.text, register)
    return ourselves(text, sentence.role) if register == "dearu" else text


def in_register(text: str, register: Register) -> str:
    """Openers go; である if asked for; a sentence ends in 。"""
    opened = cues.OPENERS.sub("", text) or text
    if register == "dearu" and opened in WORD_ANSWERS:
        return WORD_ANSWERS[opened]
    styled = plain(opened) if register == "dearu" else opened
    styled = styled.rstrip("、")
    return styled if not styled or styled[-1] in "。？！?!" else styled + "。"


# ---- the house's typography, which none of the rules need to know ------------------------------------------------

Printed = TypeVar("Printed", Statement, Decision, ActionItem)


def _unset(utterance: Utterance, house: House) -> Utterance:
    """Figures and commas in the one form that all rules are written for, where the house has another."""
    if not _has_own(house):
        return utterance
    return utterance.model_copy(update={"text": _typeset(utterance.text, House(Style(), house.protected))})


def _set(item: AgendaItem, house: House) -> AgendaItem:
    def printed(parts: Sequence[Printed]) -> tuple[Printed, ...]:
        return tuple(part.model_copy(update={"text": _typeset(part.text, house)}) for part in parts)

    if not _has_own(house):
        return item
    parts = {
        "statements": printed(item.statements),
        "decisions": printed(item.decisions),
        "actions": printed(item.actions),
    }
    return item.model_copy(update=parts)


def _has_own(house: House) -> bool:
    return house.style.digits in ("full", "mixed") or house.style.comma != Style().comma


def _typeset(text: str, house: House) -> str:
    draft = Draft(text)
    draft.apply(house.protected.spared(text, typography(text, house.style)))
    return draft.text
