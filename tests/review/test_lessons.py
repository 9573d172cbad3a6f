"""What a checked meeting teaches, taken over on the page, and the next meeting that shows it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from minutes import workfolder
from minutes.domain import Provenance, Utterance
from minutes.learning.book import book_of
from minutes.meetingrun import MeetingRun, make_minutes
from minutes.progress import NoProgress
from minutes.settings import Office
from minutes.wishes import Wishes
from minutes.workfolder import WorkFolder
from tests.review.test_server import Page

FIRST = ("看た機の整備を進めます。", "高橋委員からご質問をいただきます。", "看た機の数はいくつですか。")
NEXT = ("来年度の看た機の予算です。", "高橋委員、お願いします。")


@pytest.fixture(autouse=True)
def book_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINUTES_OFFICE_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def made(folder: Path, name: str, lines: tuple[str, ...]) -> WorkFolder:
    """Minutes of a transcript, as the command makes them."""
    cues = (
        f"00:00:{5 * at:02}.000 --> 00:00:{5 * at + 5:02}.000\n<v S{at % 2}>{line}\n" for at, line in enumerate(lines)
    )
    transcript = folder / f"{name}.vtt"
    transcript.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    work = folder / "roots" / f"{name}.work"
    run = MeetingRun((transcript,), Wishes(no_llm=True), folder / f"{name}.docx", work)
    make_minutes(run, NoProgress())
    return WorkFolder(work)


def said(work: WorkFolder) -> list[str]:
    return [one.text for one in work.read(workfolder.UTTERANCES, tuple[Utterance, ...])]


def opened(folder: Path, state: Path) -> Page:
    page = Page(folder / "roots", Office(state=str(state)))
    page.told = page.open()  # type: ignore[attr-defined]
    return page


def lessons(page: Page) -> list[dict[str, Any]]:
    return list(page.client.get(f"/api/meetings/{page.id}/lessons").json()["lessons"])


def put_right(page: Page, wrong: str, right: str) -> None:
    for id_, row in page.open()["utterances"].items():
        if wrong in row["text"]:
            act = {"do": "reword", "utterance": id_, "was": row["text"], "text": row["text"].replace(wrong, right)}
            assert page.act(act).status_code == 200


def test_what_was_put_right_once_is_right_in_the_next_meeting(tmp_path: Path, book_folder: Path) -> None:
    assert said(made(tmp_path, "first", FIRST))[0] == FIRST[0]
    page = opened(tmp_path, book_folder)
    put_right(page, "看た機", "看多機")
    put_right(page, "高橋", "髙橋")
    term, person = lessons(page)
    assert (term["text"], term["wrong"], term["times"]) == ("看多機", ["看た機"], 2)
    assert (person["role"], person["name"], person["reading"]) == ("髙橋委員", "髙橋", "たかはし")
    assert page.post("learn", lesson=term["key"], reading="カンタキ").json()["lessons"] == [person]
    assert (
        page.post("learn", lesson=person["key"], role="髙橋委員", name="髙橋", reading="たかはし").json()["lessons"]
        == []
    )
    assert lessons(page) == []
    again = made(tmp_path, "next", NEXT)
    assert said(again) == ["来年度の看多機の予算です。", "髙橋委員、お願いします。"]
    assert "庁内の用語" in again.read(workfolder.PROVENANCE, Provenance).dictionaries
    (known,) = book_of(Office(state=str(book_folder))).terms().terms
    assert known.reading == "かんたき"


def test_what_the_office_does_not_want_is_not_asked_again(tmp_path: Path, book_folder: Path) -> None:
    made(tmp_path, "first", FIRST)
    page = opened(tmp_path, book_folder)
    put_right(page, "看た機", "看多機")
    (term,) = lessons(page)
    assert page.post("decline", lesson=term["key"]).json()["lessons"] == []
    assert lessons(opened(tmp_path, book_folder)) == []
    assert not list(book_folder.glob("*.csv"))


def test_a_reading_that_is_none_and_a_lesson_that_is_gone_are_told(tmp_path: Path, book_folder: Path) -> None:
    made(tmp_path, "first", FIRST)
    page = opened(tmp_path, book_folder)
    put_right(page, "看た機", "看多機")
    (term,) = lessons(page)
    refused = page.post("learn", lesson=term["key"], reading="看多機")
    assert refused.status_code == 400 and "ひらがな" in refused.json()["error"]
    for body in ({"lesson": "term:ほか", "reading": "ほか"}, {"lesson": 3}, {}):
        assert page.post("learn", **body).status_code == 400
    assert len(lessons(page)) == 1


def test_people_of_the_office_may_be_named_where_the_roster_lacks_them(tmp_path: Path, book_folder: Path) -> None:
    made(tmp_path, "first", FIRST)
    book_of(Office(state=str(book_folder))).learn_person("石田委員", "石田", "いしだ", dt.date(2026, 4, 1))
    page = opened(tmp_path, book_folder)
    assert [one["role"] for one in page.open()["roster"]] == ["石田委員"]
