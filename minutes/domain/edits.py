"""What a clerk changed while checking a draft: an append-only list of edits over the machine's results, which stay as they are.

An act says what it saw (`was`): where the results were made anew and say something else there, it does not apply any more, and
whoever looks is told so. Utterances are named by their ids, the parts of the minutes by their lines (see `Line`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from minutes.domain.meeting import Mask
from minutes.domain.record import ActionItem, Decision, Statement, Unreflected
from minutes.domain.value import Seconds, Text, Value

Evidence = Annotated[tuple[str, ...], Field(min_length=1)]
Reach = Literal["this", "onward", "voice"]


class Reword(Value):
    """The corrected text of an utterance becomes another; with what tidying makes of it."""

    do: Literal["reword"] = "reword"
    utterance: str
    was: Text
    text: Text
    clean: Text | None = None
    edited: Text | None = None


class Retidy(Value):
    """Only the tidied text (level 2) of an utterance becomes another."""

    do: Literal["retidy"] = "retidy"
    utterance: str
    was: Text
    text: Text


class Speaker(Value):
    """Somebody else said it: this utterance, what that voice says from here on, or all that voice says. `name` is a role of
    the roster, None for nobody known."""

    do: Literal["speaker"] = "speaker"
    utterance: str
    reach: Reach = "this"
    name: Text | None


class Split(Value):
    """Two speakers in one utterance: it ends before the character `at`, the rest is the utterance `into`."""

    do: Literal["split"] = "split"
    utterance: str
    was: Text
    at: Annotated[int, Field(ge=1)]
    into: str


class Merge(Value):
    """One speaker in two utterances: the one after it becomes part of it. `was`: the text of both."""

    do: Literal["merge"] = "merge"
    utterance: str
    was: tuple[Text, Text]


class Boundary(Value):
    """An item (its number, from 2) begins with this utterance."""

    do: Literal["boundary"] = "boundary"
    item: Annotated[int, Field(ge=2)]
    utterance: str


class Restate(Value):
    """A line of the minutes becomes another: its words, its speaker, its kind or its evidence."""

    do: Literal["restate"] = "restate"
    line: str
    was: Text
    part: Statement | Decision | ActionItem


class Add(Value):
    """A line that was not there, put where its evidence was said."""

    do: Literal["add"] = "add"
    line: str
    item: Annotated[int, Field(ge=1)]
    part: Statement | Decision | ActionItem


class Drop(Value):
    """A line that does not belong into the minutes."""

    do: Literal["drop"] = "drop"
    line: str
    was: Text


class Settle(Value):
    """A clerk has listened and found it right: of an utterance, a line or an item nothing is to be checked any more."""

    do: Literal["settle"] = "settle"
    target: str


class Judge(Value):
    """Corrections by dictionary (their places in corrections.json) are right, or are not."""

    do: Literal["judge"] = "judge"
    corrections: Annotated[tuple[int, ...], Field(min_length=1)]
    accept: bool


class Keep(Value):
    """What the public edition does not get to see; `on` false takes the mark away again."""

    do: Literal["keep"] = "keep"
    mask: Mask
    on: bool = True


class Listened(Value):
    """A stretch of speech without text was listened to."""

    do: Literal["listened"] = "listened"
    start: Seconds
    end: Seconds


class Reflect(Value):
    """Found with another act, never asked for: what of these utterances stands nowhere in the minutes now. One that is not
    in `left` is reflected, or says nothing of substance."""

    do: Literal["reflect"] = "reflect"
    utterances: Annotated[tuple[str, ...], Field(min_length=1)]
    left: tuple[Unreflected, ...] = ()


class Undo(Value):
    """The edit of this number does not count."""

    do: Literal["undo"] = "undo"
    of: int


class Redo(Value):
    """The edit of this number counts again."""

    do: Literal["redo"] = "redo"
    of: int


Act = Annotated[
    Reword
    | Retidy
    | Speaker
    | Split
    | Merge
    | Boundary
    | Restate
    | Add
    | Drop
    | Settle
    | Judge
    | Keep
    | Listened
    | Reflect
    | Undo
    | Redo,
    Field(discriminator="do"),
]


class Edit(Value):
    """What a clerk did in one go, and what follows from it (the same word in the minutes), all undone together. Numbers
    count from 1 without a gap."""

    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    by: Text = ""
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
