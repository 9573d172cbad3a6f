"""The pieces a form is put together from: what `layout` and `parts` of a form's TOML may hold.

`layout` is the order of the document. An entry is the name of a block ("items"), a block under a heading of its own
({ block = "items", heading = "{number}　議題" }), a heading alone, or a line of text ({ text = "以上", align = "right" }).
`parts` is the order within one item of the agenda. The headings with {number} count up, those of the layout through the
document, those of the parts within each item; a heading whose block or part has nothing to print is left out.
"""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from minutes.domain import StatementKind, Text, Value

BlockName = Literal[
    "title",  # the document's title
    "notices",  # the box of what a reader must know first
    "lines",  # [[header]] as ○開催日　：…
    "table",  # [[header]] as a ruled table of two columns
    "attendance",  # the roster with ■ and □
    "agenda",  # 議事次第: opening, the items as ①②, closing
    "opening",  # the statements that open the meeting, else the time at which it began
    "items",  # each item of the agenda with its `parts`
    "other",  # the item その他, which `items` then leaves out
    "verbatim",  # all that was said, see [verbatim]
    "results",  # the decisions of all items
    "actions",  # the to-dos of all items
    "closing",  # the statements that close the meeting, else the time at which it ended
    "signatures",  # lines to sign on, see [signatures]
    "unreflected",  # draft aid: what no statement uses
    "receipts",  # draft aid: words put right and words suggested
    "record",  # how the document was made, and who vouches for it
    "checklist",  # draft aid, on a page of its own: what is to be checked before the minutes are used
    "changes",  # draft aid: a table for the versions of the draft
]
PartName = Literal[
    "explained",  # one line that papers were explained: `text`
    "statements",  # the statements as threads with their marks
    "paragraphs",  # the statements, those of one speaker in a row as one paragraph of at most `sentences`
    "results",
    "actions",
]


def only(*fields: str) -> AfterValidator:
    """A pattern may use these fields and no other."""

    def check(pattern: str) -> str:
        try:
            used = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
        except ValueError:
            raise PydanticCustomError("pattern", "{{ }} の書き方が正しくありません") from None
        unknown = sorted(used - set(fields))
        if unknown:
            raise PydanticCustomError(
                "pattern",
                "使えない項目です：{unknown}（使える項目：{known}）",
                {"unknown": "、".join(unknown), "known": "、".join(fields)},
            )
        return pattern

    return AfterValidator(check)


NumberPattern = Annotated[Text, only("number")]
LinePattern = Annotated[Text, only("start", "end")]
ExplainedPattern = Annotated[Text, only("speaker", "papers")]


class Entry(Value):
    """A step of the layout. `level`: of its heading, and where it has none, of the headings within the block; `said`: the
    heading stands there only where one of these words was spoken; a `text` with a time nobody knows is left out."""

    block: BlockName | None = None
    heading: NumberPattern = ""
    level: Literal[1, 2, 3] = 1
    text: LinePattern = ""
    align: Literal["left", "center", "right"] = "left"
    said: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_something(self) -> Entry:
        if not (self.block or self.heading or self.text):
            raise PydanticCustomError("nothing", "block（部品の名前）、heading（見出し）、text（文）のどれかを書きます")
        return self


class Part(Value):
    """A part of every item. `kinds`: the statements it prints, empty for all that have a lead; `mark`: what a result or a
    to-do begins with, the form's where it is not given."""

    part: PartName
    heading: NumberPattern = ""
    kinds: tuple[StatementKind, ...] = ()
    mark: Text | None = None
    text: ExplainedPattern = "（{speaker}より{papers}説明）"
    sentences: int = Field(default=6, ge=1)


def _entry(given: Any) -> Any:
    return {"block": given} if isinstance(given, str) else given


Layout = tuple[Annotated[Entry, BeforeValidator(_entry)], ...]
AIDS: tuple[BlockName, ...] = ("unreflected", "receipts", "checklist", "changes")
TAIL: tuple[BlockName, ...] = ("unreflected", "receipts", "record", "checklist", "changes")


def blocks(*names: BlockName) -> tuple[Entry, ...]:
    """A layout of blocks alone."""
    return tuple(Entry(block=name) for name in names)
