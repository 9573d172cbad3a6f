"""The sentence around something: words that give a number its meaning stand before it, after it, or in the sentence before."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"[。！？!?\n]")
_LONGEST = 80  # characters to either side that are read


class Around(NamedTuple):
    """`before` and `after`: of the same sentence; `prior`: the sentence before it."""

    prior: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return f"{self.before} {self.after}"


def around(text: str, start: int, end: int) -> Around:
    """What is said around text[start:end]."""
    head = _END.split(text[max(0, start - 2 * _LONGEST) : start])
    after = _END.split(text[end : end + _LONGEST], maxsplit=1)[0]
    return Around(head[-2] if len(head) > 1 else "", head[-1][-_LONGEST:], after)


def nearest(cue: re.Pattern[str], said: Around) -> int | None:
    """How many characters away the nearest such word of the sentence is, one after it counting as farther; None: none is."""
    last = None
    for match in cue.finditer(said.before):
        last = match
    if last:
        return len(said.before) - last.end()
    after = cue.search(said.after)
    return _LONGEST + after.start() if after else None
