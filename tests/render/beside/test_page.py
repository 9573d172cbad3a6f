from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from minutes.render.annexes import Annexes
from minutes.render.beside.given import Given
from minutes.render.beside.page import page
from minutes.render.clean import clean
from minutes.render.forms import known_forms, load_form
from tests.render.beside import hostile
from tests.render.beside.html import Read
from tests.render.sample import coverage, minutes, utterances

AUDIO = "会議 1#録音?.m4a"


def given(name: str = "choigi", **changed: object) -> Given:
    content = Given(minutes(), utterances(), load_form(name), Annexes(coverage=coverage()))
    return replace(content, **changed)  # type: ignore[arg-type]


def read(content: Given) -> Read:
    return Read(page(content))


def test_a_sentence_leads_to_what_was_said_and_back() -> None:
    shown = read(given())
    (sentence,) = [one for one in shown.all("span") if one.text == "外部に情報を送信しない構成を考えている。"]
    (link,) = [one for one in shown.all("a") if one.text == "00:00:40" and one.attributes["class"] == "proof"]
    utterance = shown.by_id(link.attributes["href"].removeprefix("#"))
    assert "外部に情報を送信しない構成を考えております。" in utterance.text
    assert utterance.text.startswith("00:00:40 DX推進課長")
    backs = [one.attributes["href"] for one in utterance.children if one.attributes.get("class") == "back"]
    assert backs == [f"#{sentence.attributes['id']}"]


@pytest.mark.parametrize("form", known_forms())
@pytest.mark.parametrize("content", [given(), hostile.given()], ids=["sample", "hostile"])
def test_every_way_leads_somewhere_and_no_level_is_passed_over(form: str, content: Given) -> None:
    shown = read(replace(content, form=load_form(form)))
    ids = [one.attributes["id"] for one in shown.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert {one.attributes["href"] for one in shown.all("a")} <= {f"#{name}" for name in ids}
    levels = [int(one.tag[1]) for one in shown.all("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not any("a" in one.inside for one in shown.all("a"))


@pytest.mark.parametrize("form", known_forms())
def test_no_text_becomes_html(form: str) -> None:
    shown = read(replace(hostile.given(form), audio=AUDIO))
    assert len(shown.all("script")) == 1
    assert not shown.all("img", "i", "v", "c.red", "iframe", "link", "object")
    assert not any(name.startswith("on") or name == "style" for one in shown.elements for name in one.attributes)
    assert "alert" not in shown.all("script")[0].text
    addresses = [value for one in shown.elements for name, value in one.attributes.items() if name in ("href", "src")]
    assert all(address.startswith(("#", "./")) for address in addresses)
    said = shown.all("body")[0].text
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in said
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x09\x0b-\x1f\x7f-\x9f]", said)


def test_all_that_was_said_is_there() -> None:
    shown = read(hostile.given())
    for number, one in enumerate(hostile.utterances(), start=1):
        assert clean(one.text).strip() in shown.by_id(f"h{number}").text


def test_nothing_runs_and_nothing_is_loaded_that_is_not_in_the_file() -> None:
    written = page(given(audio=AUDIO))
    shown = Read(written)
    (policy,) = [one.attributes["content"] for one in shown.all("meta") if "http-equiv" in one.attributes]
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (text,) = [one.text for one in shown.all(tag)]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "http" not in re.sub("http-equiv", "", written)


def test_a_recording_beside_is_played_from_any_time() -> None:
    shown = read(given(audio=AUDIO))
    (player,) = shown.all("audio")
    assert player.attributes["src"] == "./%E4%BC%9A%E8%AD%B0%201%23%E9%8C%B2%E9%9F%B3%3F.m4a"
    times = [one.attributes["href"] for one in shown.all("a") if one.attributes.get("class") == "time"]
    assert times[0] == f"{player.attributes['src']}#t=10.0"
    assert len(times) == len(utterances())


@pytest.mark.parametrize("form", ["zenbun", "chikugo"])
def test_a_record_of_utterances_leads_to_the_recording_itself(form: str) -> None:
    shown = read(given(form, audio=AUDIO))
    links = [one for one in shown.all("a") if "time" in one.attributes.get("class", "")]
    assert len(links) >= len(utterances()) - 1
    assert not [one for one in shown.all("ol") if one.attributes.get("class") == "spoken"]


def test_without_a_recording_there_is_neither_player_nor_script() -> None:
    shown = read(given())
    assert shown.all("audio", "script") == []


def test_the_public_sees_no_evidence() -> None:
    shown = read(given(annexes=Annexes(audience="public"), audio=AUDIO))
    assert shown.all("audio", "script") == []
    assert not [one for one in shown.elements if one.attributes.get("class") in ("proof", "spoken", "time")]
    assert "えー、御説明いたします。" not in shown.all("body")[0].text
    assert "外部に情報を送信しない構成を考えている。" in shown.all("body")[0].text


def test_a_remark_stands_at_the_end_and_leads_back() -> None:
    shown = read(given())
    (mark,) = [one for one in shown.all("a") if one.text == "【要確認】注1"]
    note = shown.by_id(mark.attributes["href"].removeprefix("#"))
    assert "理由：質問か回答かの区別が確かではありません。" in note.text
    assert note.children[0].attributes["href"] == f"#{mark.attributes['id']}"


def test_the_same_minutes_give_the_same_bytes() -> None:
    assert page(given(audio=AUDIO)) == page(given(audio=AUDIO))


def test_a_form_that_leaves_the_title_to_an_office_s_template_has_one_here() -> None:
    form = load_form("choigi")
    untitled = form.model_copy(update={"layout": tuple(one for one in form.layout if one.block != "title")})
    assert [one.text for one in read(given(form=untitled)).all("h1", "title")] == ["決定会議　会議録（案）"] * 2
