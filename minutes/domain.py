"""The types of the field: what travels from stage to stage and lies in the work folder.

Times are seconds as float from the beginning of the meeting; text is NFC. A level of text (as heard, corrected, tidied,
summarised) never overwrites the level before it. Nothing here imports anything of ours.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError


def nfc(text: str) -> str:
    """Text as we keep it everywhere: composed, so that が is one character however it was typed."""
    return unicodedata.normalize("NFC", text)


Text = Annotated[str, AfterValidator(nfc)]
Seconds = float


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---- sound -------------------------------------------------------------------------------------------------------


Channels = Literal["mix", "separate"]  # what several channels are: one sound, or one microphone per speaker


class Source(Value):
    """A file as handed in, before it is decoded.

    `promised`: the length its header states, None where it states none (`guessed`: what it may be, for progress only);
    `cut`: its own sizes show that its end is missing; `streams`: its audio streams in order of preference, by their
    number among the audio streams; `channels`: of the preferred one.
    """

    file: str
    sha256: str
    promised: Seconds | None = None
    guessed: Seconds = 0.0
    cut: bool = False
    streams: tuple[int, ...] = (0,)
    channels: int = 1


class Part(Value):
    """One file of a recording: `start` is where it begins in the meeting, `truncated` that its end is missing.

    `duration` is what could be decoded; `broken`: times of the meeting at which something could not; `stream`: which
    of its `streams` audio streams was taken (from 1).
    """

    file: str
    sha256: str
    start: Seconds
    duration: Seconds
    truncated: bool = False
    broken: tuple[Seconds, ...] = ()
    stream: int = 1
    streams: int = 1


class Recording(Value):
    """The recording as handed in, its parts in order. The files themselves are never changed.

    `channels`: the microphones that were kept apart, 0 where everything was mixed; `flags` see minutes.audio.normalize.
    """

    parts: tuple[Part, ...]
    sha256: str
    duration: Seconds
    channels: int = 0
    flags: tuple[str, ...] = ()

    def place_of(self, seconds: Seconds) -> tuple[Part, Seconds]:
        """Which file holds this moment of the meeting, and where in it. Files of one time: the first of them."""
        for part in self.parts:
            if part.start <= seconds < part.start + part.duration:
                return part, seconds - part.start
        last = self.parts[-1]
        return last, min(max(seconds - last.start, 0.0), last.duration)


class Audio(Value):
    """The normalised recording: 16 kHz, mono, FLAC. `file` is its path, `channels` those of its microphones alone."""

    file: str
    duration: Seconds
    channels: tuple[str, ...] = ()


# ---- speech ------------------------------------------------------------------------------------------------------


class Word(Value):
    """A piece of recognised text with its place in the sound; `probability` 0–1."""

    start: Seconds
    end: Seconds
    text: Text
    probability: float


class Segment(Value):
    """What the recogniser gave in one go. `speaker`: whose microphone it was heard in, where each has his own."""

    start: Seconds
    end: Seconds
    text: Text
    words: tuple[Word, ...] = ()
    speaker: str | None = Field(default=None, exclude_if=lambda speaker: speaker is None)


class Transcript(Value):
    """What was recognised, before anyone is named. `model` is the recogniser's name."""

    language: str
    duration: Seconds
    model: str
    segments: tuple[Segment, ...]


class Doubt(Value):
    """A stretch of the transcript that stands there as 〔聴取不能〕: the `text` nobody vouches for, the codes of the
    `reasons`, and which ways of decoding were `tried`."""

    start: Seconds
    end: Seconds
    text: Text
    reasons: tuple[str, ...]
    tried: tuple[str, ...] = ()


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


# ---- terms -------------------------------------------------------------------------------------------------------


class Term(Value):
    """A specialist term, how it is read, and the wrong forms a recogniser writes for it.

    `cues`: words that stand near by where the term is meant and not another word of the same sound.
    """

    text: Text
    reading: Text = ""
    wrong: tuple[Text, ...] = ()
    category: Text = ""
    note: Text = ""
    cues: tuple[Text, ...] = ()


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


