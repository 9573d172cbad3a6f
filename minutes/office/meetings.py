"""A folder or a list → the meetings in it, for a batch, and what their results are called."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minutes.errors import BadConfiguration, InputMissing, InputUnreadable
from minutes.office.entries import TRANSCRIPTS, Entry, entries_in

# Headings of a list → what they say; the first is what the documents show.
COLUMNS: dict[str, tuple[str, ...]] = {
    "input": ("録音", "ファイル", "input"),
    "name": ("名前", "文書名", "name"),
    "meeting": ("会議ファイル", "meeting"),
    "form": ("様式", "form"),
    "dictionaries": ("辞書", "dictionary"),
}
_SEVERAL = "|"


@dataclass(frozen=True)
class Found:
    """One meeting: its recordings in order (or a folder, or a transcript), and the name of what is made of it."""

    inputs: tuple[Path, ...]
    name: str
    meeting: Path | None = None
    wishes: dict[str, Any] = field(default_factory=dict)


def meetings_in(source: Path) -> tuple[Found, ...]:
    """Raises InputMissing, InputUnreadable where there is nothing, BadConfiguration for a list that is not one."""
    if not source.exists():
        raise InputMissing("フォルダーか一覧が見つかりません", subject=source)
    found = _in_folder(source) if source.is_dir() else _in_list(source)
    if not found:
        raise InputUnreadable(
            "録音・録画ファイルが一つもありません",
            subject=source,
            advice="録音を入れてから、もう一度実行してください。",
        )
    return _named_apart(found)


def _in_folder(source: Path) -> list[Found]:
    return [_found(entry) for entry in entries_in(source) if entry.inputs]


def _found(entry: Entry) -> Found:
    """A folder of recordings is named as the folder it is; its recordings are put in order when it is worked on."""
    folder = entry.is_folder and entry.inputs[0].suffix.lower() not in TRANSCRIPTS
    return Found(inputs=(entry.place,) if folder else entry.inputs, name=entry.name, meeting=entry.description)


def _in_list(source: Path) -> list[Found]:
    """A CSV with headings, as Excel writes it; paths are relative to the list."""
    rows = list(csv.DictReader(_text_of(source).splitlines()))
    named = {key: next((name for name in names if rows and name in rows[0]), None) for key, names in COLUMNS.items()}
    if rows and named["input"] is None:
        raise BadConfiguration(
            "一覧に「録音」の列がありません",
            subject=source,
            advice=f"1行目に見出しを書いてください（使える見出し：{'、'.join(names[0] for names in COLUMNS.values())}）。",
        )
    return [found for row in rows if (found := _of_row(row, named, source.parent))]


def _of_row(row: dict[str, str | None], named: dict[str, str | None], folder: Path) -> Found | None:
    cells = {key: (row.get(name) or "").strip() for key, name in named.items() if name}
    inputs = tuple(folder / part.strip() for part in cells["input"].split(_SEVERAL) if part.strip())
    if not inputs:
        return None
    wishes: dict[str, Any] = {}
    if cells.get("form"):
        wishes["form"] = cells["form"]
    if cells.get("dictionaries"):
        wishes["dictionaries"] = tuple(name.strip() for name in cells["dictionaries"].split(_SEVERAL))
    meeting = folder / cells["meeting"] if cells.get("meeting") else None
    name = cells.get("name") or (inputs[0].name if inputs[0].is_dir() else inputs[0].stem)
    return Found(inputs=inputs, name=name, meeting=meeting, wishes=wishes)


def _text_of(source: Path) -> str:
    raw = source.read_bytes()
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputUnreadable("一覧の文字コードが UTF-8 でも シフトJIS でもありません", subject=source)


def _named_apart(found: Sequence[Found]) -> tuple[Found, ...]:
    """Two meetings of one name: each gets its file's kind, or else the name of its folder, to tell them apart; always the
    same at each call."""
    for tell in (lambda one: one.inputs[0].suffix.lstrip("."), lambda one: one.inputs[0].parent.name, lambda one: ""):
        times = Counter(one.name for one in found)
        found = [one if times[one.name] == 1 else _renamed(one, tell(one)) for one in found]
    numbers: Counter[str] = Counter()
    apart = []
    for one in found:
        numbers[one.name] += 1
        apart.append(one if numbers[one.name] == 1 else _renamed(one, str(numbers[one.name])))
    return tuple(apart)


def _renamed(one: Found, tell: str) -> Found:
    return Found(one.inputs, f"{one.name}（{tell}）", one.meeting, one.wishes) if tell else one
