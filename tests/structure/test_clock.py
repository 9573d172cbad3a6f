"""Opening, breaks and closing with their times."""

from __future__ import annotations

import datetime as dt

import pytest

from minutes.domain import Attendee, Meeting, Statement
from minutes.structure.extractive import extract
from tests.structure.meetings import spoken, talk

CHAIR = "市長"
MEETING = Meeting(title="庁議", start=dt.time(10, 0), attendees=(Attendee(role=CHAIR, chair=True),))


def proceedings(*lines: str, at: tuple[float, ...] = (), meeting: Meeting = MEETING) -> list[Statement]:
    """The chair's sentences, each said at its second of the recording."""
    said = talk(*((CHAIR, line) for line in lines))
    moved = [
        utterance.model_copy(update={"start": start, "end": start + 5})
        for utterance, start in zip(said, at, strict=False)
    ]
    items = extract(moved or said, meeting, "dearu")
    return [statement for statement in items[0].statements if statement.kind == "procedure"]


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("ただいまから庁議を開会します。",), "庁議を開会する（午前10時）。"),
        (("定刻になりましたので、これより第2回庁議を始めます。",), "第2回庁議を始める（午前10時）。"),
        (("午前10時5分、庁議を開会します。",), "午前10時5分、庁議を開会する。"),
        (("庁議を再開します。", "ただいま午前11時3分です。"), "庁議を再開する（午前11時3分）。"),
        (("時刻は11時3分でございます。", "それでは、庁議を再開します。"), "庁議を再開する（午前11時3分）。"),
        (("ここで10時20分まで休憩といたします。",), "10時20分まで休憩とする（午前10時）。"),
        (("以上をもちまして、庁議を閉会いたします。",), "庁議を閉会する（午前10時）。"),
        (("本日はこれで散会いたします。", "11時半です。"), "散会する（午前11時30分）。"),
    ],
)
def test_proceedings_have_their_time(lines: tuple[str, ...], printed: str) -> None:
    (statement,) = proceedings(*lines)
    assert statement.text == printed


def test_a_time_that_was_not_said_is_an_estimate() -> None:
    counted, said = proceedings(
        "庁議を開会します。", "庁議を閉会します。", "午前11時10分です。", at=(60.0, 3600.0, 3605.0)
    )
    assert (counted.text, counted.flags) == ("庁議を開会する（午前10時1分）。", ("estimated_time",))
    assert (said.text, said.flags, said.evidence) == ("庁議を閉会する（午前11時10分）。", (), ("u0002", "u0003"))


def test_a_recorder_that_was_stopped_in_a_break_does_not_put_the_end_too_early() -> None:
    found = proceedings(
        "庁議を開会します。",
        "11時まで休憩といたします。",
        "庁議を再開します。",
        "庁議を閉会します。",
        at=(0.0, 1800.0, 1810.0, 3610.0),
    )
    assert [statement.text for statement in found] == [
        "庁議を開会する（午前10時）。",
        "11時まで休憩とする（午前10時30分）。",
        "庁議を再開する（午前11時）。",
        "庁議を閉会する（午前11時30分）。",
    ]


def test_no_time_is_made_up() -> None:
    (statement,) = proceedings("庁議を開会します。", meeting=Meeting(title="庁議"))
    assert (statement.text, statement.flags) == ("庁議を開会する。", ())
    untimed = [
        utterance.model_copy(update={"flags": ("no_times",)}) for utterance in spoken((CHAIR, "庁議を開会します。"))
    ]
    (statement,) = extract(untimed, MEETING, "dearu")[0].statements
    assert statement.text == "庁議を開会する。"


@pytest.mark.parametrize(
    "line",
    [
        "次の会議は10月に開きます。",
        "休憩時間は短くなりました。",
        "図書館は7時に閉館します。",
        "工事を再開する予定です。",
    ],
)
def test_what_is_no_proceeding(line: str) -> None:
    assert all("（" not in statement.text for statement in proceedings(line))
