"""The hand-written sheets: sentences by field and family, the words in question in braces.

    = 管渠
    ! 老朽化した{環境/管渠}の更生工事を、3か年で12キロ進めます。
    ~ 地球{環境/管渠}への負荷を減らすため、公用車を電気自動車に替えます。
    ! 担当から説明します。‖{環境/管渠}は古いもので70年たちます。‖よろしくお願いします。

`=` opens a family: all lines about one sound that may be taken for another; a family is never divided between the
halves. `!` is an error {heard/meant}, `~` a look-alike {said/not meant}; ‖ parts the neighbouring sentences off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["error", "lookalike"]

SHEETS = Path(__file__).parent / "sentences"
FIELDS = ("kaigo", "toshikeikaku", "jogesuido", "kyoiku", "gikai", "zaisei", "dx", "bosai")

_KINDS: dict[str, Kind] = {"!": "error", "~": "lookalike"}
_BRACES = re.compile(r"\{([^{}/]+)/([^{}/]+)\}")
_NEIGHBOUR = "‖"


@dataclass(frozen=True)
class Line:
    """One sentence as it is heard. `said` is the word in question, from character `start`; `other` is the word meant
    (error) or the one that must not be put in (look-alike)."""

    field: str
    family: str
    kind: Kind
    sentence: str
    start: int
    said: str
    other: str
    before: str = ""
    after: str = ""

    @property
    def meant(self) -> str:
        """The sentence as it was said."""
        if self.kind == "lookalike":
            return self.sentence
        return self.sentence[: self.start] + self.other + self.sentence[self.start + len(self.said) :]


def read_sheets(folder: Path = SHEETS) -> list[Line]:
    """All lines of all fields. Raises ValueError naming the line that cannot be read."""
    return [line for field in FIELDS for line in _read(folder / f"{field}.txt")]


def _read(path: Path) -> Iterator[Line]:
    family = ""
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        sign, _, rest = text.partition(" ")
        if sign == "=":
            family = rest.strip()
        elif sign in _KINDS and family:
            try:
                yield _line(path.stem, family, _KINDS[sign], rest)
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from None
        elif text.strip():
            raise ValueError(f"{path.name}, line {number}: neither a family nor a sentence of one: {text}")


def _line(field: str, family: str, kind: Kind, text: str) -> Line:
    parts = [part.strip() for part in text.split(_NEIGHBOUR)]
    before, sentence, after = {1: ["", *parts, ""], 2: [*parts, ""], 3: parts}[len(parts)]
    marked = _BRACES.findall(sentence)
    if len(marked) != 1:
        raise ValueError(f"{len(marked)} words in braces, not one: {sentence}")
    said, other = marked[0]
    if said == other:
        raise ValueError(f"the same word twice: {sentence}")
    start = sentence.index("{")
    return Line(field, family, kind, _BRACES.sub(said, sentence), start, said, other, before, after)
