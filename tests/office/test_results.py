"""確認すること.txt: each doubt once, and one line instead of one for each sentence where there is no roster."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from minutes import workfolder
from minutes.domain import Attendee, Meeting
from minutes.office.ledger import JobOrder, JobState
from minutes.office.results import CHECKS, TRANSCRIPT, put_beside
from minutes.workfolder import WorkFolder
from tests.revision.meeting import results


def _beside(folder: Path, meeting: Meeting) -> tuple[list[str], list[str]]:
    made, work = results(), WorkFolder(folder / "会議.work")
    work.write_json(workfolder.UTTERANCES, made.utterances)
    work.write_json(workfolder.MINUTES, made.minutes.model_copy(update={"meeting": meeting}))
    order = JobOrder(key="k", title="会議", inputs=(folder / "a.m4a",), document=folder / "会議.docx", work=work.root)
    put_beside(JobState(id="k", condition="done", order=order, enqueued=dt.datetime.now(dt.UTC)))
    transcript, checks = ((folder / name).read_text("utf-8-sig").splitlines() for name in (TRANSCRIPT, CHECKS))
    return transcript[2:], checks[2:]


def test_each_doubt_is_listed_once(tmp_path: Path) -> None:
    transcript, checks = _beside(tmp_path, Meeting(title="会議", attendees=(Attendee(role="議長", chair=True),)))
    assert transcript[0] == "00:00:00　議長　これより会議を開きます。"
    said = [line.partition("　")[2] for line in checks if line.startswith("□")]
    assert said[0] == "〔上下水道の工事〕費用はいくらか。"
    assert "（発言）費用はいくらですか。" not in said
    assert "（発言）200万円です。" in said
    assert checks[1].startswith("　　発言者を名簿の人と結び付けられませんでした。")


def test_without_a_roster_it_is_said_once(tmp_path: Path) -> None:
    _, checks = _beside(tmp_path, Meeting(title="会議"))
    assert "出席者の名簿がない" in checks[0]
    assert not any("名簿の人と" in line for line in checks)
