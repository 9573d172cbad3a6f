"""The meeting laid out before anything of it is worded: who leads it, and which sentences belong to which item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minutes.domain import Meeting, Utterance
from minutes.structure.agenda import NOT_FOUND, sections
from minutes.structure.clock import timed
from minutes.structure.people import chair_key
from minutes.structure.sentences import sentences
from minutes.structure.topics import Section
from minutes.structure.typesetting import unset
from minutes.text.tidying.edit import House


@dataclass(frozen=True)
class Outline:
    """`chair`: the key of who leads (see Sentence), None where nobody does."""

    chair: str | None
    sections: tuple[Section, ...]


def outline_of(utterances: Sequence[Utterance], meeting: Meeting, house: House) -> Outline:
    """The sections in the agenda's order; where nothing was said, one empty section for each item of the agenda.

    `utterances` are edited (level 2); the sentences have the typography of the rules, whatever the house's is.
    """
    said = timed(sentences([unset(utterance, house) for utterance in utterances]), meeting)
    if not said:
        return Outline(None, tuple(Section(title, (), (NOT_FOUND,)) for title in meeting.agenda))
    chair = chair_key(said, meeting)
    return Outline(chair, sections(said, meeting, chair))
