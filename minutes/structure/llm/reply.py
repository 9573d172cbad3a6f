"""What a model is asked to reply with, and what is read out of what it really says.

The types give the JSON schema; reading is lenient: fences, prefaces and thoughts around the object, other spellings of a
kind, a single id instead of a list. An entry that cannot be read is left out; nothing readable at all is a failure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from minutes.domain import StatementKind, nfc
from minutes.structure.llm.failure import LlmFailed

R = TypeVar("R", bound=BaseModel)

KINDS: Mapping[str, StatementKind] = {
    "説明": "explanation",
    "報告": "explanation",
    "提案": "explanation",
    "質問": "question",
    "質疑": "question",
    "回答": "answer",
    "答弁": "answer",
    "応答": "answer",
    "意見": "opinion",
    "感想": "opinion",
    "要望": "request",
    "依頼": "request",
    "指示": "request",
    "進行": "procedure",
    "手続": "procedure",
}
_ENGLISH: tuple[StatementKind, ...] = ("explanation", "question", "answer", "opinion", "request", "procedure")
_NOTHING = ("", "なし", "無し", "null", "none", "不明", "未定", "-", "－")
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_BETWEEN_IDS = re.compile(r"[\s,、，・\[\]\"'「」]+")
MOST_BRACES = 40  # a text with more beginnings of objects before the first real one is none of ours


def _kind(value: object) -> object:
    word = str(value).strip().lower()
    return word if word in _ENGLISH else next((kind for name, kind in KINDS.items() if name in word), "opinion")


def _ids(value: object) -> object:
    """["u0001", "u0002"], "u0001, u0002", or one id alone."""
    parts = value if isinstance(value, list) else [value]
    words = [word for part in parts if isinstance(part, str | int) for word in _BETWEEN_IDS.split(str(part))]
    return [word for word in words if word]


def _line(value: object) -> object:
    """Text of one line, composed; anything but text or a number is nothing."""
    return nfc("".join(str(value).split("\n"))).strip() if isinstance(value, str | int | float) else ""


def _spoken(value: object) -> object:
    line = str(_line(value))
    return None if line.lower() in _NOTHING else line


Kind = Annotated[StatementKind, BeforeValidator(_kind)]
Ids = Annotated[list[str], BeforeValidator(_ids)]
Line = Annotated[str, BeforeValidator(_line)]
Spoken = Annotated[str | None, BeforeValidator(_spoken)]


def _strict(schema: dict[str, Any]) -> None:
    """Servers that hold a model to a schema want every key required and no others; defaults are for reading only."""
    schema["additionalProperties"] = False
    schema["required"] = list(schema["properties"])
    for one in (schema, *schema["properties"].values()):
        one.pop("title", None)
        one.pop("default", None)
        one.pop("description", None)


class Reply(BaseModel):
    """A JSON object of a reply. Keys nobody asked for are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_strict)


class StatementReply(Reply):
    kind: Kind = "opinion"
    speaker: Line = ""
    evidence: Ids = []
    text: Line


class DecisionReply(Reply):
    evidence: Ids = []
    text: Line


class ActionReply(Reply):
    evidence: Ids = []
    text: Line
    owner: Spoken = None
    due: Spoken = None


def _readable(kind: type[Reply]) -> BeforeValidator:
    """The entries of a list that can be read and say something."""

    def read(value: object) -> list[Reply]:
        entries = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        return [entry for entry in map(_entry, entries) if entry is not None]

    def _entry(value: object) -> Reply | None:
        try:
            entry = kind.model_validate(value)
        except ValidationError:
            return None
        return entry if getattr(entry, "text", "said") else None

    return BeforeValidator(read)


class MinutesReply(Reply):
    """The minutes of a window."""

    statements: Annotated[list[StatementReply], _readable(StatementReply)]
    decisions: Annotated[list[DecisionReply], _readable(DecisionReply)] = []
    actions: Annotated[list[ActionReply], _readable(ActionReply)] = []


class BoundaryReply(Reply):
    """Which sentence is the first of the second item; None: the model cannot say."""

    first_of_second: int | None


class TitleReply(Reply):
    number: int
    title: Line


class TitlesReply(Reply):
    """A wording for each topic."""

    titles: Annotated[list[TitleReply], _readable(TitleReply)]


def read_reply(text: str, kind: type[R]) -> R:
    """The first object in the text that is a `kind`. Raises LlmFailed."""
    text = _THOUGHTS.sub("", text)
    decoder = json.JSONDecoder(strict=False)  # line breaks inside a text are a common slip
    place = text.find("{")
    for _ in range(MOST_BRACES):
        if place < 0:
            break
        try:
            found, _end = decoder.raw_decode(text, place)
            return kind.model_validate(found)
        except (ValueError, RecursionError):  # pydantic's ValidationError is a ValueError
            place = text.find("{", place + 1)
    raise LlmFailed("unusable")
