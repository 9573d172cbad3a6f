"""Edited utterances → the items of the minutes, by rules alone: sentences are put into the register, not rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from minutes.domain import AgendaItem, Meeting, Utterance
from minutes.structure import cues
from minutes.structure.ourselves import ourselves
from minutes.structure.outline import outline_of
from minutes.structure.results import decisions
from minutes.structure.sentences import Sentence
from minutes.structure.threads import statements
from minutes.structure.todos import actions
from minutes.structure.topics import Section
from minutes.structure.turns import turns
from minutes.structure.typesetting import typeset
from minutes.structure.wording import topical, without_own_name
from minutes.text.plain_style import plain
from minutes.text.tidying.edit import House

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
    outline = outline_of(utterances, meeting, house)
    return tuple(typeset(item_of(section, meeting, outline.chair, register), house) for section in outline.sections)


def item_of(section: Section, meeting: Meeting, chair: str | None, register: Register) -> AgendaItem:
    """The item by the rules; its typography is still that of the rules."""
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
    text = in_register(without_own_name(cues.OPENERS.sub("", sentence.text), sentence.role), register)
    return ourselves(text, sentence.role) if register == "dearu" else text


def in_register(text: str, register: Register) -> str:
    """Openers go; である if asked for; a sentence ends in 。"""
    opened = topical(cues.OPENERS.sub("", text) or text)
    if register == "dearu" and opened in WORD_ANSWERS:
        return WORD_ANSWERS[opened]
    styled = plain(opened) if register == "dearu" else opened
    styled = styled.rstrip("、")
    return styled if not styled or styled[-1] in "。？！?!" else styled + "。"
