"""A text on its way through many small edits, which still knows where in the first text every change belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from minutes.domain import Change


class Edit(NamedTuple):
    """Characters from `start` to before `end` of a text become `after`, by a rule."""

    start: int
    end: int
    after: str
    rule: str


class _Gap(NamedTuple):
    """What stands between two characters that nobody changed: the new text, and where the old one was."""

    start: int
    end: int
    after: str
    rules: tuple[str, ...]


class Draft:
    """`text` is the text by now. Each of its characters is one of the base's, or was put in by a rule."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.text = base
        self._origins: list[int | str] = list(range(len(base)))  # a place in the base, or the rule that put it in
        self._deleted: dict[int, str] = {}  # a place in the base → the rule that took it out

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Edits of `text` that do not overlap; says whether there were any."""
        applied = False
        for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
            applied = True
            for origin in self._origins[edit.start : edit.end]:
                if isinstance(origin, int):
                    self._deleted[origin] = edit.rule
            self._origins[edit.start : edit.end] = [edit.rule] * len(edit.after)
            self.text = self.text[: edit.start] + edit.after + self.text[edit.end :]
        return applied

    def changes(self, level: Literal[1, 2]) -> tuple[Change, ...]:
        """What became of the base, in its order. Several rules at one place are one change, joined by 「+」."""
        return tuple(
            Change(
                rule="+".join(dict.fromkeys(gap.rules)),
                before=self.base[gap.start : gap.end],
                after=gap.after,
                start=gap.start,
                end=gap.end,
                level=level,
            )
            for gap in self._gaps()
            if self.base[gap.start : gap.end] != gap.after
        )

    def _gaps(self) -> Iterator[_Gap]:
        position, after, rules = 0, "", list[str]()
        for origin, character in [*zip(self._origins, self.text, strict=True), (len(self.base), "")]:
            if isinstance(origin, str):
                after, rules = after + character, [*rules, origin]
                continue
            if after or origin > position:
                rules += [self._deleted[place] for place in range(position, origin)]
                yield _Gap(position, origin, after, tuple(rules))
            position, after, rules = origin + 1, "", []
