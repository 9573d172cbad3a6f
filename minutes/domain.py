"""The types of the field: what travels from stage to stage and lies in the work folder.

Times are seconds as float from the beginning of the meeting; text is NFC. A level of text (as heard, corrected, tidied,
summarised) never overwrites the level before it. Nothing here imports anything of ours.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def nfc(text: str) -> str:
    """Text as we keep it everywhere: composed, so that が is one character however it was typed."""
    return unicodedata.normalize("NFC", text)


Text = Annotated[str, AfterValidator(nfc)]
Seconds = float


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---- sound -------------------------------------------------------------------------------------------------------


class Part(Value):
    """One file of a recording: `start` is where it begins in the meeting, `truncated` that its end is missing."""

    file: str
    sha256: str
    start: Seconds
    duration: Seconds
    truncated: bool = False


class Recording(Value):
    """The recording as handed in, its parts in order. The files themselves are never changed."""

    parts: tuple[Part, ...]
    sha256: str
    duration: Seconds
    flags: tuple[str, ...] = ()


class Audio(Value):
    """The normalised recording: 16 kHz, mono, FLAC. `file` is its path."""

    file: str
    duration: Seconds


# ---- speech ------------------------------------------------------------------------------------------------------


class Word(Value):
    """A piece of recognised text with its place in the sound; `probability` 0–1."""

    start: Seconds
    end: Seconds
    text: Text
    probability: float


class Segment(Value):
    """What the recogniser gave in one go."""

    start: Seconds
    end: Seconds
    text: Text
    words: tuple[Word, ...] = ()


class Transcript(Value):
    """What was recognised, before anyone is named. `model` is the recogniser's name."""

    language: str
    duration: Seconds
    model: str
    segments: tuple[Segment, ...]


class Turn(Value):
    """Someone speaks; turns may overlap. `speaker` is the diariser's label."""

    start: Seconds
    end: Seconds
    speaker: str


class Diarization(Value):
    """Who speaks when, both ways: `turns` overlap where people do; of `exclusive` at most one is open at any moment."""

    turns: tuple[Turn, ...]
    exclusive: tuple[Turn, ...]


class Utterance(Value):
    """What one speaker said in one go: the unit that evidence refers to.

    `speaker` is the diariser's label, `name` the attendee's role as the meeting file writes it (None: unknown);
    `heard` is the recogniser's text, `text` the corrected one; `confidence` 0–1.
    """

    id: str
    speaker: str
    name: str | None = None
    start: Seconds
    end: Seconds
    heard: Text
    text: Text
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


class Stretch(Value):
    """A piece of time with speech in it and what became of it."""

    start: Seconds
    end: Seconds
    state: Literal["transcribed", "flagged", "lost"]


class Coverage(Value):
    """Every second with speech is accounted for; the sums are seconds."""

    stretches: tuple[Stretch, ...]
    transcribed: Seconds
    flagged: Seconds
    lost: Seconds


# ---- the meeting -------------------------------------------------------------------------------------------------


class Attendee(Value):
    """Someone on the roster. `role` is what the minutes print and what identifies the person within the meeting."""

    role: Text
    name: Text = ""
    reading: Text = ""
    presence: Literal["present", "absent", "proxy"] = "present"
    chair: bool = False
    group: Text = ""
    aliases: tuple[Text, ...] = ()


class Meeting(Value):
    """The meeting file. Only the title is required; no `confidentiality` counts as 3."""

    title: Text
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    venue: Text = ""
    department: Text = ""
    form: str = "choigi"
    confidentiality: Literal[1, 2, 3] | None = None
    dictionaries: tuple[str, ...] = ()
    agenda: tuple[Text, ...] = ()
    attendees: tuple[Attendee, ...] = ()

    def chair(self) -> Attendee | None:
        """Who leads the meeting, if the roster says so."""
        return next((attendee for attendee in self.attendees if attendee.chair), None)


# ---- terms -------------------------------------------------------------------------------------------------------


class Term(Value):
    """A specialist term, how it is read, and the wrong forms a recogniser writes for it."""

    text: Text
    reading: Text = ""
    wrong: tuple[Text, ...] = ()
    category: Text = ""
    note: Text = ""


class Dictionary(Value):
    """A named list of terms; `sha256` is that of the file it was read from."""

    name: str
    sha256: str
    terms: tuple[Term, ...]


class Correction(Value):
    """One change of an utterance's text, or (not `applied`) the suggestion of one; offsets are characters of `heard`."""

    utterance: str
    before: Text
    after: Text
    start: int
    end: int
    term: Text
    rule: str
    score: float
    applied: bool = True


# ---- minutes -----------------------------------------------------------------------------------------------------

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
    """One item of the agenda with all that belongs to it, in spoken order."""

    title: Text
    statements: tuple[Statement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    flags: tuple[str, ...] = ()


class ModelUse(Value):
    """A model that took part: in which stage (its name in the pipeline), which one exactly."""

    stage: str
    name: str
    revision: str = ""
    sha256: str = ""


class Provenance(Value):
    """Where the minutes come from. `notices` are sentences a reader must see on the first page."""

    software: str
    recording: str = ""
    models: tuple[ModelUse, ...] = ()
    dictionaries: Mapping[str, str] = {}
    notices: tuple[str, ...] = ()


class Minutes(Value):
    """The minutes as data; a form turns them into a document."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    provenance: Provenance
