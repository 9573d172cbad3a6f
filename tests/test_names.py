"""The roster's writing along the whole road: from a transcript to the comments and lists of the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from minutes import workfolder
from minutes.domain import Attendee, Correction, Meeting, Utterance
from minutes.order import Order
from minutes.pipeline import run
from minutes.progress import NoProgress
from minutes.render.forms import load_form
from minutes.workfolder import WorkFolder

MEETING = Meeting(
    title="下水道運営審議会",
    form="chikugo",
    agenda=("使用料の改定について",),
    attendees=(
        Attendee(role="会長", name="齋藤 一郎", reading="さいとう いちろう", chair=True),
        Attendee(role="委員（髙橋）", name="髙橋 健一", reading="たかはし けんいち"),
        Attendee(role="下水道課長", name="渡邊 誠", reading="わたなべ まこと"),
        Attendee(role="総務部長", name="佐藤 次郎", reading="さとう じろう"),
        Attendee(role="財政課長", name="左藤 三郎", reading="さとう さぶろう"),
    ),
)
SCRIPT = """会長：ただいまから審議会を開会いたします。会長の斉藤です。下水道課長の渡辺課長、説明をお願いします。
下水道課長：下水道課長の渡辺です。住民の高橋さんから御意見がありました。
会長：高橋委員、お願いします。
委員（髙橋）：佐藤さんに伺います。よろしくお願いします。
会長：佐藤課長、お願いします。
"""


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    transcript = tmp_path / "会議.txt"
    transcript.write_text(SCRIPT, "utf-8")
    order = Order(inputs=(transcript,), meeting=MEETING, form=load_form(MEETING.form), engines=None)
    with WorkFolder(tmp_path / "w").held() as folder:
        run(order, folder, NoProgress())
    return folder


def test_names_follow_the_meeting_file_with_a_receipt(work: WorkFolder) -> None:
    text = "".join(one.text for one in work.read(workfolder.UTTERANCES, tuple[Utterance, ...]))
    for right in ("会長の齋藤です", "渡邊課長、説明", "下水道課長の渡邊です", "髙橋委員、お願い", "左藤課長、お願い"):
        assert right in text
    assert "住民の高橋さん" in text
    assert "佐藤さんに伺います" in text
    receipts = work.read(workfolder.CORRECTIONS, tuple[Correction, ...])
    assert {one.rule for one in receipts} == {"name"}
    assert [(one.before, one.after) for one in receipts if not one.applied] == [("佐藤", "左藤")]


def test_the_document_shows_what_was_done_and_what_is_open(work: WorkFolder) -> None:
    document = Document(str(work.path(workfolder.DOCUMENT)))
    (open_one,) = [comment.text for comment in document.comments if "候補" in comment.text]
    assert "「佐藤」→「左藤」" in open_one
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["渡辺→渡邊", "名簿", "2"] in [row[:3] for row in rows]
    assert ["佐藤→左藤", "名簿", "1"] in [row[:3] for row in rows]


def test_a_changed_roster_is_followed_at_the_next_run(work: WorkFolder, tmp_path: Path) -> None:
    plain = MEETING.attendees[1].model_copy(update={"name": "高橋 健一"})
    attendees = (MEETING.attendees[0], plain, *MEETING.attendees[2:])
    changed = MEETING.model_copy(update={"attendees": attendees})
    order = Order(inputs=(tmp_path / "会議.txt",), meeting=changed, form=load_form(changed.form), engines=None)
    with work.held():
        run(order, work, NoProgress())
    text = "".join(one.text for one in work.read(workfolder.UTTERANCES, tuple[Utterance, ...]))
    assert "高橋委員、お願い" in text
