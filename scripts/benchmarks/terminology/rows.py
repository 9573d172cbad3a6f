"""The sentences of tests/resources/terms: one with an error, or one in which what merely sounds like a term is right."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from minutes.domain import Dictionary
from minutes.text.dictionary import find_dictionary, read_dictionary

CORPUS = Path(__file__).parents[3] / "tests" / "resources" / "terms"
HALVES = ("tuning", "held_out")
# What a clerk of any office would name beside the dictionary of the meeting's field.
_ALWAYS = ("gyosei", "gikai")


class Row(BaseModel):
    """`sentence` as a recogniser writes it, `correct` as it should be (a look-alike's: the same); `term` is the term
    meant, or for a look-alike the one that must not be put in. `before` and `after` are its neighbours, if any."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    field: str
    kind: Literal["error", "lookalike"]
    sentence: str
    span: tuple[int, int] | None = None
    term: str
    correct: str
    source: str
    before: str = ""
    after: str = ""

    @property
    def lines(self) -> list[str]:
        """The sentence between its neighbours."""
        return [line for line in (self.before, self.sentence, self.after) if line]


def read_rows(path: Path) -> tuple[Row, ...]:
    """Raises OSError and pydantic's ValidationError."""
    return tuple(Row.model_validate_json(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def dictionaries_for(field: str) -> tuple[Dictionary, ...]:
    """The field's own and those that are always named."""
    return tuple(map(_dictionary, dict.fromkeys((field, *_ALWAYS))))


def is_listed(row: Row) -> bool:
    """Whether a form that some dictionary lists under 誤変換 stands where the error is: then it need only be looked up."""
    start, end = row.span or (0, len(row.sentence))
    return any(
        start < at + len(form) and at < end
        for dictionary in dictionaries_for(row.field)
        for term in dictionary.terms
        for form in term.wrong
        if (at := row.sentence.find(form)) >= 0
    )


@cache
def _dictionary(name: str) -> Dictionary:
    return read_dictionary(find_dictionary(name))[0]


class Running(BaseModel):
    """A passage without an error, as people go on speaking: every change of it is wrong."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    field: str
    half: str
    sentences: tuple[str, ...]

    @property
    def characters(self) -> int:
        return sum(map(len, self.sentences))


def read_running(path: Path, half: str) -> tuple[Running, ...]:
    """The passages of a half. Raises OSError and pydantic's ValidationError."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    passages = (Running.model_validate_json(line) for line in lines if line.strip())
    return tuple(one for one in passages if one.half == half)
