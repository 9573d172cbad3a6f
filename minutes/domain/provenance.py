"""Where minutes come from: models, what was sent, who worded what, who vouches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from minutes.domain.value import Text, Value


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
