"""What was measured: the forms that a kana-kanji conversion gives for a word's reading, and what the shipped recogniser
heard where a word was spoken. Kept as tables beside this file, so that the corpus is made again without either."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

CONVERSIONS = Path(__file__).parent / "measured" / "conversions.tsv"
HEARINGS = Path(__file__).parent / "measured" / "hearings.tsv"

_SEPARATOR = "|"


def conversions(path: Path = CONVERSIONS) -> dict[str, tuple[str, ...]]:
    """Word → forms in the converter's order, the likeliest first."""
    return {row[0]: tuple(row[2].split(_SEPARATOR)) for row in _rows(path)}


def hearings(path: Path = HEARINGS) -> set[tuple[str, str]]:
    """(term, what was heard in its place)."""
    return {(term, form) for _, term, form, _, _ in _rows(path)}


def said_already(path: Path = HEARINGS) -> set[str]:
    """The sentences that were spoken to the recogniser."""
    return {row[0] for row in _rows(path)}


def add_row(path: Path, row: Sequence[str]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, dialect="excel-tab", lineterminator="\n").writerow(row)


def write_rows(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Tab-separated, in order, one row a line."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, dialect="excel-tab", lineterminator="\n").writerows(rows)


def joined(forms: Iterable[str]) -> str:
    return _SEPARATOR.join(dict.fromkeys(forms))


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, dialect="excel-tab"))
