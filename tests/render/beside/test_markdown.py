"""Read back by markdown-it, GitHub's tables and raw HTML included."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from minutes.render.annexes import Annexes
from minutes.render.beside.given import Given
from minutes.render.beside.markdown import escaped, markdown
from minutes.render.clean import clean
from minutes.render.forms import known_forms, load_form
from tests.render.beside import hostile
from tests.render.sample import AI, minutes, utterances

MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})
# All that our files are made of; <br> is the only HTML.
KINDS = {
    "heading",
    "paragraph",
    "inline",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "text",
    "hardbreak",
    "softbreak",
}


def tokens(text: str) -> list[Token]:
    blocks = MARKDOWN.parse(text)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def words(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type == "text" or token.type == "text_special")


def sample(form: str = "choigi") -> Given:
    return Given(minutes(), utterances(), load_form(form))


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_text_is_read_as_it_is_wherever_it_stands(text: str) -> None:
    plain = clean(text).strip()
    assert words(f"あ{escaped(text)}") == f"あ{clean(text)}".rstrip()
    row = words(f"| 見出し |\n| --- |\n| {escaped(text)} |")
    assert row == f"見出し{plain}"


@pytest.mark.parametrize("form", known_forms())
def test_no_text_becomes_more_than_text(form: str) -> None:
    found = tokens(markdown(hostile.given(form)))
    assert {kind(token) for token in found if token.content != "<br>"} <= {*KINDS, "text_special", "html_inline"}
    assert {token.content for token in found if token.type == "html_inline"} <= {"<br>"}


def test_all_that_was_said_is_there() -> None:
    read = words(markdown(hostile.given()))
    for text in hostile.TEXTS:
        assert clean(text).strip() in read


def test_the_order_is_the_form_s_and_each_sentence_has_its_times() -> None:
    lines = markdown(sample()).splitlines()
    assert lines[0] == "# 決定会議　会議録（案）"
    assert f"## 1　{AI}" in lines
    question, answer = (
        lines.index("○（総務法制課長）どのような体制を考えているのか。［00:00:30］"),
        lines.index("→（DX推進課長）外部に情報を送信しない構成を考えている。［00:00:40］"),
    )
    assert lines.index("### （1）主な意見等") < question < answer < lines.index("### （2）結果")
    assert "○原案のとおり承認する。［00:01:20］" in lines


def test_utterances_that_follow_one_another_have_one_time_others_each_their_own() -> None:
    item = minutes().items[0]
    moved = item.decisions[0].model_copy(update={"evidence": ("u0010", "u0003", "u0004", "gone")})
    content = minutes(items=(item.model_copy(update={"decisions": (moved,)}),))
    assert "承認する。［00:00:30、00:01:40］" in markdown(Given(content, utterances(), load_form("choigi")))


def test_without_times_an_utterance_is_called_by_its_number() -> None:
    untimed = tuple(one.model_copy(update={"flags": ("no_times",)}) for one in utterances())
    assert "構成を考えている。［発言4］" in markdown(replace(sample(), utterances=untimed))


def test_what_comments_say_stands_at_the_end() -> None:
    text = markdown(sample())
    assert "［00:01:00］【要確認】（注1）" in text
    assert "注1　【要確認】\\\n理由：質問か回答かの区別が確かではありません。\\\n発言者：DX推進課長" in text


def test_the_public_sees_no_times() -> None:
    text = markdown(replace(sample(), annexes=Annexes(audience="public")))
    assert "○（総務法制課長）どのような体制を考えているのか。\n" in text
    assert "［00:" not in text
