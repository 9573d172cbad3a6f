"""The meeting file: who, when, about what, and what of it is not for everybody."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from minutes.domain.sound import Channels
from minutes.domain.value import Text, Value


class Attendee(Value):
    """Someone on the roster. `role` is what the minutes print and what identifies the person within the meeting."""

    role: Text
    name: Text = ""
    reading: Text = ""
    presence: Literal["present", "absent", "proxy"] = "present"
    chair: bool = False
    group: Text = ""
    aliases: tuple[Text, ...] = ()
    channel: Annotated[int, Field(ge=1)] | None = None  # whose microphone, where the recording keeps them apart


# 自治体機密性 (総務省, October 2024) has three kinds of 3, all of which stay in the house.
_LEVELS: dict[str, int] = {"1": 1, "2": 2, "3": 3, "3A": 3, "3B": 3, "3C": 3}


def _level(given: object) -> object:
    """A level as offices write it ("3B", "機密性２"); what is none is left for the error that names it."""
    if not isinstance(given, str):
        return given
    text = unicodedata.normalize("NFKC", given).upper().strip()
    return _LEVELS.get(text.removeprefix("自治体").removeprefix("機密性").strip(), given)


class Closed(Value):
    """An item of the agenda that the public edition does not show, and why.

    `item`: its number as the minutes print it, or its title; `title`: what the public edition calls it instead; `result`:
    what was decided is shown all the same.
    """

    item: Annotated[int, Field(ge=1)] | Text
    reason: Annotated[Text, Field(min_length=1)]
    title: Text = ""
    result: bool = False


class Mask(Value):
    """What a clerk keeps out of the public edition, and why: an utterance with all that rests on it, words wherever they
    stand, or, with both, words in what was said there."""

    utterance: str = ""
    text: Text = ""
    reason: Annotated[Text, Field(min_length=1)]

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not self.utterance and not self.text.strip():
            raise PydanticCustomError("nothing", "utterance（発言の番号）か text（言葉）のどちらかを書きます")
        return self


class Meeting(Value):
    """The meeting file. Only the title is required; no `confidentiality` counts as 3.

    `closed`, `mask`: what the public edition leaves out. `disclosure`: 公開, 一部公開 or 非公開, `reason_closed` why;
    `observers`: how many listened, None where nobody says; `papers`: what was handed out; `contact`: where questions go.
    """

    title: Text
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    venue: Text = ""
    department: Text = ""
    form: str = "choigi"
    confidentiality: Annotated[Literal[1, 2, 3] | None, BeforeValidator(_level)] = None
    dictionaries: tuple[str, ...] = ()
    agenda: tuple[Text, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    channels: Channels | None = None
    closed: tuple[Closed, ...] = Field(default=(), exclude_if=lambda closed: not closed)
    mask: tuple[Mask, ...] = Field(default=(), exclude_if=lambda mask: not mask)
    disclosure: Text = Field(default="", exclude_if=lambda given: not given)
    reason_closed: Text = Field(default="", exclude_if=lambda given: not given)
    observers: Annotated[int, Field(ge=0)] | None = Field(default=None, exclude_if=lambda given: given is None)
    papers: tuple[Text, ...] = Field(default=(), exclude_if=lambda given: not given)
    contact: Text = Field(default="", exclude_if=lambda given: not given)

    def chair(self) -> Attendee | None:
        """Who leads the meeting, if the roster says so."""
        return next((attendee for attendee in self.attendees if attendee.chair), None)
