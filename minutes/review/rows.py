"""A revised draft as the page gets it: rows under ids, whole at first and later only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minutes.domain import Act, ActionItem, Correction, Coverage, Decision, Edit, Tidied, Utterance
from minutes.domain.edits import Boundary, Judge
from minutes.render.flags import SPEAKER_REASONS, about_speaker, about_text
from minutes.revision.results import Line, Revised

Row = dict[str, Any]
_KINDS = {Decision: "decision", ActionItem: "action"}


@dataclass(frozen=True)
class Rows:
    """Of one state of a draft. `order`, `line_order`: the ids as they stand; the small lists go whole."""

    utterances: Mapping[str, Row]
    lines: Mapping[str, Row]
    corrections: Mapping[str, Row]
    small: Mapping[str, Any]

    def since(self, before: Rows | None) -> dict[str, Any]:
        """What is to be told to whoever knows `before`."""
        told: dict[str, Any] = {}
        for name in ("utterances", "lines", "corrections"):
            now, old = getattr(self, name), getattr(before, name) if before else {}
            changed = {id_: row for id_, row in now.items() if old.get(id_) is not row and old.get(id_) != row}
            if changed:
                told[name] = changed
            if before is None or list(now) != list(old):
                told[f"{name}Order"] = list(now)
        for name, value in self.small.items():
            if before is None or before.small[name] != value:
                told[name] = value
        return told


class Made:
    """Rows that were made before, by the very values they were made of: most of them stay from edit to edit."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], tuple[Any, Any, Row]] = {}

    def row(self, one: Any, other: Any, make: Callable[..., Row]) -> Row:
        """`make(one, other)`, as it was made the last time."""
        key = (id(one), id(other))
        if key not in self._rows:  # the values are kept with the row, so no other gets their number
            self._rows[key] = (one, other, make(one, other))
        return self._rows[key][2]


def rows_of(revised: Revised, coverage: Coverage | None, counted: Sequence[Edit], made: Made) -> Rows:
    """All of it. `counted`: the edits that count."""
    results = revised.results
    tidied = {one.id: one for one in results.tidied}
    acts = [act for edit in counted for act in edit.acts]
    judged = {number: act.accept for act in acts if isinstance(act, Judge) for number in act.corrections}
    return Rows(
        utterances={one.id: made.row(one, tidied.get(one.id), _utterance) for one in results.utterances},
        lines={line.id: made.row(line, None, _line) for line in revised.lines},
        corrections={
            str(number): made.row(one, judged.get(number), _correction)
            for number, one in enumerate(results.corrections)
        },
        small={
            "items": _items(revised, acts),
            "unreflected": [one.model_dump(mode="json") for one in results.unreflected],
            "masks": [one.model_dump(mode="json") for one in results.masks],
            "unheard": _unheard(revised, coverage),
        },
    )


def _utterance(one: Utterance, tidied: Tidied | None) -> Row:
    """What was heard, and what tidying makes of it, only where they differ from the corrected text."""
    edited = tidied.edited if tidied else one.text
    return {
        "id": one.id,
        "voice": one.speaker,
        "name": one.name,
        "start": one.start,
        "end": one.end,
        "heard": one.heard if one.heard != one.text else None,
        "text": one.text,
        "edited": edited if edited != one.text else None,
        "reasons": _reasons(one.flags, one.name is not None),
    }


def _reasons(flags: Sequence[str], named: bool) -> list[str]:
    """In Japanese. Who has settled that nobody is known is not asked again."""
    doubted = any(flag in SPEAKER_REASONS for flag in flags)
    return [*(about_speaker(flags, named) if doubted else ()), *about_text(flags)]


def _correction(one: Correction, judged: bool | None) -> Row:
    return {**one.model_dump(mode="json", include={"utterance", "before", "after", "applied"}), "judged": judged}


def _line(line: Line, _: None = None) -> Row:
    part = line.part
    named = getattr(part, "speaker", None) is not None
    return {
        "id": line.id,
        "item": line.item,
        "type": _KINDS.get(type(part), "statement"),
        "part": part.model_dump(mode="json", exclude={"flags"}),
        "flags": list(part.flags),
        "reasons": _reasons(part.flags, named),
    }


def _items(revised: Revised, acts: Sequence[Act]) -> list[Row]:
    """With the utterance each begins with: where a clerk has put it, else the first that is evidence of it."""
    order = {one.id: place for place, one in enumerate(revised.results.utterances)}
    moved = {act.item: act.utterance for act in acts if isinstance(act, Boundary)}
    first: dict[int, str] = {}
    for line in revised.lines:
        for id_ in line.part.evidence:
            if id_ in order and (line.item not in first or order[id_] < order[first[line.item]]):
                first[line.item] = id_
    return [
        {
            "number": number,
            "title": item.title,
            "reasons": list(about_text(item.flags)),
            "begins": found if (found := moved.get(number, "")) in order else first.get(number),
        }
        for number, item in enumerate(revised.results.minutes.items, start=1)
    ]


def _unheard(revised: Revised, coverage: Coverage | None) -> list[Row]:
    """Where somebody speaks and no text stands."""
    lost = [one for one in coverage.stretches if one.state == "lost"] if coverage else []
    return [{"start": one.start, "end": one.end, "listened": (one.start, one.end) in revised.listened} for one in lost]
