"""What a run tells at its end: where the document is and what the clerk should look at first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from minutes import workfolder
from minutes.domain import Coverage, Minutes, Recording, Utterance
from minutes.journal import Event
from minutes.order import Order
from minutes.render.recording import remarks_on
from minutes.stages import Outcome
from minutes.workfolder import WorkFolder


def summary_of(order: Order, work: WorkFolder, output: Path, kept: Path | None, outcome: Outcome) -> dict[str, Any]:
    """The figures of a run as one JSON-like object."""
    minutes = work.read(workfolder.MINUTES, Minutes)
    utterances = work.read(workfolder.UTTERANCES, tuple[Utterance, ...])
    summary: dict[str, Any] = {
        "document": str(output),
        "work": str(work.root),
        "previous_version": str(kept) if kept else None,
        "stages_run": list(outcome.ran),
        "stages_kept": list(outcome.kept),
        "remarks": list(outcome.remarks),
        "processing": round(processing_s(work.journal.events()), 1),
        "department": minutes.meeting.department,
        "utterances": len(utterances),
        "utterances_without_name": sum(utterance.name is None for utterance in utterances),
        "items": [item.title for item in minutes.items],
        "flagged_statements": sum(bool(statement.flags) for item in minutes.items for statement in item.statements),
    }
    if not order.is_transcript:
        coverage = work.read(workfolder.COVERAGE, Coverage)
        recording = work.read(workfolder.RECORDING, Recording)
        summary["duration"] = recording.duration
        summary["recording"] = recording.model_dump(include={"parts", "channels", "flags"}, mode="json")
        summary["recording_remarks"] = list(remarks_on(recording))
        summary["coverage"] = coverage.model_dump(include={"transcribed", "flagged", "lost"})
    return summary


def processing_s(events: Iterable[Event]) -> float:
    """Seconds during which a stage worked on what is there now: of each the time it took when it last came to its end,
    in whichever attempt that was; two at the same time count once, and waiting for the engines does not."""
    began: dict[str, dt.datetime] = {}
    took: dict[str, tuple[dt.datetime, dt.datetime]] = {}
    for event in events:
        stage = event.stage or ""
        if event.event == "stage_began":
            began[stage] = event.at
        elif event.event == "stage_ended" and stage in began:
            took[stage] = (min(began[stage], event.at), event.at)  # a clock that was set back gives nothing
    whole, until = 0.0, None
    for begin, end in sorted(took.values()):
        begin = max(begin, until) if until else begin
        whole += max(0.0, (end - begin).total_seconds())
        until = max(end, until) if until else end
    return whole


def tell_summary(summary: dict[str, Any], out: TextIO) -> None:
    """The same for a clerk, in a few lines."""
    lines = [f"議題 {len(summary['items'])}件、発言 {summary['utterances']}件を文書にしました。"]
    if not summary["utterances"]:
        lines = ["発言が一つも聞き取れませんでした。録音を再生して、声が入っているか確かめてください。"]
    if summary["utterances_without_name"]:
        lines.append(
            f"発言者が分からない発言：{summary['utterances_without_name']}件（文書の【要確認】を見てください）"
        )
    if "coverage" in summary:
        c = summary["coverage"]
        lines.append(
            f"声のある時間：文字にした {c['transcribed']:.1f}秒、要確認 {c['flagged']:.1f}秒、文字にできなかった {c['lost']:.1f}秒"
        )
    lines += [f"注意：{remark}" for remark in summary.get("recording_remarks", ())]
    if summary["previous_version"]:
        lines.append(f"前からあった文書は、次の名前で残しました：{summary['previous_version']}")
    print("\n".join(lines), file=out)
