"""The data behind the page: what is told, what is kept, and what happens when two sit at one meeting."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from minutes import workfolder
from minutes.domain import AgendaItem, Edit, Minutes
from minutes.review.app import make_app
from minutes.review.desk import Clerk
from minutes.review.gate import TOKEN_HEADER, Doors
from minutes.review.meetings import Meetings, Underway
from minutes.review.shelf import Shelf
from minutes.revision.attention import attention_of
from minutes.settings import Office, Settings
from minutes.workfolder import WorkFolder
from tests.review.folders import lay
from tests.revision.meeting import results


class Page:
    """What a window of a browser does."""

    def __init__(self, root: Path, office: Office | None = None) -> None:
        meetings = Meetings(Shelf([root]), Settings(office=office or Office()), list)
        app = make_app(meetings, Doors(), Clerk("yamada"))
        self.client = TestClient(app, base_url="http://127.0.0.1:8480", raise_server_exceptions=False)
        self.token = self.client.get("/api/session").json()["token"]
        self.id = self.client.get("/api/meetings").json()[0]["id"]
        self.version, self.seen = "", 0

    def open(self) -> dict[str, Any]:
        told = self.client.get(f"/api/meetings/{self.id}").json()
        self.version, self.seen = told["version"], told["seen"]
        return told

    def post(self, what: str, **body: Any) -> Any:
        body = {"seen": self.seen, "version": self.version, **body}
        answer = self.client.post(f"/api/meetings/{self.id}/{what}", json=body, headers={TOKEN_HEADER: self.token})
        if answer.status_code == 200 and "seen" in answer.json():
            self.seen = answer.json()["seen"]
        return answer

    def act(self, *acts: dict[str, Any], by: str = "") -> Any:
        return self.post("edits", acts=list(acts), by=by)


REWORD = {"do": "reword", "utterance": "u3", "was": "費用はいくらですか。", "text": "費用は幾らですか。"}


@pytest.fixture
def work(tmp_path: Path) -> WorkFolder:
    return lay(tmp_path / "会議.work")


@pytest.fixture
def page(work: WorkFolder) -> Page:
    page = Page(work.root.parent)
    page.open()
    return page


def test_a_meeting_is_told_with_reasons_in_japanese(page: Page) -> None:
    told = page.open()
    assert told["utterances"]["u3"]["reasons"][0] == "発言者を名簿の人と結び付けられませんでした。"
    assert told["lines"]["i1.s3"]["part"]["evidence"] == ["u4"]
    assert [item["begins"] for item in told["items"]] == ["u2", "u6"]
    assert told["unheard"] == [{"start": 8.5, "end": 9.5, "listened": False}]
    assert told["corrections"] and told["parts"][0]["file"] == "会議.m4a"


def test_the_list_says_where_each_meeting_stands(work: WorkFolder) -> None:
    lay(work.root.parent / "深い" / "所" / "別の会議.work")
    (work.root.parent / "ほか").mkdir()
    rows = Page(work.root.parent).client.get("/api/meetings").json()
    assert [(row["title"], row["state"]) for row in rows] == [("決定会議", "要確認"), ("決定会議", "要確認")]


def test_what_is_still_being_worked_on_cannot_be_opened_yet(work: WorkFolder, tmp_path: Path) -> None:
    lay(tmp_path / "やり直し.work")
    jobs = [
        Underway("やり直し", tmp_path / "やり直し.work", True, "文字起こし"),
        Underway("次の会議", tmp_path / "次", False),
    ]
    rows = Meetings(Shelf([tmp_path]), Settings(), lambda: jobs).listed()
    assert [(row["state"], row["title"]) for row in rows] == [
        ("要確認", "決定会議"),
        ("処理中", "やり直し"),
        ("待機", "次の会議"),
    ]


def test_what_was_said_is_found_whatever_its_width(page: Page) -> None:
    hits = page.client.get("/api/search", params={"q": "２００万"}).json()
    assert [(hit["utterance"], hit["start"]) for hit in hits] == [("u4", 30.0)]
    assert page.client.get("/api/search", params={"q": " "}).json() == []


def test_an_edit_is_kept_at_once_and_only_what_changed_is_told(page: Page, work: WorkFolder) -> None:
    answer = page.act(REWORD, by="総務課・鈴木").json()
    assert list(answer["utterances"]) == ["u3"] and "items" not in answer
    assert answer["lines"]["i1.s2"]["part"]["text"] == "費用は幾らか。"  # the same words in the minutes
    kept = work.read(workfolder.EDITS, tuple[Edit, ...])
    assert [edit.by for edit in kept] == ["総務課・鈴木"] and kept[0].at.utcoffset() is not None
    assert "幾ら" not in work.path(workfolder.UTTERANCES).read_text("utf-8")


def test_undo_and_redo(page: Page) -> None:
    page.act(REWORD)
    undone = page.post("undo").json()
    assert undone["utterances"]["u3"]["text"] == "費用はいくらですか。" and undone["redo"] and not undone["undo"]
    assert page.post("redo").json()["utterances"]["u3"]["text"] == "費用は幾らですか。"
    page.post("undo")
    assert page.post("undo").status_code == 400


def test_a_new_server_goes_on_where_the_old_one_was(page: Page, work: WorkFolder) -> None:
    page.act(REWORD)
    again = Page(work.root.parent)
    assert again.open()["utterances"]["u3"]["text"] == "費用は幾らですか。"
    assert again.post("undo").status_code == 200


def test_the_later_of_two_windows_is_told_and_overwrites_nothing(page: Page, work: WorkFolder) -> None:
    other = Page(work.root.parent)
    other.open()
    page.act(REWORD)
    answer = other.act({**REWORD, "text": "費用は。"})
    assert answer.status_code == 409 and answer.json()["code"] == "overtaken"
    assert answer.json()["utterances"]["u3"]["text"] == "費用は幾らですか。"
    assert len(work.read(workfolder.EDITS, tuple[Edit, ...])) == 1


def test_what_is_not_there_any_more_is_not_changed(page: Page, work: WorkFolder) -> None:
    answer = page.act({**REWORD, "was": "別の文"})
    assert answer.status_code == 409 and answer.json()["code"] == "elsewhere"
    assert not work.path(workfolder.EDITS).exists()


def test_a_window_over_results_that_were_made_anew_is_told(page: Page, work: WorkFolder) -> None:
    path = work.path(workfolder.UTTERANCES)
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    assert page.act(REWORD).json()["code"] == "anew"
    page.open()
    assert page.act(REWORD).status_code == 200


def test_all_corrections_alike_at_once(page: Page) -> None:
    told = page.act({"do": "judge", "corrections": [0], "accept": True}).json()
    assert told["corrections"]["0"]["applied"] and "上下水道" in told["utterances"]["u2"]["text"]


def test_a_suggestion_that_is_not_taken_is_decided(page: Page) -> None:
    assert page.open()["corrections"]["0"]["judged"] is None
    told = page.act({"do": "judge", "corrections": [0], "accept": False}).json()
    assert told["corrections"]["0"] == {**told["corrections"]["0"], "applied": False, "judged": False}
    assert page.post("undo").json()["corrections"]["0"]["judged"] is None


@pytest.mark.parametrize(
    "acts",
    [
        [],
        "text",
        [{"do": "undo", "of": 1}],
        [{"do": "format", "disk": "c:"}],
        [{"do": "reflect", "utterances": ["u3"]}],
        [{**REWORD, "more": 1}],
        [{"do": "split", "utterance": "u3", "was": "費用はいくらですか。", "at": 3, "into": "../u9"}],
    ],
)
def test_what_no_page_of_ours_sends_is_refused(page: Page, work: WorkFolder, acts: Any) -> None:
    answer = page.post("edits", acts=acts)
    assert answer.status_code == 400 and not answer.json()["error"].isascii()
    assert not work.path(workfolder.EDITS).exists()


def test_lines_and_control_characters_do_not_come_into_a_text(page: Page) -> None:
    told = page.act({**REWORD, "text": "費用は\n幾ら\x00です\x1bか。"}).json()
    assert told["utterances"]["u3"]["text"] == "費用は 幾らですか。"


def test_words_have_their_times(page: Page) -> None:
    pieces = page.client.get(f"/api/meetings/{page.id}/words").json()["u4"]
    assert pieces[0][:2] == [0, 30.0] and pieces[-1][2] == pytest.approx(38, abs=0.1)


def test_sound_by_ranges(page: Page) -> None:
    address = f"/api/meetings/{page.id}/audio"
    whole = page.client.get(address)
    piece = page.client.get(address, headers={"Range": "bytes=4-13"})
    assert piece.status_code == 206 and piece.content == whole.content[4:14]
    assert page.client.get(address, headers={"Range": "bytes=999999-"}).status_code == 416


def test_the_document_is_made_as_the_draft_stands(page: Page) -> None:
    assert page.client.get(f"/api/meetings/{page.id}/document").status_code == 404
    page.act(REWORD)
    assert page.post("render").json()["toCheck"] > 0
    answer = page.client.get(f"/api/meetings/{page.id}/document")
    assert answer.content[:2] == b"PK" and "attachment" in answer.headers["content-disposition"]
    import docx

    text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "費用は幾らか。" in text


def test_a_named_person_vouches_for_what_they_have_seen(page: Page, work: WorkFolder) -> None:
    assert page.post("confirm", by=" ").status_code == 400
    assert page.post("confirm", by="総務課長・山田太郎", seen=7).status_code == 409
    answer = page.post("confirm", by="総務課長・山田太郎").json()
    assert answer["confirmed"]["by"] == "総務課長・山田太郎"
    assert work.read(workfolder.MINUTES, Minutes).provenance.confirmation
    assert page.client.get("/api/meetings").json()[0]["state"] == "確認済"
    page.open()
    assert page.act(REWORD).json()["confirmed"] is None  # who changes something has to vouch again
    assert page.client.get("/api/meetings").json()[0]["state"] == "要確認"


def test_minutes_with_attention_are_counted_and_told_to_who_confirms(page: Page, work: WorkFolder) -> None:
    assert [page.post("attention").status_code for _ in range(2)] == [200, 200]
    counted = attention_of(work)
    assert counted and counted.minutes in (1, 2)  # the clock may have gone on meanwhile
    page.act(REWORD, by="総務課・鈴木")
    told = page.post("confirm", by="総務課長・山田太郎").json()["effort"]
    assert told == f"修正 1件（1,000字あたり 12.5件）、確認にかけた時間 約{counted.minutes}分"


def test_a_disk_that_is_full_is_no_matter_for_a_minute(
    page: Page, work: WorkFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("minutes.files.os.replace", full)
    assert page.post("attention").status_code == 200
    assert page.act(REWORD).status_code == 507
    monkeypatch.undo()
    assert attention_of(work) is None
    page.act(REWORD)
    monkeypatch.setattr("minutes.finalise.effort_in", lambda work: None)
    assert page.post("confirm", by="総務課長・山田太郎").json()["effort"] == ""


def test_a_folder_in_use_is_told(page: Page, work: WorkFolder) -> None:
    with work.held():
        answer = page.post("confirm", by="総務課長・山田太郎")
    assert answer.status_code == 503 and "使用中" in answer.json()["error"]


def test_what_a_dropped_line_said_is_told_at_once_and_not_after_undo(page: Page) -> None:
    before = page.open()
    told = page.act({"do": "drop", "line": "i2.s1", "was": "窓口の時間を延ばしてほしい。"}).json()
    row = {"utterance": "u6", "text": "窓口の時間を延ばしてください。"}
    assert row in told["unreflected"] and row not in before["unreflected"]
    log = page.client.get(f"/api/meetings/{page.id}/log.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(log)))
    assert [one["操作"] for one in rows] == ["議事録の文の削除", "未反映の発言の見直し"]
    assert "u6" in rows[1]["対象"] and "窓口の時間を延ばしてください。" in rows[1]["後"]
    assert page.post("undo").json()["unreflected"] == before["unreflected"]


def test_an_item_without_lines_and_a_line_without_evidence(tmp_path: Path) -> None:
    made = results()
    first, second = made.minutes.items
    lost = first.statements[2].model_copy(update={"evidence": ("u99",)})
    items = (
        first.model_copy(update={"statements": (*first.statements[:2], lost)}),
        second,
        AgendaItem(title="その他", flags=("no_statements",)),
    )
    lay(tmp_path / "会議.work", replace(made, minutes=made.minutes.model_copy(update={"items": items})))
    page = Page(tmp_path)
    told = page.open()
    assert [item["begins"] for item in told["items"]] == ["u2", "u6", None]
    assert told["lines"]["i1.s3"]["part"]["evidence"] == ["u99"]
    told = page.act({"do": "drop", "line": "i2.s1", "was": "窓口の時間を延ばしてほしい。"}).json()
    assert [item["begins"] for item in told["items"]] == ["u2", None, None]
    assert page.act({"do": "settle", "target": "i3"}).json()["items"][2]["reasons"] == []
    part = {"kind": "request", "speaker": None, "text": "窓口の時間を延ばしてほしい。", "evidence": ["u6"]}
    told = page.act({"do": "add", "line": "c1", "item": 3, "part": part}).json()
    assert told["linesOrder"][-1] == "c1" and told["items"][2]["begins"] == "u6"
    told = page.act({"do": "add", "line": "c2", "item": 1, "part": {**part, "evidence": ["u4"]}}).json()
    assert "c2" in told["linesOrder"]
    told = page.act({"do": "boundary", "item": 2, "utterance": "u5"}).json()
    assert told["lines"]["i1.d1"]["item"] == 2 and "i1.s3" in page.open()["lines"]
    assert page.act({"do": "drop", "line": "i1.s3", "was": "200万円である。"}).status_code == 200
    assert page.post("render").status_code == 200


def test_who_changed_what_can_be_taken_away(page: Page) -> None:
    page.act({**REWORD, "text": "=1+1"}, by="鈴木")
    page.post("undo")
    text = page.client.get(f"/api/meetings/{page.id}/log.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (rows[0]["職・氏名"], rows[0]["操作"], rows[0]["後"], rows[0]["有効"]) == (
        "鈴木",
        "発言の修正",
        "'=1+1",
        "取消",
    )
    assert (rows[-1]["操作"], rows[-1]["職・氏名"]) == ("元に戻す", "yamada")