# ---- tidying -----------------------------------------------------------------------------------------------------


class Style(Value):
    """How an office spells where offices differ; `keep` leaves what was recognised.

    `official`: the rules for official documents (公用文) at all. `honorific`: ご意見 or 御意見. `digits`: half-width,
    full-width, or `mixed` (one digit full-width, more half-width). `long_vowel`: サーバー or サーバ. `comma`: 、 or ，.
    """

    official: Literal["on", "off"] = "on"
    honorific: Literal["keep", "御", "ご"] = "御"
    digits: Literal["keep", "half", "full", "mixed"] = "half"
    counted: Literal["keep", "一つ", "1つ"] = "一つ"
    comma: Literal["、", "，"] = "、"
    long_vowel: Literal["keep", "ー", "なし"] = "ー"
    children: Literal["keep", "子ども", "こども", "子供"] = "keep"
    disability: Literal["keep", "障害", "障がい"] = "keep"
    greeting: Literal["keep", "挨拶", "あいさつ"] = "keep"
    handout: Literal["keep", "配付", "配布"] = "keep"
    chatgpt: Literal["keep", "ChatGPT", "チャットGPT"] = "ChatGPT"


class Change(Value):
    """One change of tidying, by which rule. Offsets are characters of the level before: the corrected text for level 1,
    `clean` for level 2."""

    rule: str
    before: Text
    after: Text
    start: int
    end: int
    level: Literal[1, 2]


class Tidied(Value):
    """An utterance without what the mouth adds while the mind looks for words (`clean`, level 1: ケバ取り), and that
    written as minutes are (`edited`, level 2: 整文). `id` is the utterance's."""

    id: str
    clean: Text
    edited: Text
    changes: tuple[Change, ...] = ()


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


class ModelUse(Value):
    """A model that took part: in which stage (its name in the pipeline), which one exactly."""

    stage: str
    name: str
    revision: str = ""
    sha256: str = ""


class Sent(Value):
    """What went to one endpoint, by size and hash, never by content.

    `endpoint`: its name in the configuration; `plan`: the approved usage plan under which it was sent; `masked`: how
    many places in it were masked; `hashes`: SHA-256 of each body in the order sent.
    """

    endpoint: str
    host: str
    location: Literal["local", "closed", "cloud"]
    model: str
    plan: str = ""
    requests: int = 0
    characters: int = 0
    masked: int = 0
    hashes: tuple[str, ...] = ()


class Authorship(Value):
    """Who worded what of an item: an LLM, or rules that only put spoken sentences into the register."""

    item: Text
    by_llm: int = 0
    by_rules: int = 0


class Confirmation(Value):
    """A named person vouches for the minutes: `by` is 職・氏名, `at` with its offset from UTC.

    `content`: SHA-256 of what the minutes said then; `utterances`: of the utterances as printed, where the form prints them
    all instead of statements; `document`: of the file that was confirmed, where a clerk had gone on working on it, empty
    for the one made of the minutes.
    """

    by: Text
    at: dt.datetime
    content: str
    utterances: str = ""
    document: str = ""


class Provenance(Value):
    """Where the minutes come from. `notices` are sentences a reader must see on the first page.

    `prompt`: the version of the prompts an LLM was given, empty where none was asked; `confirmation`: None for a draft.
    """

    software: str
    recording: str = ""
    models: tuple[ModelUse, ...] = ()
    dictionaries: Mapping[str, str] = {}
    notices: tuple[str, ...] = ()
    prompt: str = ""
    sent: tuple[Sent, ...] = ()
    authorship: tuple[Authorship, ...] = ()
    confirmation: Confirmation | None = None


class Minutes(Value):
    """The minutes as data; a form turns them into a document."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    provenance: Provenance
