"""Hundreds of meetings in one call: each is a job in the ledger; called again, what is done is not done again."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from minutes.errors import MinutesError, cannot_write
from minutes.files import writing
from minutes.office.ledger import UNFINISHED, JobError, JobState, Ledger, order_job
from minutes.office.meetings import Found
from minutes.wishes import Wishes

SUMMARY = "結果一覧.csv"
_ANCHOR = ".minutes-batch"  # is there as long as the share with the results is
_ANCHORED = "minutes batch の結果フォルダーです。このファイルがないと、保存先が外れたとみなして待ちます。\n"
_LOOK_S = 1.0


@dataclass(frozen=True)
class Entry:
    """A meeting of the batch and its job, or why it has none. `same_as`: the meeting before with the same content."""

    found: Found
    job: str = ""
    refused: JobError | None = None
    same_as: str = ""


@dataclass(frozen=True)
class Row:
    """How an entry stands."""

    entry: Entry
    state: JobState | None

    @property
    def is_done(self) -> bool:
        return self.state is not None and self.state.condition == "done"

    @property
    def is_over(self) -> bool:
        return self.state is None or self.state.condition not in UNFINISHED

    @property
    def error(self) -> JobError | None:
        return self.entry.refused or (self.state.error if self.state and not self.is_done else None)

    @property
    def label(self) -> str:
        return self.state.label if self.state else "失敗"


def enqueue_all(
    meetings: Iterable[Found],
    ledger: Ledger,
    out: Path,
    wishes: Wishes,
    also: Sequence[str] = (),
    told: Callable[[], None] = lambda: None,
) -> tuple[Entry, ...]:
    """`wishes`: for all of them, under what a list wishes for one. What failed before, or whose document is gone, is tried
    again; `told` after each. Raises CannotWrite, ServiceMissing."""
    anchor = _anchor(out)
    entries: list[Entry] = []
    first: dict[str, str] = {}
    for found in meetings:
        try:
            order = order_job(
                found.inputs,
                out / f"{found.name}.docx",
                out / f"{found.name}.work",
                title=found.name,
                wishes=wishes.model_copy(update={"meeting": found.meeting, **found.wishes}),
                also=also,
                scope=str(out.resolve()),
                anchors=[anchor],
            )
        except MinutesError as error:
            entries.append(Entry(found, refused=JobError.of(error)))
        else:
            state = ledger.enqueue(order)
            if state.condition not in UNFINISHED and not (state.condition == "done" and state.document.is_file()):
                ledger.retry(state.id)
            entries.append(Entry(found, state.id, same_as=first.get(state.id, "")))
            first.setdefault(state.id, found.name)
        told()
    return tuple(entries)


def follow(
    entries: Sequence[Entry],
    ledger: Ledger,
    told: Callable[[Sequence[Row]], None],
    wait: Callable[[float], None] = time.sleep,
) -> tuple[Row, ...]:
    """How all of them ended; `told` how they stand every second until then."""
    while True:
        rows = _rows(entries, ledger)
        told(rows)
        if all(row.is_over for row in rows):
            return rows
        wait(_LOOK_S)


def _rows(entries: Sequence[Entry], ledger: Ledger) -> tuple[Row, ...]:
    jobs = list(dict.fromkeys(entry.job for entry in entries if entry.job))
    states = {state.id: state for state in ledger.states(jobs)} if jobs else {}
    return tuple(Row(entry, states.get(entry.job)) for entry in entries)


def _anchor(out: Path) -> Path:
    anchor = out / _ANCHOR
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not anchor.exists():
            anchor.write_text(_ANCHORED, encoding="utf-8")
    except OSError as error:
        raise cannot_write(error, out) from error
    return anchor.resolve()


# ---- the table ---------------------------------------------------------------------------------------------------


def _minutes(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds / 60:.1f}"


def _elapsed(row: Row) -> float | None:
    state = row.state
    return (state.finished - state.started).total_seconds() if state and state.started and state.finished else None


def _figure(name: str) -> Callable[[Row], str]:
    return lambda row: str(row.state.summary.get(name, "")) if row.state and row.is_done else ""


# Heading → what stands below it.
COLUMNS: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("会議", lambda row: row.entry.found.name),
    ("結果", lambda row: row.label),
    ("録音", lambda row: "|".join(map(str, row.entry.found.inputs))),
    ("文書", lambda row: str(row.state.document) if row.state and row.is_done else ""),
    ("録音の長さ（分）", lambda row: _minutes(row.state.summary.get("duration") if row.state else None)),
    ("処理時間（分）", lambda row: _minutes(_elapsed(row))),
    ("発言", _figure("utterances")),
    ("発言者不明", _figure("utterances_without_name")),
    ("要確認の文", _figure("flagged_statements")),
    ("注意", lambda row: _remarks(row)),
    ("できなかった理由", lambda row: _reason(row)),
    ("すること", lambda row: row.error.advice if row.error else ""),
    ("仕事の番号", lambda row: row.state.shown_id if row.state else ""),
)


def _remarks(row: Row) -> str:
    same = [f"「{row.entry.same_as}」と同じ内容のため、一つにまとめました"] if row.entry.same_as else []
    summary = row.state.summary if row.state and row.is_done else {}
    return " ".join([*same, *summary.get("notes", ()), *summary.get("recording_remarks", ())])


def _reason(row: Row) -> str:
    error = row.error
    return f"{error.what}{f'：{error.subject}' if error.subject else ''}［{error.kind}］" if error else ""


def write_summary(rows: Sequence[Row], out: Path) -> Path:
    """A table for Excel. Raises CannotWrite."""
    place = out / SUMMARY
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([heading for heading, _ in COLUMNS])
    table.writerows([_plain(cell(row)) for _, cell in COLUMNS] for row in rows)
    with writing(place) as beside:
        beside.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return place


def _plain(text: str) -> str:
    """A file called =1+1.m4a is no formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
