"""The page in a real browser, by keyboard: a draft from the first look to the confirmed document."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.review.browser.conftest import PATIENCE_MS, Server
from tests.review.folders import lay
from tests.revision.meeting import results

expect.set_options(timeout=PATIENCE_MS)
Window = Callable[[str], Page]
Lay = Callable[..., Path]


def row(page: Page, id_: str) -> Any:
    return page.locator(f'li.utterance[data-id="{id_}"]')


def line(page: Page, id_: str) -> Any:
    return page.locator(f'#panel [data-id="{id_}"]')


def acts_in(work: Path) -> list[dict[str, Any]]:
    found = json.loads((work / "edits.json").read_text("utf-8"))
    return [act for edit in found for act in edit["acts"]]


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_have_text("保存済み")


def test_the_sound_is_one_key_away(server: Server, meeting: Lay, window: Window) -> None:
    page = window(server.page_of(meeting(audio=True)))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".clock")).to_contain_text("00:00:21")
    expect(row(page, "u3")).to_have_class("utterance check playing")
    page.wait_for_function("() => CSS.highlights.get('spoken').size === 1")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="再生", exact=True)).to_be_visible()
    page.keyboard.press("F7")
    expect(page.locator(".clock")).to_contain_text("00:00:1")
    page.keyboard.press("]")
    expect(page.locator(".speed")).to_have_text("1.2倍")
    line(page, "i1.s3").locator(".when").click()
    expect(page.locator(".clock")).to_contain_text("00:00:3")
    expect(row(page, "u4")).to_contain_class("proof")


def test_words_are_put_right_in_their_place_and_undone(server: Server, meeting: Lay, window: Window) -> None:
    work = meeting()
    page = window(server.page_of(work))
    row(page, "u3").focus()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("費用は幾らですか。")
    page.keyboard.press("Enter")
    expect(line(page, "i1.s2")).to_contain_text("費用は幾らか。")  # the same words in the minutes
    expect(row(page, "u3")).to_be_focused()
    saved(page)
    page.reload()
    expect(row(page, "u3")).to_contain_text("費用は幾らですか。")
    row(page, "u3").focus()
    page.keyboard.press("u")
    expect(row(page, "u3")).to_contain_text("費用はいくらですか。")
    expect(line(page, "i1.s2")).to_contain_text("費用はいくらか。")
    page.keyboard.press("r")
    expect(row(page, "u3")).to_contain_text("費用は幾らですか。")
    assert [act["do"] for act in acts_in(work) if act["do"] != "restate"] == ["reword", "undo", "redo"]


def test_a_voice_gets_its_name(server: Server, window: Window) -> None:
    from minutes.domain import Attendee

    made = results()
    roster = (Attendee(role="議長"), Attendee(role="DX課長"), Attendee(role="佐藤委員"))
    meeting = made.minutes.meeting.model_copy(update={"attendees": roster})
    work = lay(server.root / "voice.work", replace(made, minutes=made.minutes.model_copy(update={"meeting": meeting})))
    page = window(server.page_of(work.root))
    row(page, "u3").focus()
    page.keyboard.press("s")
    page.get_by_label("発言者（↑↓で選ぶ）").select_option("佐藤委員")
    page.get_by_label("この声の全て").check()
    page.keyboard.press("Enter")
    for id_ in ("u3", "u6"):
        expect(row(page, id_)).to_contain_text("佐藤委員")
    expect(line(page, "i1.s2")).to_contain_text("佐藤委員")


def test_all_corrections_alike_are_accepted_at_once(server: Server, meeting: Lay, window: Window) -> None:
    work = meeting()
    page = window(server.page_of(work))
    page.get_by_role("tab", name="用語 1").click()
    line(page, "0").focus()
    page.keyboard.press("Shift+A")
    expect(page.get_by_role("tab", name="用語 0")).to_be_visible()
    expect(row(page, "u2")).to_contain_text("上下水道の工事")
    page.keyboard.press("x")
    expect(row(page, "u2")).to_contain_text("上下水同の工事")


def test_one_check_after_the_other_is_settled(server: Server, meeting: Lay, window: Window) -> None:
    work = meeting(audio=True)
    page = window(server.page_of(work))
    left = page.locator(".bar .marks")
    page.keyboard.press("n")
    while "残り" in (told := left.inner_text()):
        page.keyboard.press("a")
        expect(left).not_to_have_text(told)  # what rests on it may be settled with it
    expect(left).to_have_text("確かめる所なし")
    assert {act["do"] for act in acts_in(work)} >= {"settle", "judge", "listened"}
    page.get_by_role("tab", name="要確認 0").click()
    expect(page.locator("#panel")).to_contain_text("確かめる所は残っていません")


def test_utterances_are_split_and_joined(server: Server, meeting: Lay, window: Window) -> None:
    page = window(server.page_of(meeting()))
    row(page, "u5").focus()
    page.keyboard.press("e")
    page.keyboard.press("Home")
    for _ in range(len("原案のとおり承認します。")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Enter")
    expect(row(page, "u5").locator("p")).to_have_text("原案のとおり承認します。")
    expect(row(page, "u5+1").locator("p")).to_have_text("次に移ります。")
    row(page, "u5").focus()
    page.keyboard.press("m")
    expect(row(page, "u5").locator("p")).to_have_text("原案のとおり承認します。次に移ります。")
    expect(page.locator("li.utterance")).to_have_count(6)


def test_lines_are_written_from_what_was_said_put_right_and_dropped(
    server: Server, meeting: Lay, window: Window
) -> None:
    page = window(server.page_of(meeting()))
    row(page, "u4").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("w")
    page.get_by_label("文", exact=True).fill("費用は200万円であり、承認された。")
    page.get_by_label("種類").select_option("決定")
    page.keyboard.press("Enter")
    expect(line(page, "c1")).to_contain_text("費用は200万円であり、承認された。")
    expect(line(page, "c1").locator(".when")).to_have_count(2)
    line(page, "i2.s1").focus()
    page.keyboard.press("e")
    page.get_by_label("文", exact=True).fill("窓口の時間の延長を願いたい。")
    page.keyboard.press("Enter")
    expect(line(page, "i2.s1")).to_contain_text("窓口の時間の延長を願いたい。")
    line(page, "i1.s1").focus()
    page.keyboard.press("x")
    expect(line(page, "i1.s1")).to_have_count(0)
    page.keyboard.press("u")
    expect(line(page, "i1.s1")).to_have_count(1)


def test_items_begin_elsewhere_and_words_are_hidden(server: Server, meeting: Lay, window: Window) -> None:
    page = window(server.page_of(meeting()))
    row(page, "u5").focus()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.locator('li.item[data-head="2"] + li')).to_have_attribute("data-id", "u5")
    row(page, "u3").focus()
    page.keyboard.press("o")
    page.keyboard.press("Enter")
    expect(row(page, "u3")).to_contain_text("公開版で伏せる")
    page.get_by_role("tab", name="伏せる印 2").click()
    line(page, "1").focus()
    page.keyboard.press("x")
    expect(page.get_by_role("tab", name="伏せる印 1")).to_be_visible()
    expect(row(page, "u3")).not_to_contain_text("公開版で伏せる")


def test_a_document_and_a_named_person(server: Server, meeting: Lay, window: Window) -> None:
    work = meeting()
    page = window(server.page_of(work))
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    with page.expect_download() as coming:
        page.get_by_role("link", name="文書を保存する").click()
    assert coming.value.suggested_filename == "議事録_決定会議.docx"
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.get_by_label("確認した人の職・氏名").fill("総務課長・山田太郎")
    page.keyboard.press("Enter")
    expect(page.locator(".bar .marks")).to_have_text("確認済（総務課長・山田太郎）")
    expect(page.locator("dialog")).to_contain_text("修正 0件（1,000字あたり 0.0件）、確認にかけた時間 約")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="会議の一覧").click()
    expect(page.locator(".list")).to_contain_text("確認済")
    page.get_by_role("searchbox").fill("２００万")
    expect(page.locator(".found a").first).to_contain_text("200万円です。")


def test_two_windows_on_one_meeting(server: Server, meeting: Lay, window: Window) -> None:
    work = meeting()
    one, other = window(server.page_of(work)), window(server.page_of(work))
    row(other, "u3").focus()
    other.keyboard.press("e")
    other.keyboard.insert_text("他の窓で。")
    row(one, "u3").focus()
    one.keyboard.press("e")
    one.keyboard.press("Control+a")
    one.keyboard.insert_text("費用は幾らですか。")
    one.keyboard.press("Enter")
    saved(one)
    other.keyboard.press("Enter")
    expect(other.locator("#told")).to_contain_text("変")
    expect(row(other, "u3").locator("p")).to_have_text("費用は幾らですか。")
    assert [act["do"] for act in acts_in(work)].count("reword") == 1


def test_a_killed_server_loses_nothing_and_one_goes_on(tmp_path: Path, window: Window) -> None:
    work = lay(tmp_path / "roots" / "会議.work")
    server = Server(tmp_path / "roots")
    server.start()
    page = window(server.page_of(work.root))
    server.kill()
    row(page, "u3").focus()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("費用は幾らですか。")
    page.keyboard.press("Enter")
    expect(page.locator(".saved")).to_have_text("つながりません（待っています）")
    server.start()
    saved(page)
    server.kill()
    assert [act["text"] for act in acts_in(work.root) if act["do"] == "reword"] == ["費用は幾らですか。"]


def test_names_and_texts_are_never_markup(server: Server, meeting: Lay, window: Window) -> None:
    evil = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    made = results()
    first = made.utterances[0].model_copy(update={"text": evil, "name": evil})
    minutes = made.minutes.model_copy(update={"meeting": made.minutes.meeting.model_copy(update={"title": evil})})
    work = meeting(replace(made, utterances=(first, *made.utterances[1:]), minutes=minutes))
    page = window(server.page_of(work))
    expect(row(page, "u1").locator("p")).to_have_text(evil)
    page.get_by_role("link", name="会議の一覧").click()
    page.get_by_role("searchbox").fill("onerror")
    expect(page.locator(".found a").first).to_be_visible()
    assert page.locator("img").count() == 0 and "taken" not in page.title().replace(evil, "")


def test_a_line_needs_evidence(server: Server, meeting: Lay, window: Window) -> None:
    work = meeting()
    page = window(server.page_of(work))
    line(page, "i1.s1").focus()
    page.keyboard.press("e")
    page.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="直す", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("根拠の発言を一つ以上選んでください")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert not (work / "edits.json").exists()


@pytest.mark.parametrize("key", ["?", "F1"])
def test_every_key_is_explained(server: Server, meeting: Lay, window: Window, key: str) -> None:
    page = window(server.page_of(meeting()))
    page.keyboard.press(key)
    from_table = page.evaluate(
        "import('/page/keys.js').then((keys) => keys.KEYS.filter((one) => Array.isArray(one[0])).length)"
    )
    expect(page.locator("dialog tr")).to_have_count(from_table)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    methods = page.evaluate(
        "Promise.all([import('/page/keys.js'), import('/page/meeting.js')]).then(([keys, meeting]) =>"
        " keys.KEYS.filter((one) => one[2] && !(one[2] in meeting.Meeting.prototype)).map((one) => one[2]))"
    )
    assert methods == []
