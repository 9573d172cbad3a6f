"""Sentences of an item as turns: what one speaker says in one go, without what only keeps the meeting moving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from minutes.structure import cues
from minutes.structure.sentences import Sentence
from minutes.structure.sound import hands_over, leads_on

Sense = Literal["courtesy", "procedure", "record", "question", "request", "assent", "affirmation", "speech", "aside"]
SUBSTANCE = ("question", "request", "affirmation", "speech")
TELLING = (*SUBSTANCE, "aside")  # what a clerk has to be told of where the minutes leave it out
LEAST_MATTER = 3  # words of a chair's sentence that tells something


@dataclass(frozen=True)
class Turn:
    """Sentences of one speaker with their senses."""

    key: str
    role: str | None
    by_chair: bool
    sentences: tuple[Sentence, ...]
    senses: tuple[Sense, ...]

    def kept(self) -> tuple[Sentence, ...]:
        """What has substance."""
        pairs = zip(self.sentences, self.senses, strict=True)
        return tuple(sentence for sentence, sense in pairs if sense in SUBSTANCE)

    def asked(self) -> str:
        """Its last question, as cues are looked for; empty where it asks none."""
        pairs = zip(self.sentences, self.senses, strict=True)
        return next((sentence.cue for sentence, sense in reversed(tuple(pairs)) if sense == "question"), "")

    def has(self, sense: Sense) -> bool:
        return sense in self.senses


def turns(said: Sequence[Sentence], chair: str | None) -> tuple[Turn, ...]:
    """In spoken order; every sentence is in exactly one turn."""
    found: list[Turn] = []
    voting = False
    for key, group in groupby(said, key=lambda sentence: sentence.key):
        turn = _turn(tuple(group), key == chair, voting, found[-1] if found else None)
        voting = any(cues.PROPOSES.search(sentence.cue) for sentence in turn.sentences) if turn.by_chair else voting
        found.append(turn)
    return tuple(found)


def _turn(group: Sequence[Sentence], by_chair: bool, voting: bool, before: Turn | None) -> Turn:
    """`voting`: the chair has just put something to the meeting; `before`: what was said last."""
    senses = [sense_of(sentence, by_chair, voting) for sentence in group]
    if _echoes(group[0], before):
        senses[0] = "courtesy"
    if by_chair:
        senses = _chair_context(group, senses)
    senses = _affirmation(group, senses)
    substance = any(sense in SUBSTANCE for sense in senses)
    senses = [
        "courtesy"
        if substance and sense in ("question", "speech", "request", "assent") and _preface(sentence)
        else sense
        for sentence, sense in zip(group, senses, strict=True)
    ]
    return Turn(group[0].key, group[0].role, by_chair, tuple(group), tuple(senses))


def _preface(sentence: Sentence) -> bool:
    """「2点伺います。」「はい。」 before what follows."""
    return bool(cues.PREFACE.match(sentence.cue) or cues.BACKCHANNEL.match(sentence.cue))


def _affirmation(group: Sequence[Sentence], senses: Sequence[Sense]) -> list[Sense]:
    """「はい。ただ、…」: before a reservation the 「はい」 is half of what is said, else only its beginning."""
    reserved = len(group) > 1 and cues.WORD_ANSWER.match(group[0].cue) and cues.RESERVATION.match(group[1].cue)
    return ["affirmation" if index == 0 and reserved else sense for index, sense in enumerate(senses)]


def _chair_context(group: Sequence[Sentence], senses: Sequence[Sense]) -> list[Sense]:
    """A chair's remark counts when it asks, asks for something or judges; else it only leads on, or tells something aside,
    which no form prints but nobody should miss."""
    speaks = any(sense in ("question", "request") for sense in senses)
    return [
        _remark(sentence.cue) if sense == "speech" and not speaks else sense
        for sentence, sense in zip(group, senses, strict=True)
    ]


def _remark(cue: str) -> Sense:
    if cues.CHAIR_OPINION.search(cue):
        return "speech"
    leads = cues.OVERVIEW.search(cue) or cues.NAMES_ITEM.search(cue) or not cues.STATED.search(cue)
    return "procedure" if leads or len(cues.MATTER.findall(cue)) < LEAST_MATTER else "aside"


def _introduces(sentence: Sentence) -> bool:
    """「保育課の田中です。」, or the speaker's own name as the role has it: 「3番、石田です。」 of 石田委員."""
    if cues.INTRODUCTION.match(sentence.cue):
        return True
    name = cues.OWN_NAME.match(sentence.cue)
    return name is not None and name["name"] in (sentence.role or "")


def _echoes(sentence: Sentence, before: Turn | None) -> bool:
    """「50枚。」 or 「6円ですか。」 after somebody has just said so, and not asked it."""
    match = cues.ECHO.match(sentence.cue)
    if match is None or before is None or before.has("question"):
        return False
    return match["said"] in "".join(earlier.cue for earlier in before.sentences[-2:])


def sense_of(sentence: Sentence, by_chair: bool, voting: bool = False) -> Sense:
    """What a sentence does. The tables are tried from the most certain to the least."""
    cue = sentence.cue
    if any(pattern.match(cue) for pattern in cues.COURTESY) or _introduces(sentence):
        return "courtesy"
    if by_chair and cues.LATER.search(cue) and cues.ASKS_TO_DO.search(cue) and not cues.ON_RECORD.search(cue):
        return "request"
    if not by_chair and cues.AGREED.match(cue):
        return "assent" if voting or not cues.SIDES.search(cue) else "speech"
    if (cues.ON_RECORD if by_chair else cues.ON_RECORD_BY_ANYONE).search(cue):
        return "record"
    if cues.PROCEDURE.search(cue) if by_chair else cues.CALL.search(cue):
        return "procedure"
    if by_chair and cues.ANNOUNCES.search(cue):
        return "procedure"
    if by_chair and (leads_on(cue) or hands_over(cue)):
        return "procedure"
    return _content(cue)


def _content(cue: str) -> Sense:
    if cues.ASKS_TO_KNOW.search(cue):
        return "question"
    if cues.TENTATIVE_END.search(cue):
        return "speech"
    if cues.ASKS_TO_DO.search(cue):
        return "request"
    return "question" if cues.QUESTION_END.search(cue) else "speech"
